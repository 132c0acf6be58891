"""An action in one line: what, who, by when; shown as understood before Enter keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app.typed import Candidate, TypedAction, read_action
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import join_words, show_date
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import label

PLACEHOLDER = "+ Action, owner, date: “hostel visit report / Brandt / 4 dec”"


class ActionLine(QWidget):
    """The line, and under it what is understood of it."""

    def __init__(
        self,
        today: Callable[[], date],
        keep: Callable[[TypedAction], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._keep = today, keep
        self._people: Sequence[Candidate] = ()
        self.line = named(QLineEdit(), "New action: what, owner, date")
        self.line.setPlaceholderText(PLACEHOLDER)
        self.line.setToolTip("Ctrl+T comes here, Enter keeps the action")
        self.understood = label("", "small")
        self.understood.hide()
        self.setLayout(column(self.line, self.understood, space=4))
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self._enter)

    def show_people(self, people: Sequence[Candidate]) -> None:
        """These people can be meant."""
        self._people = people

    def _read(self) -> None:
        text = self.line.text().strip()
        self.understood.setVisible(bool(text))
        if not text:
            self.line.setAccessibleDescription("")
            return
        try:
            words, wrong = understood_words(read_action(text, self._people, self._today())), False
        except Refusal as refusal:
            words, wrong = refusal.sentence, True
        self.understood.setText(words)
        self.line.setAccessibleDescription(words)
        set_look(self.understood, role="fault" if wrong else "small")

    def _enter(self) -> None:
        try:
            typed = read_action(self.line.text(), self._people, self._today())
        except Refusal:
            return
        if self._keep(typed):
            self.line.clear()


def understood_words(action: TypedAction) -> str:
    """An action as understood: "hostel visit report · A. Brandt · by Fri 4 Dec 2026"."""
    owners = [short_name(one.name) for one in action.owners]
    if action.unknown_owner:
        owners.append(f"“{action.unknown_owner}” (nobody of this name in the register; kept as written)")
    due = f"by {show_date(action.due)}" if action.due else action.due_words or "no date"
    return " · ".join([action.text, join_words(owners) or "no owner", due]) + " — Enter keeps it"
