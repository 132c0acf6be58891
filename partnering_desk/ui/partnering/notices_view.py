"""Notices of changes of Group Members, and their answers (Governance 5.2)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from partnering_desk.app.member_changes import ChangeRow, ChangeState, change_rows
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.partnering.change_dialogs import AnswerDialog, NoticeDialog
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import tell
from partnering_desk.ui.widgets.filters import Quick
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.rows import Column

_STATES = {
    ChangeState.NOTIFIED: ("waits for its answer", Tone.CARE),
    ChangeState.AGREED: ("agreed", Tone.GOOD),
    ChangeState.REFUSED: ("refused", Tone.BAD),
}


def _answer(one: ChangeRow) -> str:
    words = _STATES[one.state][0]
    if one.answered_on is None:
        return words
    return f"{words} by {one.answered_by}, {show_date(one.answered_on)}"


COLUMNS: list[Column[ChangeRow]] = [
    Column("Change", lambda one: one.words, width=0),
    Column("Notice of", lambda one: show_date(one.notified_on), sort=lambda one: one.notified_on, width=145),
    Column("Takes effect", lambda one: show_date(one.effective_on), sort=lambda one: one.effective_on, width=145),
    Column("Answer", _answer, tone=lambda one: _STATES[one.state][1], width=200),
    Column("Reasons", lambda one: one.reasons, width=200),
]


class NoticesView(QWidget):
    """Every notice, those that wait first."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self.view: RegisterView[ChangeRow] = RegisterView(
            "Notices of change",
            COLUMNS,
            key=lambda one: one.change_id,
            one="notice",
            quicks=[Quick("Waiting", lambda one: one.state is ChangeState.NOTIFIED)],
            empty=EmptyPlace(
                "No notice yet",
                "A party that replaces a Group Member gives notice; the other agrees, or refuses with reasons "
                "(Governance 5.2). Until then the old member stands.",
            ),
            verbs=[Verb("Record answer…", lambda rows: self.answer(rows[0]), "Ctrl+Return", fits=_waits)],
        )
        self.view.opened.connect(self.answer)
        buttons = row(
            None, button("Record answer…", self._answer_chosen), primary_button("Record a notice…", self.record)
        )
        outside = column(buttons, self.view, space=12)
        outside.setStretch(1, 1)
        self.setLayout(outside)

    def refresh(self) -> None:
        """Ask the register."""
        self.view.set_rows(change_rows(self._register))

    def record(self) -> None:
        """Ask for a party's notice, and record it."""
        NoticeDialog(self, self._register).exec()

    def _answer_chosen(self) -> None:
        rows = self.view.selected()
        if _waits(rows):
            self.answer(rows[0])
        else:
            tell(self, "Which notice", "Choose a notice that waits for its answer first.")

    def answer_one(self, change_id: int) -> None:
        """Choose a notice, and ask for its answer if it still waits."""
        self.view.select(change_id)
        for one in self.view.selected():
            self.answer(one)

    def answer(self, change: ChangeRow) -> None:
        """Ask for the answer to a notice that waits, and record it."""
        if change.state is ChangeState.NOTIFIED:
            AnswerDialog(self, self._register, change).exec()


def _waits(rows: tuple[ChangeRow, ...]) -> bool:
    return len(rows) == 1 and rows[0].state is ChangeState.NOTIFIED
