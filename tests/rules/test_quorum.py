from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.clause import P1, Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.presence import Attendee, Away, Mode, Span
from partnering_desk.rules.quorum import (
    Stretch,
    check_finding_stands,
    hangs_on,
    quorum_at,
    quorum_over,
    quorum_sentence,
)
from partnering_desk.rules.settings import Settings
from tests.rules.room import COMMISSIONER, CONTRACTOR, at, somebody

ONE = Settings()
TWO = Settings(quorum_per_party=2)

# --- at one moment -----------------------------------------------------------------------------------------------


def test_one_member_of_each_party_is_a_quorum() -> None:
    room = [somebody("Joy Amadi", COMMISSIONER, "10:00-"), somebody("Ruth Lindqvist", CONTRACTOR, "10:02-")]
    before, after = quorum_at(room, at("10:01"), ONE), quorum_at(room, at("10:02"), ONE)
    assert not before.quorate
    assert before.missing == (CONTRACTOR,)
    assert after.quorate
    assert after.since == at("10:02")


def test_a_delegate_counts_in_the_members_place() -> None:
    room = [
        somebody("Lena Farah", COMMISSIONER, "10:00-", delegate_for="Pawel Nowak"),
        somebody("Ruth Lindqvist", CONTRACTOR, "10:00-"),
    ]
    finding = quorum_at(room, at("10:00"), ONE)
    assert finding.quorate
    assert finding.counted[0].delegate_for == "Pawel Nowak"


def test_those_in_attendance_are_heard_and_never_counted() -> None:
    room = [
        somebody("Joy Amadi", COMMISSIONER, "10:00-"),
        somebody("Mary Dunne", CONTRACTOR, "10:00-", member=False),
        somebody("Yetunde Adeyemi", None, "10:00-"),
    ]
    finding = quorum_at(room, at("10:30"), ONE)
    assert not finding.quorate
    assert (finding.commissioner, finding.contractor) == (1, 0)


def test_online_counts_as_the_room_does() -> None:
    lindqvist = replace(somebody("Ruth Lindqvist", CONTRACTOR), spans=(Span(at("10:00"), None, Mode.ONLINE),))
    assert quorum_at([somebody("Joy Amadi", COMMISSIONER, "10:00-"), lindqvist], at("10:30"), ONE).quorate


def test_somebody_out_for_an_item_does_not_count_for_it() -> None:
    room = [
        somebody("Joy Amadi", COMMISSIONER, "10:00-", away="10:30-10:45"),
        somebody("Ruth Lindqvist", CONTRACTOR, "10:00-"),
    ]
    assert not quorum_at(room, at("10:30"), ONE).quorate
    assert quorum_at(room, at("10:45"), ONE).quorate


def test_somebody_out_for_an_item_taken_up_twice_counts_between() -> None:
    amadi = somebody("Joy Amadi", COMMISSIONER, "10:00-")
    amadi = replace(amadi, away=(Away(at("10:10"), at("10:20")), Away(at("10:40"), None)))
    room = [amadi, somebody("Ruth Lindqvist", CONTRACTOR, "10:00-")]
    assert [one.quorate for one in quorum_over(room, at("10:00"), at("11:00"), ONE)] == [True, False, True, False]
    moments = ("10:09:59", "10:10", "10:19:59", "10:20", "10:39:59", "10:40", "11:00")
    found = [quorum_at(room, at(clock), ONE) for clock in moments]
    assert [one.quorate for one in found] == [True, False, False, True, True, False, False]
    assert found[4].since == at("10:20")


def test_the_partnering_may_need_two_of_each_party() -> None:
    room = [
        somebody("Joy Amadi", COMMISSIONER, "10:00-"),
        somebody("Anna Brandt", COMMISSIONER, "10:00-"),
        somebody("Ruth Lindqvist", CONTRACTOR, "10:00-"),
    ]
    assert quorum_at(room, at("10:00"), ONE).quorate
    assert quorum_at(room, at("10:00"), TWO).missing == (CONTRACTOR,)
    room.append(somebody("Tunde Osei", CONTRACTOR, "10:10-"))
    assert quorum_at(room, at("10:10"), TWO).quorate


