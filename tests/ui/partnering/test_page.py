from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app.lookups import row
from partnering_desk.app.member_changes import ChangeState, change_rows
from partnering_desk.app.parties import partnering_row
from partnering_desk.app.people import people_rows
from partnering_desk.app.people_sheet import read_people
from partnering_desk.app.readings import closure_rows, settings_now
from partnering_desk.app.structure import structure
from partnering_desk.records.models import Membership
from partnering_desk.rules.parties import PartyRole
from partnering_desk.ui.partnering.change_dialogs import AnswerDialog, AppointDialog, NoticeDialog
from partnering_desk.ui.partnering.contract_view import ContractDialog, KeptFromDialog, OrganisationDialog
from partnering_desk.ui.partnering.group_dialog import GroupDialog, read_minutes
from partnering_desk.ui.partnering.import_dialog import ImportDialog
from partnering_desk.ui.partnering.member_dialog import MemberDialog
from partnering_desk.ui.partnering.page import PartneringPage
from partnering_desk.ui.partnering.people_view import COLUMNS
from partnering_desk.ui.partnering.person_dialog import OTHER, PersonDialog
from partnering_desk.ui.partnering.readings_view import ClosureDialog, ReadingDialog
from partnering_desk.ui.partnering.reserved_dialog import ReservedDialog
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.ui.partnering.dialogs import in_dialog
from tests.ui.showing import wait_for_answer

PEOPLE = Path(__file__).parent.parent.parent / "data" / "people.csv"


@pytest.fixture
def page(qtbot: QtBot, partnering: Five) -> PartneringPage:
    made = PartneringPage(partnering.register, Navigator())
    announcer = Announcer(partnering.register)
    announcer.setParent(made)
    announcer.changed.connect(made.announce)
    qtbot.addWidget(made)
    made.visit(None)
    made.show()
    wait_for_answer(made)
    return made


def test_who_is_of_neither_party_is_in_attendance_as_in_the_minutes(partnering: Five) -> None:
    side = next(one for one in COLUMNS if one.title == "Side")
    sides = {one.name: side.text(one) for one in people_rows(partnering.register)}
    assert (sides["Yetunde Adeyemi"], sides["Ruth Lindqvist"]) == ("In attendance", "Contractor")


def names(page: PartneringPage) -> list[str]:
    return [one.member.name for one in page.structure.picture.members]


def button(page: QWidget, name: str) -> QPushButton | None:
    shown = (one for one in page.findChildren(QPushButton) if one.isVisible())
    return next((one for one in shown if name in (one.text(), one.accessibleName())), None)


def await_button(qtbot: QtBot, page: QWidget, name: str) -> None:
    """What is added to a page that is seen is seen in the next turn of the event loop."""
    qtbot.waitUntil(lambda: button(page, name) is not None)


def press(page: QWidget, name: str) -> None:
    found = button(page, name)
    assert found is not None, name
    QTest.keyClick(found, Qt.Key.Key_Space)


def give_notice(page: PartneringPage) -> None:
    """Máire O’Dunne is to leave the Core Group, and nobody comes."""

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NoticeDialog)
        dialog.party.setCurrentIndex(1)
        dialog.outgoing.setCurrentIndex(2)
        dialog.effective.line.setText("19 nov")
        dialog.verb.click()

    in_dialog(fill)
    press(page, "Record a notice…")


def answer(page: PartneringPage, agreed: bool) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, AnswerDialog)
        dialog.verb.click()
        assert "Choose whether" in dialog.notice.words
        dialog.answer.set_value(agreed)
        dialog.by.setText("Nkechi Amadi")
        dialog.reasons.setPlainText("Finance must be represented.")
        dialog.verb.click()

    page.show_tab("notices")
    page.notices.view.table.choose([0])
    in_dialog(fill)
    press(page.notices, "Record answer…")


def test_the_picture_shows_each_member_facing_the_counterpart(page: PartneringPage) -> None:
    assert names(page)[:4] == ["Nkechi Amadi", "Ruth Lindqvist", "Sadia Rahman", "Máire O’Dunne"]
    first = page.structure.picture.members[0]
    assert first.accessibleName() == "Nkechi Amadi, chair, Commissioner, Core Group, faces Ruth Lindqvist"
    assert "no gaps" in page.structure.words.text()


