from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.widgets.person_picker import PersonPicker


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[PersonPicker]:
    picker = PersonPicker("Owner", [(1, "Ruth Lindqvist"), (2, "Aoife Brandt"), (3, "Ruth Okoro")])
    qtbot.addWidget(picker)
    yield picker
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_nobody_is_chosen_at_first(owner: PersonPicker) -> None:
    assert owner.person_id() is None


def test_a_part_of_a_name_is_enough_when_one_person_has_it(qtbot: QtBot, owner: PersonPicker) -> None:
    QTest.keyClicks(owner, "lindq")
    assert owner.person_id() == 1


def test_two_people_of_one_name_are_not_guessed_between(qtbot: QtBot, owner: PersonPicker) -> None:
    QTest.keyClicks(owner, "ruth")
    with pytest.raises(Refusal, match="More than one person"):
        owner.person_id()


def test_a_stranger_is_refused_in_words(qtbot: QtBot, owner: PersonPicker) -> None:
    QTest.keyClicks(owner, "Smith")
    with pytest.raises(Refusal, match="Nobody here is called “Smith”"):
        owner.person_id()


def test_a_person_can_be_put_in_and_taken_out(owner: PersonPicker) -> None:
    owner.set_person(2)
    assert owner.currentText() == "Aoife Brandt"
    assert owner.person_id() == 2
    owner.set_person(None)
    assert owner.person_id() is None


def test_a_reader_says_what_the_field_is_for(owner: PersonPicker) -> None:
    line = owner.lineEdit()
    assert line is not None
    assert owner.accessibleName() == line.accessibleName() == "Owner"