def test_since_when_it_has_been_as_found() -> None:
    room = [
        somebody("Joy Amadi", COMMISSIONER, "10:00-"),
        somebody("Ruth Lindqvist", CONTRACTOR, "10:02-11:05", "11:20-11:48"),
        somebody("Mary Dunne", CONTRACTOR, "10:10-10:35"),
    ]
    found = {clock: quorum_at(room, at(clock), ONE) for clock in ("09:00", "10:01", "10:41", "11:10", "11:30")}
    assert [one.since for one in found.values()] == [None, None, at("10:02"), at("11:05"), at("11:20")]
    closing = quorum_at(room, at("11:48"), ONE, closing=True)
    assert closing.quorate
    assert closing.since == at("11:20")


def test_a_meeting_that_starts_and_ends_in_one_moment_has_the_quorum_of_those_who_came() -> None:
    room = [somebody("Joy Amadi", COMMISSIONER, "05:30-05:30"), somebody("Ruth Lindqvist", CONTRACTOR, "05:30-05:30")]
    finding = quorum_at(room, at("05:30"), ONE, closing=True)
    assert finding.quorate
    assert finding.since == at("05:30")
    stretches = quorum_over(room, at("05:30"), at("05:30"), ONE)
    assert stretches == (Stretch(at("05:30"), at("05:30"), True),)
    assert quorum_sentence(stretches) == "Both parties were represented (Governance 5.5)."


# --- on whom it hangs --------------------------------------------------------------------------------------------


def commissioners(number: int) -> list[Attendee]:
    names = ["Joy Amadi", "Anna Brandt", "Sue Whitcombe", "Pawel Nowak"]
    return [somebody(name, COMMISSIONER, "10:00-") for name in names[:number]]


def contractors(number: int) -> list[Attendee]:
    names = ["Ruth Lindqvist", "Tunde Osei", "Mary Dunne", "Lena Farah"]
    return [somebody(name, CONTRACTOR, "10:00-") for name in names[:number]]


@pytest.mark.parametrize(
    ("ours", "theirs", "settings", "sentence"),
    [
        (4, 2, ONE, "If R. Lindqvist and T. Osei leave, the group cannot decide (Governance 5.5)"),
        (4, 1, ONE, "If R. Lindqvist leaves, the group cannot decide (Governance 5.5)"),
        (1, 1, ONE, "If J. Amadi or R. Lindqvist leaves, the group cannot decide (Governance 5.5)"),
        (
            2,
            2,
            ONE,
            "If J. Amadi and A. Brandt, or R. Lindqvist and T. Osei leave, the group cannot decide (Governance 5.5)",
        ),
        (4, 4, ONE, None),
        (4, 0, ONE, None),
        (4, 2, TWO, "If R. Lindqvist or T. Osei leaves, the group cannot decide (Governance 5.5)"),
        (
            4,
            3,
            TWO,
            "If two of R. Lindqvist, T. Osei and M. Dunne leave, the group cannot decide (Governance 5.5)",
        ),
    ],
)
def test_on_whom_the_quorum_hangs(ours: int, theirs: int, settings: Settings, sentence: str | None) -> None:
    room = [*commissioners(ours), *contractors(theirs)]
    assert hangs_on(room, at("10:41"), settings) == sentence


# --- over a meeting ----------------------------------------------------------------------------------------------


def test_a_quorum_is_lost_at_11_05_and_regained_at_11_20() -> None:
    room = [
        somebody("Joy Amadi", COMMISSIONER, "10:00-"),
        somebody("Ruth Lindqvist", CONTRACTOR, "10:02-11:05", "11:20-"),
    ]
    assert quorum_over(room, at("10:00"), at("11:48"), ONE) == (
        Stretch(at("10:00"), at("10:02"), False, (CONTRACTOR,)),
        Stretch(at("10:02"), at("11:05"), True),
        Stretch(at("11:05"), at("11:20"), False, (CONTRACTOR,)),
        Stretch(at("11:20"), at("11:48"), True),
    )


