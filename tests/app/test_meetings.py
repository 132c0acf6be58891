from datetime import datetime

import pytest

from partnering_desk.app import agenda
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.meetings import Step, Words, header, meeting_by_ref, meeting_rows
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.app.stages import Stage
from partnering_desk.records.models import (
    Adjournment,
    Circulation,
    Confirmation,
    Document,
    DocumentKind,
    Group,
    Meeting,
    Partnering,
)
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five

STARTS = datetime(2026, 11, 11, 10)


@pytest.fixture
def meeting(partnering: Five) -> int:
    partnering.clock.now = datetime(2026, 11, 2, 9)
    return schedule(partnering.register, partnering.core, STARTS, 120)


def at(five: Five, meeting_id: int, now: datetime) -> tuple[str, str, Step]:
    five.clock.now = now
    found = header(five.register, meeting_id)
    return found.chip.text, found.chip.tone, found.step


def change(five: Five, meeting_id: int, **values: object) -> None:
    with five.register.write() as session:
        found = session.get_one(Meeting, meeting_id)
        for name, value in values.items():
            setattr(found, name, value)


def minutes_sent(five: Five, meeting_id: int, used: int, late_because: str = "") -> int:
    with five.register.write() as session:
        document = Document(
            partnering_id=1,
            meeting_id=meeting_id,
            kind=DocumentKind.MINUTES,
            version=1,
            status="Draft",
            filename="m.pdf",
            media_type="application/pdf",
            sha256="0" * 64,
            size=0,
            made_at=five.clock.now,
            made_by="",
        )
        session.add(document)
        session.flush()
        session.add(
            Circulation(
                meeting_id=meeting_id,
                document_id=document.id,
                circulated_at=five.clock.now,
                circulated_by="",
                working_days_used=used,
                late_because=late_because,
            )
        )
        return document.id


def test_the_header_follows_a_meeting_from_its_date_to_its_confirmed_minutes(partnering: Five, meeting: int) -> None:
    first = header(partnering.register, meeting)
    assert (first.title, first.stage) == ("Core Group · CG/2026/01", Stage.PLANNED)
    assert at(partnering, meeting, datetime(2026, 11, 3)) == (
        "Agenda due Wed 4 Nov",
        "info",
        Step.PREPARE,
    )
    assert at(partnering, meeting, datetime(2026, 11, 5)) == ("Agenda was due Wed 4 Nov", "bad", Step.PREPARE)
    agenda.prepare(partnering.register, meeting)
    circulate_agenda(partnering.register, meeting)
    assert at(partnering, meeting, datetime(2026, 11, 6)) == (
        "Agenda circulated · meets Wed 11 Nov",
        "info",
        Step.PREPARE,
    )
    assert at(partnering, meeting, datetime(2026, 11, 11, 9))[2] is Step.MEET
    change(partnering, meeting, opened_at=datetime(2026, 11, 11, 10, 2))
    assert at(partnering, meeting, datetime(2026, 11, 11, 10, 30)) == (
        "In session since 10:02",
        "info",
        Step.MEET,
    )
    with partnering.register.write() as session:
        session.add(Adjournment(meeting_id=meeting, adjourned_at=datetime(2026, 11, 11, 10, 40)))
    assert at(partnering, meeting, datetime(2026, 11, 11, 10, 45)) == ("Adjourned at 10:40", "care", Step.MEET)
    change(partnering, meeting, closed_at=datetime(2026, 11, 11, 11, 48))
    assert at(partnering, meeting, datetime(2026, 11, 19)) == (
        "Draft · day 6 of 7 · due Fri 20 Nov",
        "care",
        Step.MINUTES,
    )
    assert at(partnering, meeting, datetime(2026, 11, 24)) == (
        "Draft · 2 Working Days late · due Fri 20 Nov",
        "bad",
        Step.MINUTES,
    )
    document = minutes_sent(partnering, meeting, 9, "The minute taker was ill")
    assert at(partnering, meeting, datetime(2026, 11, 25)) == (
        "Circulated, to be confirmed",
        "info",
        Step.CONFIRM,
    )
    coming = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    with partnering.register.write() as session:
        session.add(
            Confirmation(
                meeting_id=meeting,
                confirmed_at_id=coming,
                document_id=document,
                confirmed_on=datetime(2026, 12, 9, 10),
                recorded_by="",
            )
        )
    assert at(partnering, meeting, datetime(2026, 12, 10)) == ("Confirmed at CG/2026/02", "good", Step.CONFIRM)


