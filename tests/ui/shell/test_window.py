from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QScrollArea, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from partnering_desk.app import actions
from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.register import create_register
from partnering_desk.records.models import Partnering
from partnering_desk.ui import preferences
from partnering_desk.ui.shell.appearance import Appearance, Colours
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.shell.workplace import Workplace
from partnering_desk.ui.theme.roles import DARK, LIGHT
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import button
from tests.app.five import Clock, Five
from tests.ui.shell.boards import PLACES, Board, Listed

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def at(window: MainWindow) -> Workplace:
    assert window.workplace is not None
    return window.workplace


def board(window: MainWindow, name: str) -> Board:
    page = at(window).page(name)
    assert isinstance(page, Board)
    return page


def test_the_window_opens_on_the_desk(window: MainWindow) -> None:
    place = at(window)
    assert place.shown_page() is board(window, "desk")
    assert place.rail.buttons["desk"].isChecked()
    assert place.rail.name.text() == "Five Boroughs Partnering"
    assert place.rail.words.text() == "with St Aldate's Homes · year 2 of 5"
    assert place.topbar.who.text().startswith("Recording as M. Okafor")
    assert window.windowTitle().startswith("five")


def test_control_and_a_number_go_to_the_places(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert at(window).navigator.place == ("meetings", None)
    QTest.keyClick(window, Qt.Key.Key_4, CTRL)
    assert at(window).navigator.place == ("settings", None)


def test_enter_presses_the_button_of_a_page_that_has_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    page = board(window, "desk")
    pressed: list[str] = []
    made = button("Set agenda", lambda: pressed.append("Set agenda"))
    page.content.addWidget(made)
    qtbot.waitUntil(made.isVisible)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_Enter)
    assert pressed == ["Set agenda", "Set agenda"]
    page.line.setFocus()
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert len(pressed) == 2


def test_enter_on_a_place_of_the_rail_goes_there(window: MainWindow) -> None:
    at(window).rail.buttons["partnering"].setFocus()
    QTest.keyClick(at(window).rail.buttons["partnering"], Qt.Key.Key_Return)
    assert at(window).navigator.place == ("partnering", None)


def test_a_place_of_the_rail_is_pressed_with_the_mouse(window: MainWindow) -> None:
    QTest.mouseClick(at(window).rail.buttons["partnering"], Qt.MouseButton.LeftButton)
    assert at(window).navigator.place == ("partnering", None)


def test_control_and_z_undoes_the_last_act_with_words_and_control_and_y_does_it_again(
    window: MainWindow, partnering: Five, qtbot: QtBot
) -> None:
    register = partnering.register
    actions.add(register, ActionDetails("Visit the hostel"))
    edit = next(menu for menu in window.findChildren(QMenu) if menu.title() == "&Edit")
    edit.aboutToShow.emit()
    assert edit.actions()[0].text() == "Undo: added action A-1"
    with qtbot.waitSignal(at(window).navigator.said) as said:
        QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert said.args == ["Undo: added action A-1."]
    assert action_rows(register) == ()
    edit.aboutToShow.emit()
    assert edit.actions()[1].text() == "Redo: added action A-1"
    QTest.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert [one.text for one in action_rows(register)] == ["Visit the hostel"]