def test_the_picture_is_walked_with_the_arrow_keys(qtbot: QtBot, page: PartneringPage) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first, second = page.structure.picture.members[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_a_notice_agreed_makes_a_gap_and_a_past_day_shows_who_stood_then(qtbot: QtBot, page: PartneringPage) -> None:
    give_notice(page)
    assert change_rows(page.register)[0].state is ChangeState.NOTIFIED
    qtbot.waitUntil(lambda: "Máire O’Dunne" in names(page))
    answer(page, True)
    page.show_tab("structure")
    qtbot.waitUntil(lambda: "Máire O’Dunne" not in names(page))
    assert "1 gap" in page.structure.words.text()
    page.structure.day.line.setText("1 nov 2026")
    page.structure.day.settle()
    wait_for_answer(page)
    assert "Máire O’Dunne" in names(page)
    gone = next(one for one in page.structure.picture.members if one.member.name == "Máire O’Dunne")
    QTest.keyClick(gone, Qt.Key.Key_Space)
    assert "Máire O’Dunne is no Group Member today" in page.notice.words


def test_a_notice_named_is_asked_for_its_answer(qtbot: QtBot, page: PartneringPage) -> None:
    give_notice(page)
    asked: list[str] = []

    def read(dialog: QWidget) -> None:
        assert isinstance(dialog, AnswerDialog)
        asked.extend(one.text() for one in dialog.findChildren(QLabel) if "leaves" in one.text())

    in_dialog(read)
    page.visit(f"notices/{change_rows(page.register)[0].change_id}")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["Contractor: Máire O’Dunne leaves Core Group, from Thu 19 Nov 2026. Notice of Thu 19 Nov 2026."]
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Notices of change"
    assert [one.outgoing for one in page.notices.view.selected()] == ["Máire O’Dunne"]


def test_a_gap_named_is_filled_by_the_other_partys_notice(qtbot: QtBot, page: PartneringPage, partnering: Five) -> None:
    give_notice(page)
    answer(page, True)

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NoticeDialog)
        assert (dialog.group.currentText(), dialog.party.currentText()) == ("Core Group", "Contractor")
        assert dialog.outgoing.currentText() == "Nobody"
        dialog.incoming.setCurrentIndex(1)
        dialog.effective.line.setText("1 dec")
        dialog.verb.click()

    in_dialog(fill)
    page.visit(f"structure/{partnering.memberships['CG', 'Sadia Rahman']}")
    qtbot.waitUntil(lambda: len(change_rows(page.register)) == 2)
    waiting = next(one for one in change_rows(page.register) if one.state is ChangeState.NOTIFIED)
    assert (waiting.outgoing, waiting.party) == ("", PartyRole.CONTRACTOR)


def test_a_notice_refused_keeps_its_reasons(qtbot: QtBot, page: PartneringPage) -> None:
    give_notice(page)
    answer(page, False)
    (row_,) = change_rows(page.register)
    assert (row_.state, row_.reasons) == (ChangeState.REFUSED, "Finance must be represented.")
    qtbot.waitUntil(lambda: "refused by Nkechi Amadi" in page.notices.view.as_text()[1][0][3])


def test_a_member_is_paired_anew_from_the_picture(page: PartneringPage, partnering: Five) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, MemberDialog)
        dialog.counterpart.setCurrentIndex(2)
        dialog.verb.click()

    in_dialog(fill)
    QTest.keyClick(page.structure.picture.members[0], Qt.Key.Key_Space)
    with page.register.read() as session:
        facing = row(session, Membership, partnering.memberships["CG", "Nkechi Amadi"]).counterpart
        assert facing is not None
        assert facing.person.name == "Máire O’Dunne"


def test_a_group_is_added_and_changed(qtbot: QtBot, page: PartneringPage) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, GroupDialog)
        QTest.keyClicks(dialog.name, "Finance Working Group")
        assert dialog.code.text() == "FWG"
        dialog.length.line.setText("1.5 hours")
        dialog.verb.click()

    in_dialog(fill)
    press(page, "Add a group…")
    assert [one.name for one in structure(page.register).groups][-1] == "Finance Working Group"

    def change(dialog: QWidget) -> None:
        assert isinstance(dialog, GroupDialog)
        dialog.location.setText("Brent Civic Centre")
        dialog.verb.click()

    await_button(qtbot, page, "Change Finance Working Group")
    in_dialog(change)
    press(page, "Change Finance Working Group")
    assert structure(page.register).groups[-1].location == "Brent Civic Centre"