def test_a_cancelled_meeting_and_one_that_nobody_opened_say_so(partnering: Five, meeting: int) -> None:
    assert at(partnering, meeting, datetime(2026, 11, 12))[0] == "Not opened on Wed 11 Nov"
    partnering.clock.now = datetime(2026, 11, 3)
    cancel(partnering.register, meeting, "Snow")
    assert at(partnering, meeting, datetime(2026, 11, 12)) == ("Cancelled", "plain", Step.PREPARE)


def test_the_register_lists_the_latest_first_and_says_how_long_minutes_took(partnering: Five, meeting: int) -> None:
    working = schedule(partnering.register, partnering.performance, datetime(2026, 11, 6, 14), 90)
    coming = schedule(partnering.register, partnering.core, datetime(2027, 1, 13, 10), 120)
    for meeting_id in (meeting, working):
        change(partnering, meeting_id, opened_at=datetime(2026, 11, 11, 10), closed_at=STARTS)
    minutes_sent(partnering, working, 3)
    partnering.clock.now = datetime(2026, 11, 19)
    rows = meeting_rows(partnering.register)
    assert [row.id for row in rows] == [coming, meeting, working]
    assert [row.clock for row in rows] == [
        Words(""),
        Words("day 6 of 7, due Fri 20 Nov", "care"),
        Words("sent on day 3", "good"),
    ]
    assert [row.id for row in meeting_rows(partnering.register, group_id=partnering.performance)] == [working]
    assert [row.id for row in meeting_rows(partnering.register, year=2027)] == [coming]
    assert [row.id for row in meeting_rows(partnering.register, stage=Stage.MINUTES)] == [meeting]


def test_minutes_that_went_out_late_say_so_for_good(partnering: Five, meeting: int) -> None:
    change(partnering, meeting, opened_at=STARTS, closed_at=STARTS)
    minutes_sent(partnering, meeting, 9, "The minute taker was ill")
    assert meeting_rows(partnering.register)[0].clock == Words("sent on day 9, late", "bad")


def test_a_meeting_that_is_not_there_is_refused(partnering: Five) -> None:
    with pytest.raises(Refusal, match="not in this register"):
        header(partnering.register, 99)


def test_a_meeting_is_found_by_its_number_however_it_is_typed(partnering: Five, meeting: int) -> None:
    assert meeting_by_ref(partnering.register, " cg/2026/01 ") == meeting
    with pytest.raises(Refusal, match="no meeting CG/2026/09"):
        meeting_by_ref(partnering.register, "CG/2026/09")


def test_a_number_of_another_partnering_is_found_when_it_is_the_only_one(partnering: Five, meeting: int) -> None:
    partnering.register.partnering_id = 99
    assert meeting_by_ref(partnering.register, "CG/2026/01") == meeting
    with partnering.register.write() as session:
        group = session.get_one(Meeting, meeting).group
        others = [
            Partnering(
                name=name,
                nation=group.partnering.nation,
                effective=STARTS.date(),
                commencement=STARTS.date(),
                expiry=datetime(2031, 1, 1).date(),
                kept_from=STARTS.date(),
            )
            for name in ("One", "Two")
        ]
        for number, other in enumerate(others):
            copy = Group(
                partnering=other,
                kind=group.kind,
                name="Core Group",
                code="CG",
                frequency=group.frequency,
                planned_start=group.planned_start,
            )
            session.add(
                Meeting(
                    group=copy,
                    year=2026,
                    number=1,
                    ref="CG/2026/01",
                    uid=str(number),
                    starts=STARTS,
                    ends=datetime(2026, 11, 11, 12),
                )
            )
    with pytest.raises(Refusal, match="More than one partnering"):
        meeting_by_ref(partnering.register, "CG/2026/01")
