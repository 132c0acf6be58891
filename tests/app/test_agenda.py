from collections.abc import Callable
from datetime import date, datetime

import pytest

from partnering_desk.app import agenda
from partnering_desk.app.agenda import ItemDetails, agenda_rows, removed_rows
from partnering_desk.app.agenda_view import AgendaRow
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.records.models import (
    Action,
    ActionState,
    AgendaItem,
    Confirmation,
    Decision,
    DecisionKind,
    DecisionOutcome,
    Document,
    DocumentKind,
    ItemState,
    Meeting,
)
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.votes import FollowOn
from tests.app.five import Five

LAST, NEXT, LATER = (
    datetime(2026, 11, 11, 10),
    datetime(2026, 12, 9, 10),
    datetime(2027, 1, 13, 10),
)


@pytest.fixture
def last(partnering: Five) -> int:
    """The Core Group's meeting of 11 November, its agenda written."""
    partnering.clock.now = datetime(2026, 11, 2, 9)
    meeting_id = schedule(partnering.register, partnering.core, LAST, 120)
    agenda.prepare(partnering.register, meeting_id)
    return meeting_id


def test_an_agenda_that_nobody_began_is_written_when_it_is_asked_for_and_no_other(partnering: Five) -> None:
    asked = schedule(partnering.register, partnering.core, NEXT, 120)
    agenda.prepare_first(partnering.register, asked)
    assert titles(partnering, asked)[0] == "Attendance"
    begun = schedule(partnering.register, partnering.core, LATER, 120)
    agenda.add_item(partnering.register, begun, ItemDetails("Only this"))
    agenda.prepare_first(partnering.register, begun)
    assert titles(partnering, begun) == ["Only this"]


def hold(five: Five, meeting_id: int, **states: ItemState) -> None:
    """Open and close a meeting; items are done but for those named by their titles."""
    with five.register.write() as session:
        meeting = session.get_one(Meeting, meeting_id)
        meeting.opened_at, meeting.closed_at = meeting.starts, meeting.ends
        for item in meeting.items:
            item.state = states.get(item.title.replace(" ", "_"), ItemState.DONE)
        five.clock.now = meeting.ends


def titles(five: Five, meeting_id: int) -> list[str]:
    return [row.title for row in agenda_rows(five.register, meeting_id)]


def item(five: Five, meeting_id: int, wanted: Callable[[AgendaRow], bool]) -> AgendaRow:
    found = [row for row in agenda_rows(five.register, meeting_id) if wanted(row)]
    assert len(found) == 1, found
    return found[0]


def of_kind(five: Five, meeting_id: int, kind: ItemKind) -> AgendaRow:
    return item(five, meeting_id, lambda row: row.kind is kind)


def next_meeting(five: Five, starts: datetime = NEXT) -> int:
    meeting_id = schedule(five.register, five.core, starts, 120)
    agenda.prepare(five.register, meeting_id)
    return meeting_id


def decide(
    five: Five,
    group_id: int,
    ref: str,
    kind: DecisionKind = DecisionKind.DECISION,
    outcome: DecisionOutcome = DecisionOutcome.NOT_AGREED,
    follow_on: FollowOn | None = None,
    meeting_id: int | None = None,
    ratifies: int | None = None,
) -> int:
    with five.register.write() as session:
        decision = Decision(
            group_id=group_id,
            meeting_id=meeting_id,
            ref=ref,
            number=1,
            year=2026,
            kind=kind,
            outcome=outcome,
            text="Hold the rent review until March",
            follow_on=follow_on,
            taken_at=datetime(2026, 11, 11, 11),
            clause="Governance 5.7",
            quorum='{"quorate": true}',
            recorded_at=datetime(2026, 11, 11, 11),
            recorded_by="M. Okafor",
            ratifies_id=ratifies,
        )
        session.add(decision)
        session.flush()
        return decision.id


def test_the_first_agenda_has_the_standing_items_and_no_minutes_to_confirm(partnering: Five, last: int) -> None:
    rows = agenda_rows(partnering.register, last)
    assert rows[0].kind is ItemKind.ATTENDANCE
    assert rows[-1].kind is ItemKind.NEXT_MEETING
    assert not [row for row in rows if row.kind is ItemKind.LAST_MINUTES]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all(row.where for row in rows)