def test_what_cannot_be_undone_is_said_where_one_is(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    shown = at(window).shown_page()
    assert shown is not None
    assert "cannot be undone" in shown.notice.words


def test_control_and_f_searches_the_page_or_else_everything(window: MainWindow, qtbot: QtBot) -> None:
    at(window).navigator.go("partnering")
    page = at(window).shown_page()
    assert isinstance(page, Listed)
    page.bar.search.setText("core")
    page.line.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert page.bar.search.hasFocus()
    assert page.bar.search.selectedText() == "core"
    at(window).navigator.go("meetings")
    asked: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        asked.append(type(dialog).__name__)
        dialog.reject()

    QTimer.singleShot(0, look)
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert asked == ["Palette"]


def test_alt_and_left_go_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert at(window).navigator.place == ("desk", None)
    assert at(window).rail.buttons["desk"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert at(window).navigator.place == ("meetings", None)


def test_a_page_is_made_when_it_is_first_visited(window: MainWindow) -> None:
    assert list(at(window).pages) == ["desk"]
    window.go("meetings")
    assert list(at(window).pages) == ["desk", "meetings"]
    assert board(window, "meetings").asked == ["refresh"]
    assert board(window, "desk").asked == ["refresh", "leave"]


def test_a_meeting_has_its_own_header_and_lights_meetings(window: MainWindow) -> None:
    at(window).navigator.go("meeting", 6)
    headed = board(window, "meeting")
    assert headed.asked == ["refresh", "show 6"]
    assert headed.subject == 6
    head = headed.header()
    assert head is not None
    assert head.isVisible()
    assert not at(window).topbar.search.isVisible()
    assert at(window).rail.buttons["meetings"].isChecked()
    window.go("desk")
    assert at(window).topbar.search.isVisible()
    assert not head.isVisible()


def test_only_the_page_that_is_seen_asks_again_at_once(qtbot: QtBot, window: MainWindow, partnering: Five) -> None:
    window.go("meetings")
    partnering.register.saved_at = None
    with partnering.register.write() as session:
        session.execute(update(Partnering).values(next_action=7))
    for page in ("desk", "meetings"):
        board(window, page).asked.clear()
    from partnering_desk.app.register import Change

    for listener in tuple(partnering.register.listeners):
        listener(Change(frozenset({"action"})))
        listener(Change(frozenset({"action"})))
        listener(Change(frozenset({"paper"})))
    qtbot.waitUntil(lambda: board(window, "meetings").asked == ["refresh"])
    assert board(window, "desk").asked == []
    window.go("desk")
    assert board(window, "desk").asked == ["refresh"]


def test_a_change_of_tables_that_a_page_does_not_show_leaves_it_be(
    qtbot: QtBot, window: MainWindow, partnering: Five
) -> None:
    shown = board(window, "desk")
    shown.asked.clear()
    with partnering.register.write() as session:
        found = session.get(Partnering, partnering.register.partnering_id)
        assert found is not None
        found.name = "Six Boroughs Partnering"
    qtbot.waitUntil(lambda: at(window).rail.name.text() == "Six Boroughs Partnering")
    qtbot.waitUntil(lambda: at(window).topbar.who.text().endswith("Saved 10:42"))
    assert shown.asked == []


def test_the_desk_says_how_many_things_wait(qtbot: QtBot, window: MainWindow) -> None:
    rail = at(window).rail
    rail.show_waiting("desk", 3)
    button = rail.buttons["desk"]
    assert button.badge.isVisible()
    assert button.accessibleName() == "Desk, 3 waiting"


def test_alt_alone_shows_the_menus_and_hides_them_again(window: MainWindow) -> None:
    bar = window.menuBar()
    assert not bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Alt)
    assert bar.isVisible()
    assert [action.text() for action in bar.actions()] == ["&Partnering", "&Edit", "&Go", "&View", "&Help"]
    window.show_menu_bar(False)
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert bar.isVisible()
    opened = QApplication.activePopupWidget()
    assert opened is not None
    QTest.keyClick(opened, Qt.Key.Key_Escape)


def test_alt_with_another_key_shows_no_menu(window: MainWindow) -> None:
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyPress(window, Qt.Key.Key_Left, ALT)
    QTest.keyRelease(window, Qt.Key.Key_Left, ALT)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_text_grows_and_shrinks_by_keys_and_is_kept(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Plus, CTRL)
    QTest.keyClick(window, Qt.Key.Key_Equal, CTRL)
    assert current().scale == 120
    QTest.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert current().scale == 110
    assert preferences.number("text_scale", 100) == 110
    QTest.keyClick(window, Qt.Key.Key_0, CTRL)
    assert current().scale == 100


def test_dark_is_chosen_from_the_menu_and_kept(window: MainWindow, appearance: Appearance) -> None:
    dark = next(action for action in window.actions_everywhere if action.text() == "&Dark")
    dark.trigger()
    assert current().roles == DARK
    assert preferences.text("colours") == "dark"
    appearance.choose_colours(Colours.LIGHT)
    assert current().roles == LIGHT


def cut(window: MainWindow) -> list[str]:
    """The words of what is shown without room for them."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    shown: list[QLabel | QPushButton] = [*labels, *buttons]
    narrow = [one.text() for one in shown if one.width() < one.minimumSizeHint().width()]
    low = [one.text() for one in labels if one.wordWrap() and one.height() < one.heightForWidth(one.width())]
    return narrow + low + [one.text() for one in buttons if one.height() < one.minimumSizeHint().height()]


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_cut_at_any_size_of_text(
    qtbot: QtBot, window: MainWindow, appearance: Appearance, scale: int
) -> None:
    window.resize(1366, 768)
    at(window).rail.show_waiting("desk", 12)
    appearance.choose_scale(scale)
    qtbot.waitUntil(lambda: cut(window) == [])
    assert window.width() <= 1366


def nameless(window: MainWindow) -> list[QWidget]:
    """What the keyboard comes to and a screen reader has no name for."""
    reached = [
        one for one in window.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    spoken = {one: QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in reached}
    return [one for one, name in spoken.items() if not name]


def test_a_screen_reader_has_a_name_for_whatever_the_keyboard_comes_to(window: MainWindow) -> None:
    assert nameless(window) == []
    at(window).navigator.go("meeting", 6)
    assert nameless(window) == []
    window.close_register()
    assert nameless(window) == []


def when_asked(does: object) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        assert callable(does)
        does(dialog)

    QTimer.singleShot(0, act)


def test_f1_lists_the_keys(window: MainWindow) -> None:
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_asked(look)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "Search everything" in seen
    assert "Ctrl+K" in seen


def test_shift_and_f1_open_the_help(window: MainWindow) -> None:
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.extend(page.toPlainText() for page in dialog.findChildren(QTextBrowser))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_asked(look)
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert "soonest first" in seen[0]


def test_the_name_one_records_under_is_kept(window: MainWindow, partnering: Five) -> None:
    window.record_as("  J. Amadi ")
    assert partnering.register.who == "J. Amadi"
    assert preferences.text("who") == "J. Amadi"
    assert at(window).topbar.who.text().startswith("Recording as J. Amadi")


def test_closing_keeps_what_is_being_typed(window: MainWindow, partnering: Five) -> None:
    shown = board(window, "desk")
    window.close()
    assert (shown.asked[0], shown.asked[-1]) == ("refresh", "leave")
    assert partnering.register.listeners == []
    assert preferences.text("window")


def test_a_register_can_be_closed_and_opened_again(qtbot: QtBot, window: MainWindow, partnering: Five) -> None:
    path = partnering.register.path
    window.close_register()
    assert window.workplace is None
    assert window.welcome().isVisible()
    window.open_path(path)
    qtbot.waitUntil(lambda: window.workplace is not None)
    assert at(window).register.path == path


def test_a_register_that_is_not_there_is_said_in_words(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.close_register()
    window.open_path(tmp_path / "nowhere.desk")
    qtbot.waitUntil(lambda: "nowhere.desk" in window.welcome().notice.words)
    assert window.workplace is None


def test_a_window_shown_for_the_first_time_fits_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_half_a_screen_is_room_enough(window: MainWindow) -> None:
    assert at(window).topbar.search.minimumWidth() < at(window).topbar.search.maximumWidth()
    assert window.minimumSizeHint().width() <= 640


def test_an_empty_register_offers_to_set_a_partnering_up(
    qtbot: QtBot, appearance: Appearance, clock: Clock, tmp_path: Path
) -> None:
    window = MainWindow(appearance, clock, PLACES)
    qtbot.addWidget(window)
    register = create_register(tmp_path / "new.desk", "M. Okafor", clock)
    window.show_register(register)
    place = at(window)
    assert place.navigator.place == ("set-up", None)
    assert any(button.text() == "Set up the partnering" for button in window.findChildren(QPushButton))
    assert not place.rail.isEnabled()
    window.close()


def test_another_partnering_of_the_register_is_chosen_on_the_rail(
    qtbot: QtBot, window: MainWindow, partnering: Five
) -> None:
    register = partnering.register
    with register.write() as session:
        first = session.get(Partnering, register.partnering_id)
        assert first is not None
        other = Partnering(
            name="Coastal Partnering",
            nation=first.nation,
            effective=first.effective,
            commencement=first.commencement,
            expiry=first.expiry,
            kept_from=first.kept_from,
        )
        session.add(other)
        session.flush()
        other_id = other.id
    rail = at(window).rail
    qtbot.waitUntil(rail.chooser.isVisible)
    assert rail.chooser.currentText() == "Five Boroughs Partnering"
    QTest.keyClick(rail.chooser, Qt.Key.Key_Up)
    assert register.partnering_id == other_id
    assert list(at(window).pages) == ["desk"]


def test_the_rail_makes_room_for_its_scroll_bar(qtbot: QtBot, window: MainWindow, appearance: Appearance) -> None:
    appearance.choose_scale(200)
    window.resize(1366, 360)
    rail = at(window).rail
    bar = rail.findChildren(QScrollArea)[0].verticalScrollBar()
    lit = rail.buttons["partnering"]
    lit.setChecked(True)
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: lit.mapTo(rail, lit.rect().topRight()).x() < bar.mapTo(rail, QPoint()).x())
    assert lit.width() >= lit.minimumSizeHint().width()


def test_a_sample_is_not_written_over_a_register(qtbot: QtBot, window: MainWindow, partnering: Five) -> None:
    path = partnering.register.path
    window.close_register()
    window.sample_path(path)
    assert window.welcome().notice.words.startswith("The sample is being written")
    qtbot.waitUntil(lambda: path.name in window.welcome().notice.words)
    assert window.workplace is None


def test_a_new_register_is_made_and_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.new_path(tmp_path / "coast.desk")
    qtbot.waitUntil(lambda: at(window).register.path.name == "coast.desk")
    assert at(window).navigator.place == ("set-up", None)
    window.close()


def test_the_menu_is_found_with_the_mouse_too(window: MainWindow) -> None:
    menu = next(one for one in at(window).rail.findChildren(QPushButton) if one.text() == "Menu (F10)")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton)
    assert window.menuBar().isVisible()
    opened = QApplication.activePopupWidget()
    assert opened is not None
    QTest.keyClick(opened, Qt.Key.Key_Escape)
