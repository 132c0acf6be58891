"""One meeting of the sample, as those ask for it who hold it and who deal with its items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select

from partnering_desk.app import attendance
from partnering_desk.app.attendance import Mark
from partnering_desk.app.demo_story import Story
from partnering_desk.app.demo_talk import Talk
from partnering_desk.app.register import Register
from partnering_desk.records.models import AgendaItem, Attendance, Person
from partnering_desk.rules.agenda import ItemKind


@dataclass(slots=True)
class Occasion:
    """The `number`th meeting of a group, on `day`; `place` is the group's among the groups.

    `from_last` tells how many meetings of the group follow it up to the day on which the sample is looked at: 0 for
    the last one held, negative for those to come.
    """

    story: Story
    set_clock: Callable[[datetime], None]
    group_id: int
    code: str
    place: int
    number: int
    day: date
    from_last: int
    meeting_id: int = 0
    shown: list[Talk] = field(default_factory=list)

    @property
    def name(self) -> tuple[str, int]:
        """The group's code and the number, by which special happenings are found."""
        return (self.code, self.number)

    @property
    def register(self) -> Register:
        """The register of the sample."""
        return self.story.register

    @property
    def is_last(self) -> bool:
        """Whether it is the last one held."""
        return self.from_last == 0

    def spend(self, minutes: int) -> None:
        """Let some minutes pass."""
        self.set_clock(self.register.now() + timedelta(minutes=minutes))

    def attendance_id(self, name: str) -> int | None:
        """The id of somebody's attendance; None for those who are not called."""
        with self.register.read() as session:
            asked = select(Attendance.id).join(Person, Attendance.person_id == Person.id)
            return session.scalar(asked.where(Attendance.meeting_id == self.meeting_id, Person.name == name))

    def mark(self, name: str, mark: Mark) -> bool:
        """Mark somebody; whether they are called at all."""
        found = self.attendance_id(name)
        if found is not None:
            attendance.set_presence(self.register, found, mark)
        return found is not None

    def items(self) -> list[tuple[int, ItemKind, str]]:
        """The agenda: id, kind and title of each item."""
        with self.register.read() as session:
            asked = select(AgendaItem).where(AgendaItem.meeting_id == self.meeting_id, AgendaItem.removed_at.is_(None))
            found = session.scalars(asked.order_by(AgendaItem.position))
            return [(one.id, one.kind, one.title) for one in found]
