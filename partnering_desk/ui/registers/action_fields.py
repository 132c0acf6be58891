"""Owners and dates of actions as people type them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from partnering_desk.app.typed import Candidate, read_date, read_people
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.spelling.prose_edit import ProseEdit
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.text import small
from partnering_desk.ui.widgets.typed_fields import TypedField


@dataclass(frozen=True, slots=True)
class Due:
    """When an action is due: a day, or the words that were said instead."""

    day: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is to do an action: people of the register, and words that name nobody there."""

    people: tuple[Candidate, ...]
    words: str = ""

    @property
    def ids(self) -> tuple[int, ...]:
        """The people's ids."""
        return tuple(one.person_id for one in self.people)


class DueField(TypedField[Due]):
    """A day typed loosely, or words such as "next meeting". What has figures in it must be a day."""

    def __init__(self, today: Callable[[], date]) -> None:
        def read(text: str) -> Due:
            try:
                return Due(read_date(text, today()))
            except Refusal:
                if any(letter.isdigit() for letter in text):
                    raise
                return Due(None, text)

        super().__init__(
            read, lambda due: show_date(due.day) if due.day else due.words, "4 dec, next tue, next meeting"
        )


class OwnersField(TypedField[Owners]):
    """People by name, surname or initials, with commas between; who is nobody here stays as written."""

    def __init__(self, people: Sequence[Candidate] = ()) -> None:
        self._people = tuple(people)

        def read(text: str) -> Owners:
            return Owners(*read_people(text, self._people))

        super().__init__(read, _owners_words, "R. Lindqvist, TO")
        self.remark = small("")
        self.remark.hide()
        inside = self.layout()
        if inside is not None:
            inside.addWidget(self.remark)
        self.changed.connect(lambda _owners: self._remark())

    def show_people(self, people: Iterable[Candidate]) -> None:
        """These people can be meant."""
        self._people = tuple(people)

    def set_value(self, value: Owners | None) -> None:
        """Show the owners; nothing is announced."""
        super().set_value(value)
        if hasattr(self, "remark"):
            self._remark()

    def _remark(self) -> None:
        words = self._value.words if self._value else ""
        self.remark.setText(f"“{words}” is nobody in the register, and stays as written.")
        self.remark.setVisible(bool(words))


def _owners_words(owners: Owners) -> str:
    return ", ".join([*(one.name for one in owners.people), *filter(None, [owners.words])])


class TextField(ProseEdit):
    """Some lines of plain text; Tab goes on to the next field."""

    settled = Signal()
    """The field was left with other words in it than before."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lines = lines
        self._fit()

    def _fit(self) -> None:
        room = self.fontMetrics().lineSpacing() * self._lines + current().px(20)
        self.setFixedHeight(room)

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show a text; nothing is announced."""
        self.setPlainText(text)
        self.document().setModified(False)

    @property
    def edited(self) -> bool:
        """Whether a person has typed in it since it was filled."""
        return self.document().isModified()

    def settle(self) -> None:
        """Announce what was typed, if anything was."""
        if self.edited:
            self.document().setModified(False)
            self.settled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field settles it."""
        super().focusOutEvent(event)
        self.settle()