def test_comings_and_goings_that_change_nothing_make_no_stretch() -> None:
    room = [
        somebody("Joy Amadi", COMMISSIONER, "10:00-"),
        somebody("Anna Brandt", COMMISSIONER, "10:10-10:50"),
        somebody("Ruth Lindqvist", CONTRACTOR, "10:00-"),
    ]
    assert quorum_over(room, at("10:00"), at("11:48"), ONE) == (Stretch(at("10:00"), at("11:48"), True),)


def test_an_adjournment_belongs_to_no_stretch() -> None:
    room = [
        somebody("Joy Amadi", COMMISSIONER, "10:00-"),
        somebody("Ruth Lindqvist", CONTRACTOR, "10:00-10:30", "10:45-"),
    ]
    breaks = [(at("10:30"), at("10:45"))]
    assert quorum_over(room, at("10:00"), at("11:00"), ONE, breaks) == (
        Stretch(at("10:00"), at("10:30"), True),
        Stretch(at("10:45"), at("11:00"), True),
    )


def test_a_meeting_broken_off_as_it_opens_has_the_quorum_of_those_who_came() -> None:
    room = [somebody("Joy Amadi", COMMISSIONER, "10:00-"), somebody("Ruth Lindqvist", CONTRACTOR, "10:00-")]
    stretches = quorum_over(room, at("10:00"), at("10:30"), ONE, [(at("10:00"), at("10:30"))])
    assert stretches == (Stretch(at("10:00"), at("10:00"), True),)


# --- what always holds -------------------------------------------------------------------------------------------

START = at("10:00")
END = at("11:00")


