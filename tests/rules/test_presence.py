import pytest

from partnering_desk.rules.clause import P3, Refusal
from partnering_desk.rules.presence import Mode, check_spans, presence_remarks, present_at
from tests.rules.room import COMMISSIONER, CONTRACTOR, at, somebody, span


def test_modes_are_said_in_words() -> None:
    assert [mode.words for mode in Mode] == ["in the room", "online"]


def test_somebody_is_there_from_arriving_until_leaving() -> None:
    amadi = somebody("Joy Amadi", COMMISSIONER, "10:02-11:05", "11:20-")
    there = [
        clock for clock in ("10:01", "10:02", "11:04", "11:05", "11:19", "11:20", "12:00") if amadi.present(at(clock))
    ]
    assert there == ["10:02", "11:04", "11:20", "12:00"]


def test_those_who_leave_with_the_meeting_are_there_when_it_closes() -> None:
    amadi = somebody("Joy Amadi", COMMISSIONER, "10:02-11:48")
    assert not amadi.present(at("11:48"))
    assert amadi.present(at("11:48"), closing=True)
    assert not amadi.present(at("11:49"), closing=True)


def test_somebody_out_for_one_item_is_not_there_for_it() -> None:
    brandt = somebody("Anna Brandt", COMMISSIONER, "10:00-", away="10:30-10:45")
    assert [brandt.present(at(clock)) for clock in ("10:29", "10:30", "10:44", "10:45")] == [True, False, False, True]
    still_out = somebody("Anna Brandt", COMMISSIONER, "10:00-", away="10:30-")
    assert not still_out.present(at("12:00"))


def test_only_members_and_delegates_count() -> None:
    assert somebody("Joy Amadi", COMMISSIONER).counts
    assert somebody("Lena Farah", COMMISSIONER, delegate_for="Pawel Nowak").counts
    assert not somebody("Lena Farah", COMMISSIONER, member=False).counts
    assert not somebody("Yetunde Adeyemi", None).counts


def test_all_who_are_there_are_present_counted_or_not() -> None:
    amadi, adeyemi = somebody("Joy Amadi", COMMISSIONER, "10:00-"), somebody("Yetunde Adeyemi", None, "10:00-")
    gone = somebody("Mary Dunne", CONTRACTOR, "10:00-10:35")
    assert present_at([amadi, adeyemi, gone], at("10:40")) == (amadi, adeyemi)


def test_a_persons_times_are_put_in_order() -> None:
    times = [span("11:20-"), span("10:02-11:05")]
    assert check_spans("Joy Amadi", times) == (span("10:02-11:05"), span("11:20-"))
    assert check_spans("Joy Amadi", [span("10:02-11:05"), span("11:05-", Mode.ONLINE)])[1].mode is Mode.ONLINE
    assert check_spans("Joy Amadi", []) == ()


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (
            ["11:05-10:02"],
            "Joy Amadi cannot leave at 10:02 before arriving at 11:05. Put one of the times right.",
        ),
        (
            ["10:02-11:05", "11:04-"],
            "Joy Amadi is down as there already when arriving at 11:04. Record first when they left.",
        ),
        (
            ["10:02-", "11:04-"],
            "Joy Amadi is down as there already when arriving at 11:04. Record first when they left.",
        ),
    ],
)
def test_times_that_cannot_be_are_refused(times: list[str], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_spans("Joy Amadi", [span(one) for one in times])
    assert refused.value.sentence == sentence
    assert refused.value.clause is P3


@pytest.mark.parametrize(
    ("times", "remarks"),
    [
        (["10:02-"], ()),
        (["09:55-11:48"], ()),
        (["10:02:40-11:48:10"], ()),
        (["10:15-"], ("from 10:15",)),
        (["10:15-11:48"], ("from 10:15",)),
        (["10:02-10:35"], ("to 10:35",)),
        (["10:15-10:35"], ("10:15 to 10:35",)),
        (["10:02-10:35", "11:00-"], ("to 10:35", "from 11:00")),
        (["10:02-10:35", "10:35-"], ()),
        ([], ()),
    ],
)
def test_the_minutes_say_who_came_late_or_left_early(times: list[str], remarks: tuple[str, ...]) -> None:
    assert presence_remarks([span(one) for one in times], at("10:02"), at("11:48")) == remarks


def test_the_minutes_say_who_was_online() -> None:
    online = span("10:02-", Mode.ONLINE)
    assert presence_remarks([online], at("10:02")) == ("online",)
    assert presence_remarks([span("10:02-10:35"), span("10:35-", Mode.ONLINE)], at("10:02")) == ("partly online",)
    assert presence_remarks([span("10:15-10:35", Mode.ONLINE)], at("10:02")) == ("online", "10:15 to 10:35")
