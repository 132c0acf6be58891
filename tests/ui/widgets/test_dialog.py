from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.widgets.dialog import Dialog, confirm
from partnering_desk.ui.widgets.fields import Form


def when_asked(does: Callable[[Dialog], object]) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        does(dialog)

    QTimer.singleShot(0, act)


def test_a_dialog_grows_with_the_sentence_that_it_shows(qtbot: QtBot, naming: tuple[Dialog, QLineEdit]) -> None:
    dialog, line = naming
    dialog.show()
    high, field = dialog.height(), line.visibleRegion()
    dialog.verb.click()
    assert dialog.height() >= high + dialog.notice.sizeHint().height()
    assert line.visibleRegion() == field


@pytest.fixture
def naming(qtbot: QtBot) -> tuple[Dialog, QLineEdit]:
    dialog = Dialog(None, "Add a group", "Add group")
    qtbot.addWidget(dialog)
    form = Form()
    line = form.add("&Name", QLineEdit(), "As in the Appendix.")
    dialog.body.addWidget(form)

    def add() -> str:
        if not line.text():
            raise Refusal("A group needs a name.")
        return line.text()

    dialog.does = add
    return dialog, line


def test_enter_does_what_the_button_says(qtbot: QtBot, naming: tuple[Dialog, QLineEdit]) -> None:
    dialog, line = naming
    dialog.show()
    QTest.keyClicks(line, "Property Working Group")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.result_value == "Property Working Group"


def test_a_refusal_keeps_the_dialog_open_and_says_why(qtbot: QtBot, naming: tuple[Dialog, QLineEdit]) -> None:
    dialog, _ = naming
    dialog.show()
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.notice.words == "A group needs a name."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_field_is_named_for_a_reader_and_joined_to_its_label(naming: tuple[Dialog, QLineEdit]) -> None:
    dialog, line = naming
    assert line.accessibleName() == "Name"
    assert line.accessibleDescription() == "As in the Appendix."
    assert line in [label.buddy() for label in dialog.findChildren(QLabel)]


def test_what_goes_is_named_and_cancelling_is_the_safe_key(qtbot: QtBot) -> None:
    said: list[str] = []

    def cancel(dialog: Dialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        said.append(dialog.verb.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_asked(cancel)
    assert not confirm(None, "A-112 “Report move-on” goes from the register.", "Remove action")
    assert "A-112 “Report move-on” goes from the register." in said
    assert "Remove action" in said


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    when_asked(lambda dialog: QTest.keyClick(dialog.cancel, Qt.Key.Key_Return))
    assert not confirm(None, "Nothing of what you typed will be kept.", "Stop setting up", "Go on setting up")
    when_asked(lambda dialog: QTest.keyClick(dialog.verb, Qt.Key.Key_Return))
    assert confirm(None, "A-112 goes.", "Remove action")


def test_confirming_needs_the_button(qtbot: QtBot) -> None:
    when_asked(lambda dialog: QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton))
    assert confirm(None, "A-112 goes.", "Remove action")


def test_nothing_is_cut_at_its_side_with_the_largest_text(
    qtbot: QtBot, appearance: Appearance, naming: tuple[Dialog, QLineEdit]
) -> None:
    dialog, _ = naming
    appearance.choose_scale(200)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        assert label.wordWrap() or label.width() >= label.sizeHint().width()
