from datetime import datetime

import pytest

from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.quorum import Stretch, quorum_sentence
from partnering_desk.rules.settings import Settings
from tests.rules.room import COMMISSIONER, CONTRACTOR, at


def stretch(times: str, *missing: PartyRole) -> Stretch:
    start, end = times.split("-")
    return Stretch(at(start), at(end), not missing, missing)


@pytest.mark.parametrize(
    ("stretches", "sentence"),
    [
        ([], "The meeting was not opened, so nothing was decided (Governance 5.5)."),
        ([stretch("10:02-11:48")], "Both parties were represented throughout (Governance 5.5)."),
        ([stretch("05:30-05:30")], "Both parties were represented (Governance 5.5)."),
        (
            [stretch("05:30-05:30", CONTRACTOR)],
            "The Contractor was not represented, so the meeting could not decide (Governance 5.5).",
        ),
        (
            [stretch("10:02-11:48", COMMISSIONER)],
            "The Commissioner was not represented, so the meeting could not decide (Governance 5.5).",
        ),
        (
            [stretch("10:02-11:48", COMMISSIONER, CONTRACTOR)],
            "Neither party was represented, so the meeting could not decide (Governance 5.5).",
        ),
        (
            [stretch("10:02-10:30", COMMISSIONER), stretch("10:30-11:48", CONTRACTOR)],
            "The parties were never represented at the same time, so the meeting could not decide: the Commissioner "
            "was not represented from 10:02 to 10:30 and the Contractor was not represented from 10:30 "
            "(Governance 5.5).",
        ),
        (
            [stretch("10:02-11:05"), stretch("11:05-11:20", CONTRACTOR), stretch("11:20-11:48")],
            "Both parties were represented from 10:02 to 11:05 and from 11:20; the Contractor was not represented from "
            "11:05 to 11:20, and the meeting could not then decide (Governance 5.5).",
        ),
        (
            [
                stretch("10:00-10:02", COMMISSIONER, CONTRACTOR),
                stretch("10:02-11:05"),
                stretch("11:05-11:48", CONTRACTOR),
            ],
            "Both parties were represented from 10:02 to 11:05; neither party was represented from 10:00 to 10:02 and "
            "the Contractor was not represented from 11:05, and the meeting could not then decide (Governance 5.5).",
        ),
        (
            [stretch("10:02:05-10:02:40", CONTRACTOR), stretch("10:02:40-11:48:10")],
            "Both parties were represented throughout (Governance 5.5).",
        ),
        (
            [stretch("10:02:05-10:02:40", CONTRACTOR), stretch("10:02:40-10:02:50")],
            "Both parties were represented throughout (Governance 5.5).",
        ),
        (
            [stretch("10:00-10:30"), stretch("10:45-11:48")],
            "Both parties were represented throughout (Governance 5.5).",
        ),
    ],
)
def test_the_minutes_say_of_the_quorum(stretches: list[Stretch], sentence: str) -> None:
    assert quorum_sentence(stretches) == sentence


def test_where_two_of_each_party_are_needed_the_sentence_says_so() -> None:
    two = Settings(quorum_per_party=2)
    assert quorum_sentence([stretch("10:02-11:48")], two) == (
        "Both parties were represented by at least two people throughout (Governance 5.5)."
    )
    assert quorum_sentence([stretch("10:02-11:48", CONTRACTOR)], two) == (
        "The Contractor was not represented by at least two people, so the meeting could not decide (Governance 5.5)."
    )


def test_a_meeting_over_two_days_says_on_which_day() -> None:
    second_day = Stretch(datetime(2026, 11, 12, 9), datetime(2026, 11, 12, 12), False, (CONTRACTOR,))
    assert quorum_sentence([stretch("10:00-12:00"), second_day]) == (
        "Both parties were represented from Wed 11 Nov 10:00 to Wed 11 Nov 12:00; the Contractor was not represented "
        "from Thu 12 Nov 09:00, and the meeting could not then decide (Governance 5.5)."
    )