def moment(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    minutes = sorted(draw(st.lists(st.integers(-5, 65), max_size=4)))
    pairs = [(minutes[at], minutes[at + 1]) for at in range(0, len(minutes) - 1, 2)]
    found = [Span(moment(first), moment(last)) for first, last in pairs]
    if len(minutes) % 2:
        found.append(Span(moment(minutes[-1]), None))
    return tuple(found)


@st.composite
def people(draw: st.DrawFn) -> Attendee:
    party = draw(st.sampled_from([COMMISSIONER, CONTRACTOR, None]))
    away = tuple(Away(one.arrived, one.left) for one in draw(spans()))
    return Attendee(
        person_id=draw(st.integers(1, 99)),
        name="Somebody",
        party=party,
        member=draw(st.booleans()) and party is not None,
        delegate_for=draw(st.sampled_from([None, "Joy Amadi"])),
        spans=draw(spans()),
        away=away,
    )


rooms = st.lists(people(), max_size=6)
minutes_of_it = st.integers(0, 59)
needs = st.sampled_from([ONE, TWO])


@given(rooms, people(), minutes_of_it, needs)
def test_one_more_who_counts_never_loses_the_quorum(
    room: list[Attendee], newcomer: Attendee, minute: int, settings: Settings
) -> None:
    if quorum_at(room, moment(minute), settings).quorate:
        assert quorum_at([*room, newcomer], moment(minute), settings).quorate


@given(rooms, people(), minutes_of_it, needs)
def test_those_in_attendance_never_change_it(
    room: list[Attendee], visitor: Attendee, minute: int, settings: Settings
) -> None:
    in_attendance = replace(visitor, party=None, member=False, delegate_for=None)
    counted = quorum_at(room, moment(minute), settings)
    assert quorum_at([*room, in_attendance], moment(minute), settings).counted == counted.counted
    assert quorum_over([*room, in_attendance], START, END, settings) == quorum_over(room, START, END, settings)


@given(rooms, needs)
def test_the_stretches_follow_each_other_and_leave_nothing_out(room: list[Attendee], settings: Settings) -> None:
    stretches = quorum_over(room, START, END, settings)
    assert stretches[0].start == START
    assert stretches[-1].end == END
    for earlier, later in pairwise(stretches):
        assert earlier.end == later.start
        assert earlier.missing != later.missing
    assert all(one.start < one.end and one.quorate is not bool(one.missing) for one in stretches)


@given(rooms, minutes_of_it, needs)
def test_the_finding_of_a_moment_agrees_with_the_stretch_it_lies_in(
    room: list[Attendee], minute: int, settings: Settings
) -> None:
    finding = quorum_at(room, moment(minute), settings)
    (stretch,) = [one for one in quorum_over(room, START, END, settings) if one.start <= moment(minute) < one.end]
    assert (finding.quorate, finding.missing) == (stretch.quorate, stretch.missing)
    if finding.quorate:
        assert finding.since is not None
        assert max(finding.since, START) == stretch.start


@given(rooms, needs)
def test_over_the_stretches_the_quorum_is_that_of_each_moment(room: list[Attendee], settings: Settings) -> None:
    """At every minute, however often somebody is out for an item that is taken up again."""
    stretches = quorum_over(room, START, END, settings)
    for minute in range(60):
        (stretch,) = [one for one in stretches if one.start <= moment(minute) < one.end]
        assert quorum_at(room, moment(minute), settings).missing == stretch.missing


@given(rooms, needs)
def test_both_parties_are_represented_exactly_when_the_sentence_says_so(
    room: list[Attendee], settings: Settings
) -> None:
    stretches = quorum_over(room, START, END, settings)
    sentence = quorum_sentence(stretches, settings)
    quorate = [one.quorate for one in stretches]
    assert (" throughout (" in sentence) is all(quorate)
    assert ("could not decide" in sentence) is not any(quorate)
    assert ("could not then decide" in sentence) is (any(quorate) and not all(quorate))
    assert sentence.endswith(("(Governance 5.5).", "10:00."))


def test_party_roles_are_judged_in_one_order() -> None:
    assert quorum_at([], START, ONE).missing == tuple(PartyRole)


def _in_the_room(*contractor: str) -> list[Attendee]:
    return [somebody("Joy Amadi", COMMISSIONER, "10:00-"), somebody("Ruth Lindqvist", CONTRACTOR, *contractor)]


def test_what_was_found_of_the_quorum_stands_against_times_put_right_later() -> None:
    kept = quorum_at(_in_the_room("10:00-"), at("11:10"), Settings())
    check_finding_stands("CG/2026/06/D2", kept, _in_the_room("10:30-11:10"))
    check_finding_stands("CG/2026/06/D2", kept, _in_the_room("11:10-11:20"))
    with pytest.raises(Refusal) as caught:
        check_finding_stands("CG/2026/06/D2", kept, _in_the_room("10:00-11:05", "11:20-"))
    assert caught.value.clause is P1
    assert caught.value.sentence == (
        "By these times the Contractor has nobody in the room at 11:10, when CG/2026/06/D2 was recorded with a quorum, "
        "and what was found then is kept (Practice: snapshot). While the meeting goes on, take CG/2026/06/D2 back "
        "first; afterwards, put what was wrong in a note after the meeting."
    )


def test_what_was_recommended_without_quorum_stands_so_too() -> None:
    kept = quorum_at(_in_the_room("11:20-"), at("11:10"), Settings())
    check_finding_stands("CG/2026/06/R1", kept, _in_the_room("11:10-"))
    with pytest.raises(Refusal, match="both parties are represented at 11:10, when CG/2026/06/R1 was recorded without"):
        check_finding_stands("CG/2026/06/R1", kept, _in_the_room("11:00-"))


def test_a_finding_stands_by_the_number_that_was_required_then() -> None:
    kept = quorum_at(_in_the_room("10:00-"), at("11:10"), Settings(quorum_per_party=2))
    check_finding_stands("CG/2026/06/R1", kept, _in_the_room("10:00-"))
