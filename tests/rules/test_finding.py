import json

import pytest

from partnering_desk.rules.clause import G5_5, Refusal
from partnering_desk.rules.finding import Counted, Finding, require_quorum, shortfall
from tests.rules.room import COMMISSIONER, CONTRACTOR, at

AMADI = Counted(1, "Joy Amadi", COMMISSIONER)
FARAH = Counted(5, "Lena Farah", COMMISSIONER, "Pawel Nowak")
LINDQVIST = Counted(6, "Ruth Lindqvist", CONTRACTOR)
QUORATE = Finding.of((AMADI, FARAH, LINDQVIST), at("10:41"), 1, at("10:02"))


def test_a_finding_says_how_many_of_each_party_counted() -> None:
    assert QUORATE.quorate
    assert (QUORATE.commissioner, QUORATE.contractor) == (2, 1)
    assert QUORATE.number(COMMISSIONER) == 2
    assert QUORATE.missing == ()
    assert shortfall(Finding.of((AMADI,), at("10:41"), 1)) == "The Contractor has nobody in the room"


def test_a_finding_is_kept_with_the_decision_and_read_back_as_it_stood() -> None:
    kept = json.loads(json.dumps(QUORATE.to_plain()))
    assert Finding.from_plain(kept) == QUORATE
    alone = Finding.of((), at("10:41"), 1)
    assert Finding.from_plain(json.loads(json.dumps(alone.to_plain()))) == alone


@pytest.mark.parametrize(
    "change",
    [
        {"at": None},
        {"at": "yesterday"},
        {"since": 10},
        {"required": "1"},
        {"counted": None},
        {"counted": ["Joy Amadi"]},
        {"counted": [{"person_id": "1", "name": "Joy Amadi", "party": "commissioner"}]},
        {"counted": [{"person_id": 1, "name": None, "party": "commissioner"}]},
        {"counted": [{"person_id": 1, "name": "Joy Amadi", "party": "council"}]},
        {"counted": [{"name": "Joy Amadi"}]},
    ],
)
def test_what_is_no_finding_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="it is no finding"):
        Finding.from_plain({**QUORATE.to_plain(), **change})


def test_a_finding_cannot_claim_a_quorum_that_its_people_do_not_make() -> None:
    with pytest.raises(Refusal, match="contradicts the people who were counted"):
        Finding.from_plain({**QUORATE.to_plain(), "counted": []})
    with pytest.raises(Refusal, match="contradicts"):
        Finding.from_plain({**QUORATE.to_plain(), "required": 2})


def test_a_quorate_meeting_may_decide() -> None:
    require_quorum(QUORATE)


@pytest.mark.parametrize(
    ("counted", "required", "sentence"),
    [
        ((AMADI,), 1, "The Contractor has nobody in the room, so the group cannot decide (Governance 5.5)."),
        ((LINDQVIST,), 1, "The Commissioner has nobody in the room, so the group cannot decide (Governance 5.5)."),
        ((), 1, "Neither party has anybody in the room, so the group cannot decide (Governance 5.5)."),
        (
            (AMADI, FARAH, LINDQVIST),
            2,
            "The Contractor has only one person in the room of the two needed, so the group cannot decide "
            "(Governance 5.5).",
        ),
        (
            (AMADI,),
            2,
            "The Commissioner has only one person in the room of the two needed and the Contractor has nobody in the "
            "room, so the group cannot decide (Governance 5.5).",
        ),
    ],
)
def test_without_quorum_a_decision_is_refused_with_what_can_be_done(
    counted: tuple[Counted, ...], required: int, sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        require_quorum(Finding.of(counted, at("10:41"), required))
    remedy = " You can note it as a recommendation for the next meeting."
    assert refused.value.sentence == sentence + remedy
    assert refused.value.clause is G5_5
