"""The register of decisions: read, given effect, answered, overruled, and decided in writing."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from partnering_desk.app import decisions
from partnering_desk.app.attendance import Mark
from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.matters import View
from partnering_desk.app.meeting import open_meeting
from partnering_desk.app.readings import change_setting
from partnering_desk.records.models import Organisation
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, FollowOn, Vote
from partnering_desk.ui.registers.decision_dialogs import AnswerDialog, EffectDialog, GivenDialog, OverruleDialog
from partnering_desk.ui.registers.decisions import DecisionsPage
from partnering_desk.ui.registers.in_writing_dialog import InWritingDialog
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, call_meeting
from tests.ui.calendar.dialogs import answer
from tests.ui.showing import wait_for_answer


def votes(five: Five, commissioner: str, choice: Choice = Choice.FOR) -> tuple[Vote, Vote]:
    return (
        Vote(PartyRole.COMMISSIONER, choice, cast_by_id=five.people[commissioner]),
        Vote(PartyRole.CONTRACTOR, Choice.FOR, cast_by_id=five.people["Ruth Lindqvist"]),
    )


@pytest.fixture
def working(partnering: Five) -> MeetingDay:
    """The Performance Working Group in session, both parties there."""
    found = call_meeting(partnering, partnering.performance)
    for name in ("Aoife Ní Bhriain", "Ruth Lindqvist"):
        found.mark(name, Mark.PRESENT)
    open_meeting(found.register, found.meeting_id)
    return found


@pytest.fixture
def held(working: MeetingDay) -> DecisionRow:
    """What the Working Group decided at 10:42: hold KPI 5."""
    return decisions.put(
        working.register,
        working.meeting_id,
        working.item(2).item_id,
        "Hold KPI 5.",
        votes(working.five, "Aoife Ní Bhriain"),
        reasons="The report is late.",
        options="Release half of it.",
    )


@pytest.fixture
def core(partnering: Five, held: DecisionRow) -> MeetingDay:
    """The Core Group in session afterwards."""
    found = call_meeting(partnering)
    found.everybody_in()
    found.clock("11:30")
    return found


@pytest.fixture
def page(partnering: Five, held: DecisionRow, appearance: Appearance, qtbot: QtBot) -> Iterator[DecisionsPage]:
    made = DecisionsPage(partnering.register, Navigator())
    announcer = Announcer(partnering.register)
    announcer.changed.connect(made.announce)
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.visit(held.decision_id)
    made.show()
    wait_for_answer(made)
    yield made
    announcer.stop()
    made.hide()


def allow_in_writing(partnering: Five) -> None:
    now, partnering.clock.now = partnering.clock.now, datetime(2026, 11, 2, 9, 0)
    change_setting(partnering.register, "in_writing_allowed", True, date(2026, 11, 2))
    partnering.clock.now = now


def said(page: DecisionsPage) -> str:
    return "\n".join(one.text() for one in page.card.findChildren(QLabel) if one.isVisible())


def now(page: DecisionsPage, row: DecisionRow) -> DecisionRow:
    return next(one for one in decisions.decision_rows(page.register) if one.decision_id == row.decision_id)


def test_the_list_leaves_to_the_card_beside_it_what_both_would_say(page: DecisionsPage, qtbot: QtBot) -> None:
    def hidden() -> list[int]:
        return [one for one in range(8) if page.view.table.isColumnHidden(one)]

    qtbot.waitUntil(lambda: hidden() == [4, 5, 6, 7])
    page.resize(700, 820)
    qtbot.waitUntil(lambda: hidden() == [])
    page.resize(1240, 820)
    qtbot.waitUntil(lambda: hidden() == [4, 5, 6, 7])
    page.view.table.clearSelection()
    qtbot.waitUntil(lambda: hidden() == [])


def by_core(core: MeetingDay, text: str = "Release KPI 5.", choice: Choice = Choice.FOR) -> DecisionRow:
    return decisions.put(
        core.register,
        core.meeting_id,
        core.item(2).item_id,
        text,
        votes(core.five, "Nkechi Amadi", choice),
        follow_on=FollowOn.DEFER,
    )


def test_a_decision_is_shown_with_everything_that_was_kept_with_it(page: DecisionsPage) -> None:
    words = said(page)
    for part in (
        "PW/2026/01/D1",
        "Carried unanimously",
        "Hold KPI 5.",
        "Commissioner: for (A. Ní Bhriain). Contractor: for (R. Lindqvist).",
        "Quorate at 10:42: Commissioner 1, Contractor 1 present (Governance 5.5)",
        "The report is late.",
        "Release half of it.",
        "How is not said yet",
        "Thu 19 Nov 2026: Put to the vote: carried unanimously.",
    ):
        assert part in words
    assert page._head_words.text() == "1 decision still to be given effect (Governance 5.4.6)"


def test_views_of_the_other_authorities_stand_beside_the_vote(
    page: DecisionsPage, core: MeetingDay, qtbot: QtBot
) -> None:
    with core.register.read() as session:
        brent = session.query(Organisation).filter_by(name="LB Brent").one().id
    row = decisions.put(
        core.register,
        core.meeting_id,
        core.item(2).item_id,
        "Extend the pilot.",
        votes(core.five, "Nkechi Amadi"),
        views=[View(brent, core.five.people["Sadia Rahman"], "In favour.")],
    )
    qtbot.waitUntil(lambda: page.view.select(row.decision_id))
    assert "LB Brent (S. Rahman): In favour." in said(page)


def test_filters_and_search_narrow_the_register(page: DecisionsPage, core: MeetingDay, qtbot: QtBot) -> None:
    by_core(core, "Extend the pilot.", Choice.AGAINST)
    qtbot.waitUntil(lambda: len(page.view.shown()) == 2)
    page.view.bar.search.setText("pilot")
    assert [row.text for row in page.view.shown()] == ["Extend the pilot."]
    titles, rows = page.view.as_text()
    cells = dict(zip(titles, rows[0], strict=True))
    assert (cells["Outcome"], cells["Quorum"], cells["Effect"]) == ("Not agreed", "Quorate", "")
    assert cells["Votes"] == "Commissioner against, Contractor for"
    page.view.bar.clear()
    next(chip for quick, chip in page.view.bar._quicks if quick.words == "To be given effect").click()
    assert [row.text for row in page.view.shown()] == ["Hold KPI 5."]


def test_how_it_takes_effect_is_said_by_whom_and_when(page: DecisionsPage, held: DecisionRow, qtbot: QtBot) -> None:
    def by_letter(dialog: EffectDialog) -> None:
        dialog.verb.click()
        assert dialog.notice.words
        dialog.effect.setCurrentText("Letter")
        QTest.keyClicks(dialog.owner, "Sadia")
        QTest.keyClicks(dialog.due.line, "4 dec")
        dialog.verb.click()

    met = answer(EffectDialog, by_letter)
    page.card.set_effect.click()
    assert met
    row = now(page, held)
    assert (row.effect, row.effect_owner, row.effect_due) == (Effect.LETTER, "S. Rahman", date(2026, 12, 4))
    qtbot.waitUntil(lambda: "Letter, S. Rahman, by Fri 4 Dec 2026" in said(page))


def test_that_it_was_given_effect_is_recorded_with_its_day(
    page: DecisionsPage, held: DecisionRow, qtbot: QtBot
) -> None:
    def today(dialog: GivenDialog) -> None:
        dialog.verb.click()
        assert dialog.notice.words.startswith("Say how it takes effect")
        dialog.effect.setCurrentText("Instruction")
        dialog.on.line.clear()
        dialog.verb.click()
        assert dialog.notice.words.startswith("Type the day on which it was given effect")
        dialog.on.line.setText("today")
        dialog.verb.click()

    answer(GivenDialog, today)
    page.view.table.setFocus()
    QTest.keyClick(page.view.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert now(page, held).effected_on == date(2026, 11, 19)
    qtbot.waitUntil(lambda: "Given effect by instruction." in said(page))
    assert not page.card.given.isVisible()


def test_the_answer_of_the_authority_is_recorded(page: DecisionsPage, core: MeetingDay, qtbot: QtBot) -> None:
    row = decisions.defer_for_authority(
        core.register,
        core.meeting_id,
        core.item(2).item_id,
        "Extend the lease.",
        core.five.people["Grace Obi"],
        date(2026, 12, 4),
    )
    qtbot.waitUntil(lambda: page.view.select(row.decision_id))
    assert "The answer of G. Obi is awaited by Fri 4 Dec 2026 (Governance 5.6)." in said(page)

    def answered(dialog: AnswerDialog) -> None:
        dialog.on.line.setText("4 dec")
        dialog.verb.click()
        assert "between the meeting and today" in dialog.notice.words
        dialog.on.line.clear()
        dialog.verb.click()
        assert dialog.notice.words == "Type the day of the answer (Governance 5.6)."
        dialog.on.line.setText("today")
        dialog.verb.click()

    answer(AnswerDialog, answered)
    page.card.answer.click()
    assert now(page, row).authority_answered_on == date(2026, 11, 19)
    qtbot.waitUntil(lambda: "G. Obi answered on Thu 19 Nov 2026." in said(page))


def test_only_the_core_group_overrules_and_the_old_one_stays(
    page: DecisionsPage, held: DecisionRow, core: MeetingDay, qtbot: QtBot
) -> None:
    def refused(dialog: OverruleDialog) -> None:
        dialog.verb.click()
        assert "Only a decision that the Core Group carried afterwards can overrule it" in dialog.notice.words
        dialog.reject()

    answer(OverruleDialog, refused)
    page.card.overrule.click()
    assert not now(page, held).replaced_by
    new = by_core(core)
    qtbot.waitUntil(lambda: len(page.view.shown()) == 2)
    met = answer(OverruleDialog, lambda dialog: dialog.verb.click())
    page.card.overrule.click()
    assert met[0].by.itemText(0).startswith("CG/2026/01/D1, Thu 19 Nov 2026: Release KPI 5.")
    assert now(page, held).replaced_by == "CG/2026/01/D1"
    qtbot.waitUntil(lambda: "Overruled" in said(page))
    assert not page.card.overrule.isVisible()
    page.card.other_pressed.emit("CG/2026/01/D1")
    assert page.card.shown is not None
    assert page.card.shown.decision_id == new.decision_id
    assert not page.card.overrule.isVisible()
    page.card.other_pressed.emit("CG/2026/99/D1")
    assert page.card.shown.decision_id == new.decision_id


def test_where_the_partnering_does_not_allow_it_nothing_is_decided_in_writing(page: DecisionsPage) -> None:
    page.in_writing.click()
    assert page.notice.words.startswith("This partnering does not take decisions in writing")


def test_a_decision_in_writing_needs_both_votes(page: DecisionsPage, partnering: Five, qtbot: QtBot) -> None:
    allow_in_writing(partnering)

    def both(dialog: InWritingDialog) -> None:
        dialog.group.setCurrentText("Core Group")
        QTest.keyClicks(dialog.text, "Extend the pilot.")
        commissioner, contractor = dialog.ballots
        commissioner.choice._group.button(0).click()
        QTest.keyClicks(commissioner.caster, "Nkechi")
        dialog.verb.click()
        assert "The Contractor's vote has not come in writing" in dialog.notice.words
        contractor.choice._group.button(1).click()
        assert dialog.follow_on.isVisible()
        contractor.choice._group.button(0).click()
        assert not dialog.follow_on.isVisible()
        QTest.keyClicks(contractor.caster, "Ruth")
        dialog.on.line.clear()
        dialog.verb.click()
        assert dialog.notice.words == "Type the day on which both votes were in."
        dialog.on.line.setText("17/11/26")
        dialog.verb.click()

    met = answer(InWritingDialog, both)
    page.in_writing.click()
    assert met
    wait_for_answer(page)
    row = page.view.selected()[0]
    assert (row.ref, row.taken_at) == ("CG/2026/W1", datetime(2026, 11, 17))
    assert "Decided in writing between meetings: carried unanimously." in said(page)
    assert not page.card.to_meeting.isVisible()
    assert page.view.as_text()[1][-1][6] == "In writing"


def test_not_agreed_in_writing_says_what_follows(page: DecisionsPage, partnering: Five) -> None:
    allow_in_writing(partnering)

    def against(dialog: InWritingDialog) -> None:
        dialog.group.setCurrentText("Performance Working Group")
        dialog.group.activated.emit(dialog.group.currentIndex())
        QTest.keyClicks(dialog.text, "Extend the pilot.")
        for place, (ballot, name) in enumerate(zip(dialog.ballots, ("Aoife", "Ruth"), strict=True)):
            ballot.choice._group.button(place).click()
            QTest.keyClicks(ballot.caster, name)
        dialog.follow_on.setCurrentText("Refer to the Core Group")
        dialog.verb.click()

    answer(InWritingDialog, against)
    page.in_writing.click()
    wait_for_answer(page)
    assert "Referred to the Core Group." in said(page)


def test_a_decision_leads_to_its_meeting_and_a_lost_one_is_said(
    page: DecisionsPage, held: DecisionRow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.navigator.went) as went:
        page.card.to_meeting.click()
    assert went.args == ["meeting", held.meeting_id]
    page.visit(99)
    assert page.notice.words == "That decision is not in the register any more."


def test_a_recommendation_shows_what_ratified_it(page: DecisionsPage, partnering: Five, qtbot: QtBot) -> None:
    day = call_meeting(partnering, partnering.property)
    day.mark("Paweł Nowakowski", Mark.PRESENT)
    open_meeting(day.register, day.meeting_id)
    row = decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, "Renew the lease.")
    qtbot.waitUntil(lambda: page.view.select(row.decision_id))
    assert "Noted as a recommendation, without quorum: recommended." in said(page)
    page.view.opened.emit(row)
    assert page.card.to_meeting.hasFocus()
