"""The open actions by owner, as at a day: a board paper for whoever follows them up (Governance 5.4.4)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.action_rows import ActionRow, action_rows
from partnering_desk.app.list_header import list_header
from partnering_desk.app.lookups import calendar_of
from partnering_desk.app.minutes_items import HIDDEN_ACTION
from partnering_desk.app.register import Register
from partnering_desk.documents.outline import Outline
from partnering_desk.documents.snapshots import ActionListSheet, OwnedAction, OwnerSection
from partnering_desk.records.models import Person
from partnering_desk.rules.minutes import late_words
from partnering_desk.rules.names import folded, short_name
from partnering_desk.rules.wording import count_word, join_words, sentence_case, show_day, show_day_month
from partnering_desk.rules.working_days import WorkingCalendar

NOBODY = "No owner"


def action_list(
    register: Register, on: date | None = None, group_id: int | None = None, *, without_confidential: bool = False
) -> Outline:
    """The actions open on a day (today when None), of one group or of all, by owner; what is late comes first.

    Without confidential items, a gap stands in the place of what such an item gave (practice P9). Raises `Refusal`
    when there is no such group.
    """
    from partnering_desk.documents.registers import action_list_outline

    return action_list_outline(action_list_sheet(register, on, group_id, without_confidential=without_confidential))


def action_list_sheet(
    register: Register, on: date | None = None, group_id: int | None = None, *, without_confidential: bool = False
) -> ActionListSheet:
    """What the action list says; as `action_list`."""
    day = on or register.today()
    rows = [one for one in action_rows(register) if open_on(one, day) and group_id in (None, one.group_id)]
    with register.read() as session:
        header = list_header(session, register, group_id, day)
        reading = AsAt(calendar_of(session, register.partnering_id), day)
        names = _people(session, register)
    by_owner: defaultdict[str, list[ActionRow]] = defaultdict(list)
    hidden: list[ActionRow] = []
    for one in rows:
        if one.confidential and without_confidential:
            hidden.append(one)
            continue
        for owner in one.owners or ("",):
            by_owner[owner].append(one)
    owners = sorted(by_owner, key=lambda name: (not name, folded(name)))
    sections = [reading.section(name, names.get(name, ""), by_owner[name]) for name in owners]
    if hidden:
        gaps = tuple(OwnedAction(one.ref, HIDDEN_ACTION, one.meeting_ref) for one in hidden)
        sections.append(OwnerSection("Of confidential items", "", f"{len(hidden)} open", gaps))
    return ActionListSheet(header, _summary(len(rows), sum(map(reading.late, rows))), tuple(sections))


def open_on(action: ActionRow, day: date) -> bool:
    """Whether an action was recorded by a day, and still to be done at its end."""
    return action.recorded_at.date() <= day and (action.closed_on is None or action.closed_on > day)


def _summary(open_: int, late: int) -> str:
    if not open_:
        return "No action is open."
    overdue = f"{sentence_case(count_word(late, 'is', 'are'))} overdue." if late else "None is overdue."
    return f"{sentence_case(count_word(open_, 'action'))} {'is' if open_ == 1 else 'are'} open. {overdue}"


def _people(session: Session, register: Register) -> dict[str, str]:
    """Where each person is from, by the name that lists show."""
    asked = select(Person).where(Person.partnering_id == register.partnering_id, Person.merged_into_id.is_(None))
    return {
        short_name(one.name): ", ".join(
            filter(None, (one.job_title, one.organisation.name if one.organisation else ""))
        )
        for one in session.scalars(asked)
    }


class AsAt:
    """How actions stand on a day."""

    def __init__(self, calendar: WorkingCalendar, day: date) -> None:
        self._calendar, self._day = calendar, day

    def late(self, action: ActionRow) -> bool:
        """Whether it was due before the day."""
        return action.due is not None and action.due < self._day

    def late_words(self, action: ActionRow) -> str:
        """How late it was: "5 Working Days late"; nothing while it was not."""
        if action.due is None or action.due >= self._day:
            return ""
        days = max(0, self._calendar.working_days_between(action.due, self._day))
        return sentence_case(late_words(action.due, days))

    def section(self, name: str, said: str, actions: list[ActionRow]) -> OwnerSection:
        """What one owner owes: what is late first, then by date, and what has none last."""
        ordered = sorted(actions, key=lambda one: (one.due or date.max, one.number))
        late = sum(map(self.late, actions))
        number = f"{len(actions)} open, {late} overdue" if late else f"{len(actions)} open"
        return OwnerSection(name or NOBODY, said, number, tuple(self._line(one, name) for one in ordered))

    def _line(self, action: ActionRow, owner: str) -> OwnedAction:
        due = show_day(action.due) if action.due else action.due_words
        others = [one for one in action.owners if one != owner]
        notes = [one for one in action.progress if one.on <= self._day]
        return OwnedAction(
            ref=action.ref,
            text=action.text,
            source=action.meeting_ref or action.group,
            due=due,
            state=action.state_words if action.open else "Open",
            late=self.late_words(action),
            together=f"With {join_words(others)}." if others else "",
            progress=f"{show_day_month(notes[-1].on)}: {notes[-1].note}" if notes else "",
        )
