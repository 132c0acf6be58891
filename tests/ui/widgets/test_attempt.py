import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app.faults import Fault
from partnering_desk.rules.clause import G5_5, Refusal
from partnering_desk.ui.widgets.attempt import attempt, tried, words_for
from partnering_desk.ui.widgets.dialog import Dialog


def decide(text: str) -> str:
    if not text:
        raise Refusal("The Contractor has nobody in the room, so the group cannot decide (Governance 5.5).", G5_5)
    return text.upper()


def save() -> None:
    raise Fault("There is no room left on the disk.")


def test_what_goes_well_returns_its_result(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Decision", "Put")
    qtbot.addWidget(dialog)
    assert attempt(dialog, decide, "yes") == "YES"
    assert dialog.notice.isHidden()


def test_a_refusal_is_shown_at_the_nearest_dialog(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Decision", "Put")
    qtbot.addWidget(dialog)
    inside = QLabel("field")
    dialog.body.addWidget(inside)
    assert attempt(inside, decide, "") is None
    assert dialog.notice.words.startswith("The Contractor has nobody in the room")
    assert not dialog.notice.isHidden()


def test_the_sentence_goes_with_the_next_attempt(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Decision", "Put")
    qtbot.addWidget(dialog)
    attempt(dialog, save)
    assert dialog.notice.words == "There is no room left on the disk."
    assert tried(dialog, decide, "yes") == (True, "YES")
    assert dialog.notice.isHidden()


def test_where_nothing_else_can_say_it_a_dialog_names_the_clause(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    seen: list[list[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        seen.append([label.text() for label in dialog.findChildren(QLabel)])
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, look)
    assert attempt(owner, decide, "") is None
    assert "Quorum" in seen[0]
    assert any(text.startswith("The Contractor has nobody") for text in seen[0])


def test_an_error_of_the_system_names_its_file() -> None:
    words = words_for(FileNotFoundError(2, "No such file or directory", "papers/KPI.pdf"))
    assert "papers/KPI.pdf" in words
    assert "No such file" in words


def test_a_bug_is_not_dressed_as_a_refusal(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    with pytest.raises(ZeroDivisionError):
        attempt(owner, lambda: 1 / 0)
