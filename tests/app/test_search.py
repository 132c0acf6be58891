"""Search everything."""

from datetime import datetime

import pytest

from partnering_desk.app.search import find
from partnering_desk.records.models import Action, AgendaItem, Meeting
from partnering_desk.rules.agenda import ItemKind, Purpose
from tests.app.five import Five


@pytest.fixture
def searched(partnering: Five) -> Five:
    """One meeting with an item on hostel waits and action A-112."""
    with partnering.register.write() as session:
        meeting = Meeting(
            group_id=partnering.core,
            year=2026,
            number=6,
            ref="CG/2026/06",
            uid="u",
            starts=datetime(2026, 11, 11, 10),
            ends=datetime(2026, 11, 11, 12),
        )
        meeting.items.append(
            AgendaItem(
                position=1,
                kind=ItemKind.ORDINARY,
                title="Performance",
                purpose=Purpose.DISCUSS,
                notes="Longer waits at Arlington Road.",
            )
        )
        session.add(meeting)
        session.add(
            Action(
                partnering_id=partnering.register.partnering_id,
                number=112,
                text="Report move-on by scheme",
                recorded_at=datetime(2026, 11, 11, 11),
                recorded_by="M. Okafor",
            )
        )
    return partnering


@pytest.mark.parametrize("typed", ["CG/2026/06", "cg 2026 06", "core nov", "2026/06"])
def test_a_meeting_is_found_by_its_number_however_typed(searched: Five, typed: str) -> None:
    hits = find(searched.register, typed.replace(" nov", ""))
    assert (hits[0].title, hits[0].place) == ("Core Group, Wed 11 Nov 2026", "meeting")


@pytest.mark.parametrize(
    "typed", ["11 nov", "Nov 11", "11 november 2026", "Wed 11 Nov 2026", "2026-11-11", "11/11/2026"]
)
def test_a_meeting_is_found_by_its_day(searched: Five, typed: str) -> None:
    assert [hit.title for hit in find(searched.register, typed)] == ["Core Group, Wed 11 Nov 2026"]


@pytest.mark.parametrize("typed", ["12 nov", "11 nov 2025", "2025-11-11"])
def test_on_another_day_there_is_no_meeting(searched: Five, typed: str) -> None:
    assert find(searched.register, typed) == ()


@pytest.mark.parametrize("typed", ["A-112", "a112", "112", "move-on scheme"])
def test_an_action_is_found_by_its_number_or_words(searched: Five, typed: str) -> None:
    assert [hit.title for hit in find(searched.register, typed)] == ["Report move-on by scheme"]


@pytest.mark.parametrize("typed", ["osei", "Oṣei", "tunde os"])
def test_a_person_is_found_without_their_accents(searched: Five, typed: str) -> None:
    hits = find(searched.register, typed)
    assert [(hit.title, hit.place) for hit in hits] == [("Tunde Oṣei", "partnering")]


def test_what_was_said_is_found_and_leads_to_its_meeting(searched: Five) -> None:
    (hit,) = find(searched.register, "arlington waits")
    assert (hit.title, hit.detail, hit.place) == ("Performance", "Item of CG/2026/06", "meeting")


def test_every_word_must_fit(searched: Five) -> None:
    assert find(searched.register, "arlington helicopter") == ()


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "'; drop table meeting; --"])
def test_signs_find_nothing_and_break_nothing(searched: Five, typed: str) -> None:
    assert find(searched.register, typed) == ()


def test_no_more_are_given_than_asked_for(searched: Five) -> None:
    assert len(find(searched.register, "a", limit=3)) == 3
