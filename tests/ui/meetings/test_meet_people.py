"""What is asked about people in a meeting: times, delegates, interests, somebody new, and the list of keys."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.app import meeting
from partnering_desk.app.attendance import Mark, corrections
from partnering_desk.app.parties import partnering_row
from partnering_desk.app.people import add_person
from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.meetings.people_dialogs import AddPersonDialog, DelegateDialog
from partnering_desk.ui.meetings.people_painter import LINE, places_of
from partnering_desk.ui.meetings.people_panel import DEEDS
from partnering_desk.ui.meetings.times_dialog import TimesDialog
from partnering_desk.ui.theme.theme import current
from tests.app.meeting_day import MeetingDay
from tests.ui.meetings.test_meet import CTRL, SHIFT, Key, everybody_in, in_dialog, mark, press, type_text, words_of
from tests.ui.showing import wait_for_answer


def ask(
    qtbot: QtBot,
    page: MeetPage,
    day: MeetingDay,
    name: str,
    key: Qt.Key,
    act: Callable[[QDialog], None],
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Choose a person, press a key that opens a dialog, and act in it."""
    page.activateWindow()
    page.people.choose(day.person(name).attendance_id)
    page.people.list.setFocus()
    in_dialog(page, act)
    press(qtbot, key, modifier)


def type_and_enter(qtbot: QtBot, text: str) -> Callable[[QDialog], None]:
    def act(_dialog: QDialog) -> None:
        type_text(qtbot, text)
        press(qtbot, Key.Key_Return)

    return act