def test_each_item_is_planned_to_start_when_those_before_it_have_had_their_time(partnering: Five, last: int) -> None:
    first, second = agenda_rows(partnering.register, last)[:2]
    assert first.starts == LAST
    assert (second.starts - first.starts).seconds == first.minutes * 60


def test_writing_an_agenda_again_adds_nothing(partnering: Five, last: int) -> None:
    before = titles(partnering, last)
    assert agenda.prepare(partnering.register, last) == ()
    assert titles(partnering, last) == before


def test_the_last_minutes_come_to_be_confirmed(partnering: Five, last: int) -> None:
    hold(partnering, last)
    minutes = of_kind(partnering, next_meeting(partnering), ItemKind.LAST_MINUTES)
    assert minutes.title == "Minutes of 11 November 2026"
    assert minutes.where == "Minutes of CG/2026/01, to be confirmed"


def test_minutes_confirmed_already_do_not_come_again(partnering: Five, last: int) -> None:
    hold(partnering, last)
    coming = next_meeting(partnering)
    with partnering.register.write() as session:
        document = Document(
            partnering_id=1,
            meeting_id=last,
            kind=DocumentKind.MINUTES,
            version=1,
            status="Draft, not yet confirmed",
            filename="m.pdf",
            media_type="application/pdf",
            sha256="0" * 64,
            size=0,
            made_at=LAST,
            made_by="",
        )
        session.add(document)
        session.flush()
        session.add(
            Confirmation(
                meeting_id=last,
                confirmed_at_id=coming,
                document_id=document.id,
                confirmed_on=NEXT,
                recorded_by="M. Okafor",
            )
        )
    hold(partnering, coming)
    minutes = of_kind(partnering, next_meeting(partnering, LATER), ItemKind.LAST_MINUTES)
    assert minutes.title == "Minutes of 9 December 2026"


def test_an_item_not_reached_comes_to_the_next_agenda_and_says_from_where(partnering: Five, last: int) -> None:
    ruth = partnering.people["Ruth Lindqvist"]
    agenda.add_item(
        partnering.register, last, ItemDetails("Lease of Arlington Road", Purpose.DECIDE, 25, ruth, "prices")
    )
    number = item(partnering, last, lambda row: row.title == "Lease of Arlington Road").number
    hold(partnering, last, Lease_of_Arlington_Road=ItemState.NOT_REACHED)
    carried = of_kind(partnering, next_meeting(partnering), ItemKind.CARRIED)
    assert carried.title == "Lease of Arlington Road"
    assert carried.where == f"Not reached at CG/2026/01, item {number}"
    assert (carried.purpose, carried.minutes, carried.presenter) == (Purpose.DECIDE, 25, "R. Lindqvist")
    assert carried.confidential_because == "prices"


def test_an_item_not_reached_twice_is_carried_twice_and_stands_once(partnering: Five, last: int) -> None:
    agenda.add_item(partnering.register, last, ItemDetails("Lease"))
    hold(partnering, last, Lease=ItemState.NOT_REACHED)
    second = next_meeting(partnering)
    hold(partnering, second, Lease=ItemState.NOT_REACHED)
    carried = of_kind(partnering, next_meeting(partnering, LATER), ItemKind.CARRIED)
    assert carried.where.startswith("Not reached at CG/2026/02")


def test_what_a_cancelled_meeting_should_have_taken_goes_to_the_next(partnering: Five, last: int) -> None:
    agenda.add_item(partnering.register, last, ItemDetails("Lease"))
    cancel(partnering.register, last, "Snow")
    carried = of_kind(partnering, next_meeting(partnering), ItemKind.CARRIED)
    assert carried.where.startswith("On the agenda of CG/2026/01, item")
    assert carried.where.endswith("which was not held")


