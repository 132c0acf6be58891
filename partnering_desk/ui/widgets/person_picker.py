"""A person, found by typing a part of the name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.theme.theme import dress


class PersonPicker(QComboBox):
    """People by name; typing any part of a name narrows the list. Enter or leaving takes the one meant."""

    def __init__(self, name: str, people: Iterable[tuple[int, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText("Type a name")
        self.setLineEdit(line)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        if (popup := completer.popup()) is not None:
            dress(popup)  # a window of its own, under no other
        self.set_people(people)

    def set_people(self, people: Iterable[tuple[int, str]]) -> None:
        """Offer these people, each an id and a name, and choose nobody."""
        self.clear()
        for person_id, name in people:
            self.addItem(name, person_id)
        self.setCurrentIndex(-1)

    def person_id(self) -> int | None:
        """The id of the person named, None when the field is empty.

        Raises:
            Refusal: nobody of the list has this name, or more than one has.
        """
        text = self.currentText().strip()
        if not text:
            return None
        chosen = self.currentIndex()
        if chosen >= 0 and self.itemText(chosen) == text:
            return int(self.itemData(chosen))
        places = [place for place in range(self.count()) if text.casefold() in self.itemText(place).casefold()]
        if len(places) == 1:
            return int(self.itemData(places[0]))
        if places:
            raise Refusal(f"More than one person is called “{text}”. Type more of the name.")
        raise Refusal(f"Nobody here is called “{text}”. Choose a name from the list.")

    def set_person(self, person_id: int | None) -> None:
        """Choose a person, or nobody."""
        self.setCurrentIndex(-1 if person_id is None else self.findData(person_id))
        if person_id is None:
            self.clearEditText()
