"""Where a meeting being moved would come to lie, and what clashes there."""

from __future__ import annotations

from datetime import date, datetime

from partnering_desk.app.diary import consequences_of_move
from partnering_desk.app.planner import PlannerMeeting
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import show_date, show_moment
from partnering_desk.ui.calendar.sentences import Sentences
from partnering_desk.ui.widgets.card import Card
from partnering_desk.ui.widgets.text import quiet, section, strong


class MovingCard(Card):
    """Says from where to where a meeting goes, and everything that follows from it."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._head, self._from, self._to = section(""), quiet(""), strong("")
        self._follows = Sentences()
        for one in (self._head, self._from, self._to, self._follows):
            self.body.addWidget(one)
        self.body.addWidget(quiet("Enter, or letting go, moves it there. Esc leaves it where it is."))
        self.hide()

    @property
    def words(self) -> str:
        """Where it goes and what follows, for a screen reader."""
        return f"{self._to.text()} {self._follows.words}".strip()

    def consider(self, meeting: PlannerMeeting, day: date) -> tuple[str, ...]:
        """Show what moving `meeting` to `day` would lead to, and return those sentences."""
        self._head.setText(f"Moving {meeting.group}")
        self._from.setText(f"from {show_moment(meeting.starts)}")
        if day == meeting.starts.date():
            found: tuple[str, ...] = ()
            self._to.setText("Choose its new day.")
            self._follows.show_nothing()
        else:
            starts = datetime.combine(day, meeting.starts.time())
            found = consequences_of_move(self._register, meeting.meeting_id, starts, meeting.place)
            self._to.setText(f"to {show_date(day)}")
            self._follows.show_sentences(found)
        self.setAccessibleName(f"{self._head.text()} {self.words}")
        self.show()
        return found