def test_a_standing_item_not_reached_stands_once_and_says_so(partnering: Five, last: int) -> None:
    standing = next(row for row in agenda_rows(partnering.register, last) if row.kind is ItemKind.STANDING)
    with partnering.register.write() as session:
        meeting = session.get_one(Meeting, last)
        meeting.opened_at, meeting.closed_at = LAST, LAST
        session.get_one(AgendaItem, standing.id).state = ItemState.NOT_REACHED
    again = item(partnering, next_meeting(partnering), lambda row: row.title == standing.title)
    assert again.where == f"Not reached at CG/2026/01, item {standing.number}"


def test_later_agendas_wait_for_the_meeting_still_to_come(partnering: Five, last: int) -> None:
    agenda.add_item(partnering.register, last, ItemDetails("Lease"))
    hold(partnering, last, Lease=ItemState.NOT_REACHED)
    coming, later = next_meeting(partnering), next_meeting(partnering, LATER)
    assert "Lease" in titles(partnering, coming)
    assert "Lease" not in titles(partnering, later)
    assert of_kind(partnering, later, ItemKind.LAST_MINUTES).title == "Minutes of 9 December 2026"
    hold(partnering, coming, Lease=ItemState.NOT_REACHED)
    assert "Lease" in agenda.prepare(partnering.register, later)
    assert "Minutes of 11 November 2026" in titles(partnering, later)


def test_open_actions_are_named_under_matters_arising(partnering: Five, last: int) -> None:
    with partnering.register.write() as session:
        for number, state in ((110, ActionState.OPEN), (111, ActionState.DONE), (112, ActionState.IN_PROGRESS)):
            session.add(
                Action(
                    partnering_id=partnering.register.partnering_id,
                    group_id=partnering.core,
                    number=number,
                    text="Report",
                    state=state,
                    closed_on=date(2026, 11, 1) if state is ActionState.DONE else None,
                    recorded_at=LAST,
                    recorded_by="",
                )
            )
    agenda.prepare(partnering.register, last)
    assert of_kind(partnering, last, ItemKind.MATTERS_ARISING).where == "2 open actions: A-110 and A-112"


def test_a_recommendation_comes_until_it_is_decided(partnering: Five, last: int) -> None:
    hold(partnering, last)
    recommended = decide(
        partnering,
        partnering.core,
        "CG/2026/01/R1",
        DecisionKind.RECOMMENDATION,
        DecisionOutcome.RECOMMENDED,
        meeting_id=last,
    )
    coming = next_meeting(partnering)
    brought = of_kind(partnering, coming, ItemKind.RECOMMENDATION)
    assert brought.title == "Hold the rent review until March"
    assert brought.where == "Recommendation CG/2026/01/R1, to be decided"
    hold(partnering, coming)
    later = next_meeting(partnering, LATER)
    assert of_kind(partnering, later, ItemKind.RECOMMENDATION)
    decide(
        partnering,
        partnering.core,
        "CG/2026/02/D1",
        outcome=DecisionOutcome.CARRIED,
        meeting_id=coming,
        ratifies=recommended,
    )
    agenda.prepare(partnering.register, later)
    assert not [one for one in agenda_rows(partnering.register, later) if one.kind is ItemKind.RECOMMENDATION]


def test_a_decision_in_writing_is_tabled_once(partnering: Five, last: int) -> None:
    hold(partnering, last)
    decide(partnering, partnering.core, "CG/2026/W1", DecisionKind.IN_WRITING, DecisionOutcome.CARRIED)
    coming = next_meeting(partnering)
    tabled = of_kind(partnering, coming, ItemKind.WRITTEN_DECISION)
    assert (tabled.purpose, tabled.where) == (Purpose.NOTE, "Decision in writing CG/2026/W1, to be tabled")
    hold(partnering, coming)
    later = next_meeting(partnering, LATER)
    assert not [one for one in agenda_rows(partnering.register, later) if one.kind is ItemKind.WRITTEN_DECISION]


def test_a_matter_referred_by_a_working_group_comes_to_the_core_group_only(partnering: Five, last: int) -> None:
    working = schedule(partnering.register, partnering.performance, datetime(2026, 11, 6, 14), 90)
    hold(partnering, working)
    decide(
        partnering,
        partnering.performance,
        "PW/2026/01/D1",
        follow_on=FollowOn.REFER_TO_CORE,
        meeting_id=working,
    )
    hold(partnering, last)
    referred = of_kind(partnering, next_meeting(partnering), ItemKind.CARRIED)
    assert referred.where == "Referred to the Core Group by Performance Working Group, PW/2026/01/D1"
    again = schedule(partnering.register, partnering.performance, datetime(2027, 1, 8, 14), 90)
    agenda.prepare(partnering.register, again)
    assert not [one for one in agenda_rows(partnering.register, again) if one.kind is ItemKind.CARRIED]


