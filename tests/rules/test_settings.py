import json

import pytest

from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import ReservedMatter, Settings, settings_from


def test_the_readings_of_the_design_are_the_defaults() -> None:
    assert settings_from({}) == Settings()
    assert Settings().quorum_per_party == 1
    assert Settings().minutes_working_days == 7
    assert Settings().agenda_working_days == 5
    assert Settings().dispute_working_days == 5
    assert not Settings().in_writing_allowed


def test_what_json_kept_is_read_back() -> None:
    chosen = Settings(
        quorum_per_party=2,
        in_writing_allowed=True,
        reserved_matters=(
            ReservedMatter("Rates of pay", "Schedule 9, paragraph 4", PartyRole.COMMISSIONER),
            ReservedMatter("Step-in", "Clause 40"),
        ),
    )
    assert settings_from(json.loads(json.dumps(chosen.to_plain()))) == chosen


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        ({"quorum": 1}, "quorum is no setting of a partnering."),
        ({"quorum": 1, "colour": 2}, "colour and quorum are no settings of a partnering."),
        ({"quorum_per_party": 0}, "The number of people of each party for a quorum must be 1 or more."),
        ({"minutes_working_days": "7"}, "The Working Days for minutes must be a whole number."),
        ({"agenda_working_days": True}, "The Working Days for the agenda must be a whole number."),
        ({"dispute_working_days": -1}, "The Working Days for notice of a dispute must be 1 or more."),
        ({"in_writing_allowed": 1}, "Whether decisions in writing are allowed must be yes or no."),
        ({"reserved_matters": "none"}, "The reserved matters must be a list."),
        (
            {"reserved_matters": ["Step-in"]},
            "Each reserved matter needs a title, its clause and, if one party decides, that party.",
        ),
        (
            {"reserved_matters": [{"title": "Step-in", "clause": "40", "decided_by": "the mayor"}]},
            "Each reserved matter needs a title, its clause and, if one party decides, that party.",
        ),
    ],
)
def test_a_value_that_is_none_is_refused(plain: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        settings_from(plain)
    assert refused.value.sentence == sentence
