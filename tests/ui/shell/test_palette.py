from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.palette import Palette
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.theme.theme import current


def opened(qtbot: QtBot, window: MainWindow) -> Palette:
    assert window.workplace is not None
    place = window.workplace
    palette = Palette(place.register, place.navigator, window.actions_everywhere, window)
    palette.show()
    return palette


def titles(palette: Palette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_a_person_is_found_and_gone_to_from_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    QTest.keyClicks(palette.line, "lindqvist")
    assert titles(palette) == ["Ruth Lindqvist"]
    assert palette.line.accessibleDescription().startswith("Ruth Lindqvist, ")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.workplace is not None
    assert window.workplace.navigator.place is not None
    assert window.workplace.navigator.place[0] == "partnering"
    assert isinstance(window.workplace.navigator.place[1], int)


def test_a_command_is_found_by_its_words(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    QTest.keyClicks(palette.line, "text larger")
    assert titles(palette) == ["Larger text"]
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_arrows_walk_round_the_list(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    QTest.keyClicks(palette.line, "text")
    assert palette.list.currentRow() == 0
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentRow() == palette.list.count() - 1
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 0
    palette.close()


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    QTest.keyClicks(palette.line, "qqqq")
    assert palette.nothing.isVisible()
    assert palette.line.accessibleDescription() == palette.nothing.text()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.close()


def test_the_chosen_line_is_drawn_on_the_ground_of_a_selection(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(qtbot, window)
    QTest.keyClicks(palette.line, "text")
    drawn = palette.list.grab().toImage()
    first = palette.list.visualItemRect(palette.list.item(0)).center()
    last = palette.list.visualItemRect(palette.list.item(1)).center()
    assert drawn.pixelColor(first).name() == current().roles.selection
    assert drawn.pixelColor(last).name() == current().roles.card
    palette.close()