def test_a_matter_not_agreed_and_deferred_comes_back(partnering: Five, last: int) -> None:
    decide(partnering, partnering.core, "CG/2026/01/D1", follow_on=FollowOn.DEFER, meeting_id=last)
    hold(partnering, last)
    back = of_kind(partnering, next_meeting(partnering), ItemKind.CARRIED)
    assert back.where == "Not agreed and deferred, CG/2026/01/D1"


def test_what_was_taken_off_stays_off_until_it_is_put_back(partnering: Five, last: int) -> None:
    agenda.add_item(partnering.register, last, ItemDetails("Lease"))
    hold(partnering, last, Lease=ItemState.NOT_REACHED)
    coming = next_meeting(partnering)
    before = titles(partnering, coming)
    lease = of_kind(partnering, coming, ItemKind.CARRIED)
    agenda.remove_item(partnering.register, lease.id, "settled by letter")
    agenda.prepare(partnering.register, coming)
    assert "Lease" not in titles(partnering, coming)
    assert [row.removed_because for row in removed_rows(partnering.register, coming)] == ["settled by letter"]
    agenda.restore_item(partnering.register, lease.id)
    assert titles(partnering, coming) == before


def test_improvements_leave_a_core_group_agenda_only_with_a_reason(partnering: Five, last: int) -> None:
    improvements = item(partnering, last, lambda row: "mprovement" in row.title and bool(row.clause))
    with pytest.raises(Refusal, match="Say why"):
        agenda.remove_item(partnering.register, improvements.id)
    agenda.remove_item(partnering.register, improvements.id, "reported in writing this quarter")
    assert improvements.title not in titles(partnering, last)


def test_items_move_up_and_down_within_what_must_stand_first_and_last(partnering: Five, last: int) -> None:
    standing = [row for row in agenda_rows(partnering.register, last) if row.kind is ItemKind.STANDING]
    first, second = standing[:2]
    agenda.move_item(partnering.register, second.id, -1)
    assert agenda_rows(partnering.register, last)[first.number - 1].id == second.id
    with pytest.raises(Refusal, match="attendance, interests"):
        agenda.move_item(partnering.register, second.id, -1)
    agenda.place_item(partnering.register, second.id, first.number + 3)
    assert agenda_rows(partnering.register, last)[first.number + 2].id == second.id


def test_moving_past_what_was_taken_off_leaves_it_its_place(partnering: Five, last: int) -> None:
    ids = [agenda.add_item(partnering.register, last, ItemDetails(title)) for title in ("One", "Two", "Three")]
    agenda.remove_item(partnering.register, ids[1])
    agenda.move_item(partnering.register, ids[2], -1)
    agenda.restore_item(partnering.register, ids[1])
    assert [one for one in titles(partnering, last) if one in ("One", "Two", "Three")] == ["Three", "Two", "One"]


def test_a_confidential_item_goes_last_before_the_next_meeting_and_stays_there(partnering: Five, last: int) -> None:
    added = agenda.add_item(
        partnering.register, last, ItemDetails("Settlement", confidential_because="commercially sensitive")
    )
    rows = agenda_rows(partnering.register, last)
    assert added in [row.id for row in rows[-2:]]
    with pytest.raises(Refusal, match="confidential items"):
        agenda.move_item(partnering.register, added, -1)


def test_a_new_item_stands_before_other_business(partnering: Five, last: int) -> None:
    agenda.add_item(partnering.register, last, ItemDetails("Lease"))
    order = [row.kind for row in agenda_rows(partnering.register, last)]
    assert order.index(ItemKind.ORDINARY) < order.index(ItemKind.OTHER_BUSINESS)
    assert order.index(ItemKind.ORDINARY) > max(at for at, kind in enumerate(order) if kind is ItemKind.STANDING)


