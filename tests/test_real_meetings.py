"""What the program makes of meetings that really took place, whoever minuted them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from partnering_desk.app.agenda import agenda_rows
from partnering_desk.app.check import check_register
from partnering_desk.app.exchange import export_register, import_register
from partnering_desk.app.minutes import minutes_bytes, versions
from partnering_desk.app.register import open_register
from partnering_desk.app.stages import Stage, stages_of
from partnering_desk.documents.fonts import clean
from partnering_desk.documents.prose import links, plain_text
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Decision,
    DecisionKind,
    DecisionOutcome,
    Meeting,
)
from partnering_desk.rules.finding import Finding
from tests.app.exported import carried
from tests.documents.conformance import documents_of, engine
from tests.documents.reading import link_targets, running_text, squeezed
from tests.real_meetings import GROUP, PARTNERING, REAL, Held, Replay, replay

DATES = [one["date"] for one in REAL["meetings"]]
ITEMS = [
    pytest.param(one["date"], at, id=f"{one['date']} {item['title']}")
    for one in REAL["meetings"]
    for at, item in enumerate(one["items"])
]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    one = replay(tmp_path_factory.mktemp("real"))
    yield one
    one.register.close()


def text_of(held: Held) -> str:
    header = held.sheet.header
    foot = " · ".join((header.reference, "Minutes", "version 1", "Draft, not yet confirmed"))
    return running_text(held.pdf, f"{PARTNERING} · {GROUP}", foot)


@pytest.mark.parametrize("day", DATES)
def test_the_quorum_is_there_when_both_parties_are(lived: Replay, day: str) -> None:
    held = lived.held[day]
    both = held.minuted["both_parties_present"]
    assert held.sheet.quorum.startswith("Both parties were represented") is both
    assert ("could not decide" in held.sheet.quorum) is not both


@pytest.mark.parametrize("day", DATES)
def test_the_minutes_say_of_the_quorum_one_sentence_and_it_once(lived: Replay, day: str) -> None:
    held = lived.held[day]
    assert held.sheet.quorum.count(". ") == 0
    assert text_of(held).count(squeezed(f"Quorum. {held.sheet.quorum}")) == 1
    assert text_of(held).count("Quorum.") == 1


@pytest.mark.parametrize(("day", "at"), ITEMS)
def test_every_paragraph_list_item_and_link_of_an_item_is_in_its_minutes(lived: Replay, day: str, at: int) -> None:
    held = lived.held[day]
    notes, text = held.minuted["items"][at]["notes"], text_of(held)
    assert [line for line in plain_text(notes).splitlines() if squeezed(clean(line)) not in text] == []
    assert {unquote(one) for one in link_targets(held.pdf)} >= {unquote(one) for one in links(notes)}


@pytest.mark.parametrize("day", DATES)
def test_every_item_and_everybody_there_is_in_the_minutes(lived: Replay, day: str) -> None:
    held, text = lived.held[day], text_of(lived.held[day])
    assert all(squeezed(clean(item["title"])) in text for item in held.minuted["items"])
    people = [*(one["name"] for one in held.minuted["present"]), *held.minuted["in_attendance"]]
    assert all(squeezed(name.split(" ", 1)[1]) in text for name in (*people, *held.minuted["apologies"]))


@pytest.mark.parametrize("day", DATES)
def test_what_was_decided_is_decided_by_a_quorate_meeting_and_recommended_by_another(lived: Replay, day: str) -> None:
    held = lived.held[day]
    texts = [text for item in held.minuted["items"] for text in item["decisions"]]
    with lived.register.read() as session:
        asked = select(Decision).where(Decision.meeting_id == held.meeting_id).order_by(Decision.id)
        found = [one for one in session.scalars(asked) if one.ratifies_id is None]
    quorate = held.minuted["both_parties_present"]
    kind = DecisionKind.DECISION if quorate else DecisionKind.RECOMMENDATION
    outcome = DecisionOutcome.CARRIED if quorate else DecisionOutcome.RECOMMENDED
    assert [(one.text, one.kind, one.outcome) for one in found] == [(text, kind, outcome) for text in texts]


@pytest.mark.parametrize("day", DATES)
def test_every_decision_stands_in_the_minutes_with_the_votes_of_both_parties(lived: Replay, day: str) -> None:
    held, text = lived.held[day], text_of(lived.held[day])
    for ref in held.decided:
        label = "Recommendation" if "/R" in ref else "Decision"
        assert squeezed(f"{label} {ref.rpartition('/')[2]}.") in text
    carried = sum("/D" in ref for ref in held.decided)
    assert text.count(squeezed("Carried unanimously.")) >= carried


def test_recommendations_of_the_meeting_without_the_commissioner_are_decided_by_the_next(lived: Replay) -> None:
    without, after = lived.held["2018-03-30"], lived.held["2018-04-13"]
    assert without.decided == ["CG/2018/10/R1", "CG/2018/10/R2"] == after.ratified
    assert squeezed("Goes to the next quorate meeting for decision.") in text_of(without)
    assert squeezed("Recommended at CG/2018/10 (CG/2018/10/R1)") in text_of(after)
    with lived.register.read() as session:
        settled = [one.ref for one in session.scalars(select(Decision).where(Decision.ratifies_id.is_not(None)))]
    assert settled == ["CG/2018/11/D1", "CG/2018/11/D2"]


def test_somebody_who_comes_late_counts_from_then_and_is_minuted_so(lived: Replay) -> None:
    held = lived.held["2017-12-24"]
    assert squeezed("A. Kothari (online, from 05:27") in text_of(held)
    with lived.register.read() as session:
        asked = select(Decision).where(Decision.meeting_id == held.meeting_id).order_by(Decision.id)
        findings = [Finding.from_plain(json.loads(one.quorum)) for one in session.scalars(asked)]
    names = [{one.name for one in finding.counted} for finding in findings]
    early = [finding.at < datetime(2017, 12, 24, 5, 27) for finding in findings]
    assert ["Anand Kothari" not in there for there in names] == early


def test_a_meeting_that_ends_in_the_minute_in_which_it_began_has_its_quorum_and_its_decisions(lived: Replay) -> None:
    held = lived.held["2018-01-21"]
    assert held.sheet.quorum == "Both parties were represented (Governance 5.5)."
    assert len(held.decided) == sum(len(item["decisions"]) for item in held.minuted["items"]) == 6
    assert "05:30" in held.sheet.header.when


@pytest.mark.parametrize("day", DATES)
def test_who_took_the_chair_is_said_when_it_was_not_the_appointed_one(lived: Replay, day: str) -> None:
    held = lived.held[day]
    name = held.minuted["chair"]
    if name == "Rowan Hale":
        assert held.sheet.chaired == ""
        assert squeezed("R. Hale (chair") in text_of(held)
    else:
        assert f"{name.split(' ', 1)[1]} took the chair" in held.sheet.chaired
        assert squeezed(held.sheet.chaired) in text_of(held)


def test_decisions_in_writing_are_numbered_and_each_is_tabled_once_at_the_next_meeting(lived: Replay) -> None:
    assert lived.written == [f"CG/2017/W{n}" for n in range(1, 6)] + [f"CG/2018/W{n}" for n in range(1, 13)]
    tabled = [ref for day in DATES for ref in lived.held[day].tabled]
    assert tabled == lived.written
    texts = dict(zip(lived.written, (one["text"] for one in REAL["written_decisions"]), strict=True))
    for held in lived.held.values():
        for ref in held.tabled:
            assert squeezed(f"Decision in writing {ref}.") in text_of(held)
            assert squeezed(clean(texts[ref])) in text_of(held)


def test_a_decision_in_writing_while_a_meeting_goes_on_waits_for_the_next(lived: Replay) -> None:
    assert "CG/2018/W11" not in lived.held["2018-05-18"].tabled
    assert "CG/2018/W11" in lived.held["2018-06-22"].tabled


def test_minutes_are_confirmed_by_the_next_quorate_meeting(lived: Replay) -> None:
    refs = [lived.held[day].ref for day in DATES]
    assert [ref for day in DATES for ref in lived.held[day].confirmed] == refs[:-1]
    assert lived.held["2018-03-30"].confirmed == []
    with lived.register.read() as session:
        stages = stages_of(session, session.scalars(select(Meeting)))
    assert [stages[lived.held[day].meeting_id] for day in DATES] == [Stage.CONFIRMED] * 17 + [Stage.CIRCULATED]


@pytest.mark.parametrize("day", DATES[:-1])
def test_the_confirmed_version_says_so_and_the_draft_that_went_out_stays(lived: Replay, day: str) -> None:
    held = lived.held[day]
    first, last = versions(lived.register, held.meeting_id)
    assert (first.status, first.version, last.version) == ("Draft, not yet confirmed", 1, 1)
    assert last.status.startswith("Confirmed on")
    assert minutes_bytes(lived.register, held.meeting_id) != held.pdf


@pytest.mark.parametrize("day", DATES)
def test_the_company_secretary_attends_and_never_counts(lived: Replay, day: str) -> None:
    held = lived.held[day]
    with lived.register.read() as session:
        asked = select(Attendance).where(Attendance.meeting_id == held.meeting_id)
        secretary = next(one for one in session.scalars(asked) if one.person.name == "Linus Okonjo-Perry")
        assert secretary.capacity is Capacity.IN_ATTENDANCE
        there = "Linus Okonjo-Perry" in held.minuted["in_attendance"]
        assert (secretary.state is AttendanceState.ATTENDING) is there


def test_nothing_is_left_over_when_all_was_dealt_with(lived: Replay) -> None:
    agendas = [agenda_rows(lived.register, lived.held[day].meeting_id) for day in DATES]
    assert [row.title for rows in agendas for row in rows if "not reached" in row.where] == []


def test_the_whole_register_breaks_no_rule_and_travels_without_loss(lived: Replay, tmp_path: Path) -> None:
    assert check_register(lived.register) == ()
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    export_register(lived.register, first)
    assert import_register(first, tmp_path / "again.desk") == ()
    again = open_register(tmp_path / "again.desk")
    export_register(again, second)
    again.close()
    assert carried(first, second)


def test_every_minutes_agenda_and_appendix_of_them_conforms_to_pdf_ua_and_pdf_a(lived: Replay, tmp_path: Path) -> None:
    asked = {day: held.pdf for day, held in lived.held.items()} | documents_of(lived.register)
    with engine(tmp_path) as verapdf:
        assert {name: found for name, pdf in asked.items() if (found := verapdf.faults(pdf))} == {}