def test_a_time_of_leaving_is_typed(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    everybody_in(qtbot, page, day)
    day.clock("10:40")
    ask(qtbot, page, day, "Máire O’Dunne", Key.Key_L, type_and_enter(qtbot, "1035"), SHIFT)
    assert day.person("Máire O’Dunne").words == "left 10:35"


def test_times_are_corrected_on_one_line_and_the_correction_is_kept(
    page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    everybody_in(qtbot, page, day)
    day.clock("11:10")

    def correct(dialog: QDialog) -> None:
        assert isinstance(dialog, TimesDialog)
        dialog.times.clear()
        type_text(qtbot, "10:00-10:35, online 10:40-")
        press(qtbot, Key.Key_Return)

    ask(qtbot, page, day, "Sadia Rahman", Key.Key_T, correct)
    assert day.person("Sadia Rahman").times == "10:00–10:35, online 10:40–"
    (kept,) = corrections(day.register, day.meeting_id)
    assert kept.reason == "put right in the meeting"


def test_after_the_meeting_a_correction_needs_its_reason(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    everybody_in(qtbot, page, day)
    day.clock("11:10")
    meeting.close_meeting(day.register, day.meeting_id)
    wait_for_answer(page)
    said: list[str] = []

    def correct(dialog: QDialog) -> None:
        assert isinstance(dialog, TimesDialog)
        dialog.times.clear()
        type_text(qtbot, "10:15-11:10")
        press(qtbot, Key.Key_Return)
        said.append(words_of(dialog))
        dialog.reason.setText("she wrote on 20 November")
        press(qtbot, Key.Key_Return)

    ask(qtbot, page, day, "Sadia Rahman", Key.Key_T, correct)
    assert "Say why the times are corrected" in said[0]
    assert day.person("Sadia Rahman").times == "10:15–11:10"


def test_times_that_are_none_are_refused_in_the_dialog(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    everybody_in(qtbot, page, day)
    said: list[str] = []

    def correct(dialog: QDialog) -> None:
        assert isinstance(dialog, TimesDialog)
        dialog.times.setText("all morning")
        press(qtbot, Key.Key_Return)
        said.append(words_of(dialog))

    ask(qtbot, page, day, "Sadia Rahman", Key.Key_T, correct)
    assert "“all morning” is no time of coming and going" in said[0]


def test_a_delegate_comes_in_a_members_place(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    everybody_in(qtbot, page, day)
    mark(qtbot, page, day, "Sadia Rahman", Key.Key_A)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, DelegateDialog)
        dialog.person.setEditText("Nowakowski")
        dialog.briefed.setChecked(True)
        press(qtbot, Key.Key_Return)

    ask(qtbot, page, day, "Sadia Rahman", Key.Key_D, fill)
    row = day.person("Paweł Nowakowski")
    assert (row.words, row.delegate_for, row.briefed) == ("present", "S. Rahman", True)
    assert "Commissioner 2 present" in page.band.words
    page.activateWindow()
    mark(qtbot, page, day, "Paweł Nowakowski", Key.Key_B)
    assert not day.person("Paweł Nowakowski").briefed


def test_a_debrief_still_owed_is_asked_for_once_the_meeting_is_over(
    page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    everybody_in(qtbot, page, day)
    mark(qtbot, page, day, "Sadia Rahman", Key.Key_A)
    absent, delegate = day.person("Sadia Rahman").attendance_id, day.five.people["Paweł Nowakowski"]
    meeting.set_presence(
        day.register, meeting.add_delegate(day.register, absent, delegate, briefed=True), meeting.Mark.PRESENT
    )
    wait_for_answer(page)
    assert page.chair_notice.isHidden()
    meeting.close_meeting(day.register, day.meeting_id)
    wait_for_answer(page)
    assert page.chair_notice.words == "P. Nowakowski has not debriefed S. Rahman yet (Governance 5.3.2)."
    (asks,) = page.chair_notice.findChildren(QPushButton)
    in_dialog(page, lambda _dialog: press(qtbot, Key.Key_Return))
    QTest.mouseClick(asks, Qt.MouseButton.LeftButton)
    assert day.person("Paweł Nowakowski").debriefed_on == day.five.clock.now.date()
    assert page.chair_notice.isHidden()


def test_a_delegate_named_is_chosen_and_asked_for_the_debrief(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    everybody_in(qtbot, page, day)
    delegates = {}
    for member, name in (("Nkechi Amadi", "Paweł Nowakowski"), ("Ruth Lindqvist", "Tunde Oṣei")):
        mark(qtbot, page, day, member, Key.Key_A)
        seat = meeting.add_delegate(day.register, day.person(member).attendance_id, day.five.people[name])
        meeting.set_presence(day.register, seat, meeting.Mark.PRESENT)
        delegates[name] = seat
    meeting.close_meeting(day.register, day.meeting_id)
    wait_for_answer(page)
    for name, words in (("Tunde Oṣei", "T. Oṣei has not"), ("Paweł Nowakowski", "P. Nowakowski has not")):
        page.visit(delegates[name])
        chosen = page.people.current()
        assert chosen is not None
        assert chosen.full_name == name
        assert page.chair_notice.words.startswith(words)


def test_an_interest_is_declared_and_takes_them_out_of_the_quorum(
    page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    everybody_in(qtbot, page, day)
    ask(qtbot, page, day, "Ruth Lindqvist", Key.Key_I, type_and_enter(qtbot, "trustee of the landlord"))
    assert "R. Lindqvist declared an interest (trustee of the landlord): left for the item." in (
        page.item.remarks.text()
    )
    assert "Contractor 1 present" in page.band.words
    page.activateWindow()
    mark(qtbot, page, day, "Ruth Lindqvist", Key.Key_U)
    assert "Contractor 2 present" in page.band.words


def test_somebody_new_is_added_by_key(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AddPersonDialog)
        dialog.person.setEditText("Lena Farah")
        dialog.role.setText("interpreter")
        press(qtbot, Key.Key_Return)

    in_dialog(page, fill)
    page.people.list.setFocus()
    press(qtbot, Key.Key_P, CTRL | SHIFT)
    row = day.person("Lena Farah")
    assert (row.role, row.words) == ("interpreter", "present")
    page.activateWindow()
    mark(qtbot, page, day, "Yetunde Adeyemi", Key.Key_Delete)
    assert "Yetunde Adeyemi" not in [one.full_name for one in day.room().people]


def test_enter_lists_what_can_be_done_with_its_keys(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    page.people.choose(day.person("Sadia Rahman").attendance_id)
    page.people.list.setFocus()
    press(qtbot, Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()][:3] == ["Present\tP", "Online\tO", "Apologies\tA"]
    menu.close()


def test_f1_lists_every_key(page: MeetPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.people.list.setFocus()
    in_dialog(page, lambda dialog: said.append(words_of(dialog)))
    press(qtbot, Key.Key_F1)
    assert all(deed.key in said[0] for deed in DEEDS)
    assert "Ctrl+Shift+C" in said[0]


def test_refusals_show_on_the_page(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    mark(qtbot, page, day, "Sadia Rahman", Key.Key_L)
    assert page.notice.words == "S. Rahman is not here, so cannot leave. Mark them present first."


def test_home_and_end_go_to_the_first_person_and_the_last(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    page.activateWindow()
    page.people.list.setFocus()
    people = [one.name for one in day.room().people]
    for key, name in ((Key.Key_End, people[-1]), (Key.Key_Home, people[0])):
        press(qtbot, key)
        chosen = page.people.current()
        assert chosen is not None
        assert chosen.name == name


def _brent(day: MeetingDay) -> int:
    return next(one.organisation_id for one in partnering_row(day.register).organisations if one.name == "LB Brent")


def test_a_long_name_of_a_delegate_stands_in_full_with_its_remark(
    page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    """Where a line has no room for both the name takes as many lines as it needs, and the remark stands under it."""
    long = "Maria Papadopoulou-Featherstonehaugh of Okonjo-Wetherby"
    person = add_person(day.register, long, _brent(day))
    away = day.person("Sadia Rahman").attendance_id
    meeting.set_presence(day.register, away, Mark.APOLOGIES)
    meeting.add_delegate(day.register, away, person)
    wait_for_answer(page)
    shown = page.people.list
    place = next(at for at in range(shown.count()) if "Papadopoulou" in shown.item(at).data(LINE).name)
    entry = shown.item(place)
    rect = shown.visualItemRect(entry)
    line = entry.data(LINE)
    (name, at), (remark, under) = places_of(current(), rect, line)
    metrics = QFontMetrics(current().font())
    needed = metrics.boundingRect(QRect(0, 0, at.width(), 1000), Qt.TextFlag.TextWordWrap, name)
    assert (remark, line.chip) == ("not briefed", "expected")
    assert needed.width() <= at.width()
    assert needed.height() <= at.height()
    assert at.bottom() < under.top()
    assert rect.contains(at)
    assert rect.contains(under)
    beside_each_other = next(at for at in range(shown.count()) if shown.item(at).data(LINE).role == "chair")
    assert shown.visualItemRect(shown.item(beside_each_other)).height() == current().px(32)