@pytest.mark.parametrize(
    ("details", "said"),
    [
        (ItemDetails("  "), "title"),
        (ItemDetails("Lease", minutes=-1), "between 0 and 600"),
        (ItemDetails("Lease", minutes=601), "between 0 and 600"),
    ],
)
def test_an_item_without_sense_is_refused(partnering: Five, last: int, details: ItemDetails, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        agenda.add_item(partnering.register, last, details)


def test_an_item_is_edited(partnering: Five, last: int) -> None:
    added = agenda.add_item(partnering.register, last, ItemDetails("Lease"))
    agenda.edit_item(partnering.register, added, ItemDetails(" The  lease ", Purpose.NOTE, 0))
    row = item(partnering, last, lambda one: one.id == added)
    assert (row.title, row.purpose, row.minutes) == ("The lease", Purpose.NOTE, 0)


def test_the_agenda_of_a_meeting_that_is_over_or_cancelled_stays(partnering: Five, last: int) -> None:
    coming = next_meeting(partnering)
    cancel(partnering.register, coming, "No business")
    hold(partnering, last)
    for meeting_id, said in ((last, "is over"), (coming, "was cancelled")):
        with pytest.raises(Refusal, match=said):
            agenda.prepare(partnering.register, meeting_id)
        with pytest.raises(Refusal, match=said):
            agenda.add_item(partnering.register, meeting_id, ItemDetails("Late idea"))


def test_an_item_taken_up_cannot_be_taken_off(partnering: Five, last: int) -> None:
    first = agenda_rows(partnering.register, last)[0]
    with partnering.register.write() as session:
        session.get_one(AgendaItem, first.id).notes = "Apologies from P. Nowak."
    with pytest.raises(Refusal, match="taken up"):
        agenda.remove_item(partnering.register, first.id)


def under(five: Five, decision_id: int, item_id: int) -> None:
    """Record that the decision was put under that item, which was then deferred."""
    with five.register.write() as session:
        found = session.get_one(AgendaItem, item_id)
        session.get_one(Decision, decision_id).item_id = found.id
        found.state = ItemState.DEFERRED


def test_a_matter_deferred_twice_comes_back_once(partnering: Five, last: int) -> None:
    decide(partnering, partnering.core, "CG/2026/01/D1", follow_on=FollowOn.DEFER, meeting_id=last)
    hold(partnering, last)
    coming = next_meeting(partnering)
    brought = of_kind(partnering, coming, ItemKind.CARRIED)
    again = decide(partnering, partnering.core, "CG/2026/02/D1", follow_on=FollowOn.DEFER, meeting_id=coming)
    hold(partnering, coming)
    under(partnering, again, brought.id)
    back = of_kind(partnering, next_meeting(partnering, LATER), ItemKind.CARRIED)
    assert back.where == "Not agreed and deferred, CG/2026/02/D1"


def test_a_matter_recommended_twice_comes_back_once(partnering: Five, last: int) -> None:
    recommended = (DecisionKind.RECOMMENDATION, DecisionOutcome.RECOMMENDED)
    decide(partnering, partnering.core, "CG/2026/01/R1", *recommended, meeting_id=last)
    hold(partnering, last)
    coming = next_meeting(partnering)
    brought = of_kind(partnering, coming, ItemKind.RECOMMENDATION)
    again = decide(partnering, partnering.core, "CG/2026/02/R1", *recommended, meeting_id=coming)
    hold(partnering, coming)
    under(partnering, again, brought.id)
    back = of_kind(partnering, next_meeting(partnering, LATER), ItemKind.RECOMMENDATION)
    assert back.where == "Recommendation CG/2026/02/R1, to be decided"


def test_a_matter_deferred_in_writing_comes_to_be_decided(partnering: Five, last: int) -> None:
    hold(partnering, last)
    decide(partnering, partnering.core, "CG/2026/W1", DecisionKind.IN_WRITING, follow_on=FollowOn.DEFER)
    back = of_kind(partnering, next_meeting(partnering), ItemKind.CARRIED)
    assert (back.purpose, back.where) == (Purpose.DECIDE, "Not agreed and deferred, CG/2026/W1")