def test_a_person_is_added_corrected_merged_and_appointed(qtbot: QtBot, page: PartneringPage) -> None:
    def add(dialog: QWidget) -> None:
        assert isinstance(dialog, PersonDialog)
        dialog.name.setText("Ruth  Lindqvist-Berg")
        dialog.organisation.setCurrentIndex(dialog.organisation.findText(OTHER))
        dialog.verb.click()
        assert "Type the name of the organisation" in dialog.notice.words
        dialog.other.setText("Tenants' Forum")
        dialog.email.setText("r@forum")
        dialog.verb.click()
        assert "is not an e-mail address" in dialog.notice.words
        dialog.email.setText("r@forum.example")
        dialog.verb.click()

    page.show_tab("people")
    in_dialog(add)
    press(page, "Add a person…")
    new = next(one for one in people_rows(page.register) if one.organisation == "Tenants' Forum")
    qtbot.waitUntil(lambda: page.people.view.select(new.person_id))

    def change(dialog: QWidget) -> None:
        assert isinstance(dialog, PersonDialog)
        dialog.job_title.setText("Secretary")
        dialog.verb.click()

    in_dialog(change)
    page.people.change(new)

    def appoint(dialog: QWidget) -> None:
        assert isinstance(dialog, AppointDialog)
        dialog.verb.click()

    in_dialog(appoint)
    page.people.appoint(new)
    appointed = next(one for one in people_rows(page.register) if one.person_id == new.person_id)
    assert (appointed.job_title, appointed.groups) == ("Secretary", ("Core Group, chair",))

    def merge(dialog: QWidget) -> None:
        dialog.findChildren(QPushButton)[0].setFocus()
        press(dialog, "Merge the two")

    in_dialog(merge)
    page.people.merge(appointed)
    assert new.person_id not in {one.person_id for one in people_rows(page.register)}


def test_a_list_is_taken_into_the_register_with_what_goes_by_notice_said(page: PartneringPage) -> None:
    def wrong(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.verb.click()
        assert dialog.notice.words == "Nothing is taken yet. First put right or leave out lines 4 and 17."
        dialog.leave_out.click()
        dialog.verb.click()
        assert dialog.notice.words == "Nothing is taken yet. First put right or leave out line 17."
        dialog.leave_out.click()
        assert dialog.notice.isHidden()
        dialog.reject()

    page.show_tab("people")
    in_dialog(wrong)
    page.people.read(read_people(PEOPLE))
    assert "Jean-François Delacroix" not in {one.name for one in people_rows(page.register)}


def test_the_appendix_of_any_day_is_shown_and_saved(
    qtbot: QtBot, page: PartneringPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_tab("appendix")
    qtbot.waitUntil(lambda: page.appendix.preview.pages > 0)
    assert "Nkechi Amadi" in page.appendix.preview.text.toPlainText()
    page.appendix.day.line.setText("1 jan 2025")
    page.appendix.day.settle()
    qtbot.waitUntil(lambda: "Nkechi Amadi" not in page.appendix.preview.text.toPlainText())
    target = tmp_path / "appendix.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(page, "Save as PDF or Word…")
    qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"%PDF")


def test_readings_and_closures_hold_from_a_day(qtbot: QtBot, page: PartneringPage) -> None:
    page.show_tab("readings")

    def number(dialog: QWidget) -> None:
        assert isinstance(dialog, ReadingDialog)
        dialog.number.setValue(2)
        dialog.verb.click()

    await_button(qtbot, page, "Change: People of each party for a quorum")
    in_dialog(number)
    press(page, "Change: People of each party for a quorum")

    def allow(dialog: QWidget) -> None:
        assert isinstance(dialog, ReadingDialog)
        dialog.allowed.setChecked(True)
        dialog.verb.click()

    in_dialog(allow)
    page.readings.change("in_writing_allowed", False)

    def reserve(dialog: QWidget) -> None:
        assert isinstance(dialog, ReservedDialog)
        dialog.matters.setPlainText("Rent setting")
        dialog.verb.click()
        assert "is not understood" in dialog.notice.words
        dialog.matters.setPlainText("Rent setting / Schedule 9 / Commissioner\nName of the service / Clause 2 / both")
        dialog.verb.click()

    in_dialog(reserve)
    page.readings.change("reserved_matters", ())
    now = settings_now(page.register)
    assert (now.quorum_per_party, now.in_writing_allowed) == (2, True)
    assert [one.decided_by for one in now.reserved_matters] == [PartyRole.COMMISSIONER, None]

    def close(dialog: QWidget) -> None:
        assert isinstance(dialog, ClosureDialog)
        dialog.first.line.setText("24 dec")
        dialog.last.line.setText("31 dec")
        dialog.reason.setText("Town halls closed")
        dialog.verb.click()

    await_button(qtbot, page, "Add a closure…")
    in_dialog(close)
    press(page, "Add a closure…")
    (closure,) = closure_rows(page.register)
    assert (closure.first, closure.last) == (date(2026, 12, 24), date(2026, 12, 31))
    in_dialog(lambda dialog: press(dialog, "Take closure back"))
    page.readings.remove(closure, "24 Dec")
    assert closure_rows(page.register) == ()


def test_the_contract_and_who_acts_are_changed(qtbot: QtBot, page: PartneringPage) -> None:
    page.show_tab("contract")

    def contract(dialog: QWidget) -> None:
        assert isinstance(dialog, ContractDialog)
        dialog.expiry.line.setText("1/1/2025")
        dialog.verb.click()
        assert "must end after" in dialog.notice.words
        dialog.expiry.line.setText("31/3/2031")
        dialog.verb.click()

    await_button(qtbot, page, "Change the contract…")
    in_dialog(contract)
    press(page, "Change the contract…")

    def organisation(dialog: QWidget) -> None:
        assert isinstance(dialog, OrganisationDialog)
        dialog.name.setText("LB Barnet")
        dialog.verb.click()

    qtbot.waitUntil(lambda: "2031" in page.contract.dates.text())
    await_button(qtbot, page, "Add an organisation…")
    in_dialog(organisation)
    press(page, "Add an organisation…")

    def first(dialog: QWidget) -> None:
        assert isinstance(dialog, AppointDialog)
        dialog.verb.click()

    in_dialog(first)
    page.contract.appoint_representative(PartyRole.CONTRACTOR)
    shown = partnering_row(page.register)
    assert shown.expiry == date(2031, 3, 31)
    assert "LB Barnet" in [one.name for one in shown.organisations_of(PartyRole.COMMISSIONER)]
    assert shown.contractor_representative == "Máire O’Dunne"
    brent = next(one for one in shown.organisations if one.name == "LB Brent")
    in_dialog(first)
    page.contract.nominate(brent)
    await_button(qtbot, page, "Let it lead LB Camden")
    press(page, "Let it lead LB Camden")
    shown = partnering_row(page.register)
    assert [one.name for one in shown.organisations if one.lead and one.party is PartyRole.COMMISSIONER] == [
        "LB Camden"
    ]
    assert next(one for one in shown.organisations if one.name == "LB Brent").nominee == "Sadia Rahman"


def test_from_when_the_record_is_kept_is_changed_with_its_reason(qtbot: QtBot, page: PartneringPage) -> None:
    page.show_tab("contract")

    def change(dialog: QWidget) -> None:
        assert isinstance(dialog, KeptFromDialog)
        assert dialog.day.value() == date(2025, 1, 6)
        dialog.day.line.setText("2/11/2026")
        dialog.verb.click()
        assert "Say why" in dialog.notice.words
        dialog.because.setText("the paper minutes end there")
        dialog.verb.click()

    await_button(qtbot, page, "Change from when the record is kept here")
    in_dialog(change)
    press(page, "Change from when the record is kept here")
    assert partnering_row(page.register).kept_from == date(2026, 11, 2)
    qtbot.waitUntil(lambda: any("2 Nov 2026" in one.text() for one in page.contract.findChildren(QLabel)))


def test_a_person_found_elsewhere_is_shown_in_the_list(page: PartneringPage, partnering: Five) -> None:
    page.visit(partnering.people["Grace Obi"])
    assert [one.name for one in page.people.view.selected()] == ["Grace Obi"]
    page.visit("readings")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Readings and closures"


@pytest.mark.parametrize(("text", "minutes"), [("120", 120), ("2 hours", 120), ("1.5 h", 90), ("45 min", 45)])
def test_lengths_of_meetings_are_read_as_meant(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes
