from datetime import date

import pytest

from partnering_desk.rules import decisions
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G5_4_6, G5_6, G7_2, P7, P8, Refusal
from partnering_desk.rules.votes import Effect, Outcome

TODAY = date(2026, 11, 11)


# --- deferred for authority (Governance 5.6) ---------------------------------------------------------------------


def test_a_matter_is_deferred_to_a_named_person_by_a_date() -> None:
    decisions.check_deferral("Sadia Rahman", TODAY, TODAY)
    assert decisions.deferral_sentence("Anna Brandt", "Sadia Rahman", date(2026, 11, 20)) == (
        "A. Brandt has to refer the matter back. Deferred for the authority of S. Rahman, by Fri 20 Nov 2026 "
        "(Governance 5.6)."
    )


@pytest.mark.parametrize(
    ("person", "by", "words"),
    [
        (" ", TODAY, "Name the person who has the authority to decide"),
        ("Sadia Rahman", None, "Say by when S. Rahman is to answer"),
        ("Sadia Rahman", date(2026, 11, 10), "Tue 10 Nov 2026 has passed"),
    ],
)
def test_a_deferral_without_person_or_day_is_refused(person: str, by: date | None, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        decisions.check_deferral(person, by, TODAY)
    assert refused.value.clause is G5_6


# --- taking effect (Governance 5.4.6) ----------------------------------------------------------------------------


def test_a_decision_says_how_it_takes_effect_and_who_sees_to_it() -> None:
    decisions.check_effect(Effect.INSTRUCTION, "Anna Brandt")
    decisions.check_effect(Effect.NONE_NEEDED, "")
    with pytest.raises(Refusal) as refused:
        decisions.check_effect(None, "Anna Brandt")
    assert refused.value.sentence == (
        "Say how the decision takes effect (Governance 5.4.6): instruction, change control, contract variation, letter "
        "or none needed."
    )
    with pytest.raises(Refusal, match=r"Say who sees to the change control \(Governance 5.4.6\)"):
        decisions.check_effect(Effect.CHANGE_CONTROL, " ")


def test_a_decision_is_given_effect_from_the_day_it_was_taken_to_today() -> None:
    taken = date(2026, 11, 4)
    decisions.check_given_effect(Effect.LETTER, taken, taken, TODAY)
    decisions.check_given_effect(None, taken, TODAY, TODAY)
    for effect, day, words in (
        (Effect.NONE_NEEDED, TODAY, "needs nothing to take effect"),
        (Effect.LETTER, date(2026, 11, 3), "cannot have taken effect on Tue 3 Nov 2026"),
        (Effect.LETTER, date(2026, 11, 12), "Thu 12 Nov 2026 is still to come"),
    ):
        with pytest.raises(Refusal, match=words) as refused:
            decisions.check_given_effect(effect, taken, day, TODAY)
        assert refused.value.clause is G5_4_6


# --- overruling (Governance 7.2) ---------------------------------------------------------------------------------


def test_the_core_group_may_overrule_a_working_group() -> None:
    decisions.check_overrule(GroupKind.CORE, Outcome.CARRIED, "HSWG/2026/03/D1")
    assert decisions.overruled_sentence("CG/2026/07/D1", TODAY) == (
        "Replaced by CG/2026/07/D1 on Wed 11 Nov 2026 (Governance 7.2)."
    )


@pytest.mark.parametrize(
    ("kind", "outcome", "replaced_by", "words"),
    [
        (GroupKind.WORKING, Outcome.CARRIED, None, "Only the Core Group may overrule or change CG/2026/06/D2"),
        (GroupKind.PRE_COMMENCEMENT, Outcome.CARRIED, None, "Only the Core Group"),
        (GroupKind.CORE, Outcome.NOT_AGREED, None, "CG/2026/06/D2 stands until the Core Group carries"),
        (GroupKind.CORE, None, None, "CG/2026/06/D2 stands until the Core Group carries"),
        (GroupKind.CORE, Outcome.CARRIED, "CG/2026/07/D1", "was replaced by CG/2026/07/D1 already"),
    ],
)
def test_nothing_else_overrules(kind: GroupKind, outcome: Outcome | None, replaced_by: str | None, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        decisions.check_overrule(kind, outcome, "CG/2026/06/D2", replaced_by)
    assert refused.value.clause is G7_2


# --- minutes and reasons -----------------------------------------------------------------------------------------


def test_confirmed_minutes_are_never_edited() -> None:
    decisions.check_minutes_may_change("CG/2026/06", None)
    with pytest.raises(Refusal, match="were confirmed at CG/2026/07 and are never edited") as refused:
        decisions.check_minutes_may_change("CG/2026/06", "CG/2026/07")
    assert refused.value.clause is P7


def test_a_note_after_the_meeting_comes_after_it() -> None:
    decisions.check_after_note("CG/2026/06", closed=True)
    with pytest.raises(Refusal, match="is not closed yet") as refused:
        decisions.check_after_note("CG/2026/06", closed=False)
    assert refused.value.clause is P8


def test_speakers_named_in_the_reasons_are_pointed_out_unless_they_asked() -> None:
    people = ["Ruth Lindqvist", "Tunde Oṣei", "Grace Obi", ""]
    text = "Lindqvist feared delay; Osei's team is short. The obiter was left aside."
    assert decisions.speakers_named(text, people) == ("Ruth Lindqvist",)
    assert decisions.reasons_remark(text, people) == (
        "The reasons name R. Lindqvist. Speakers' names are left out unless they ask (Practice: reasons)."
    )
    assert decisions.reasons_remark(text, people, asked=["Ruth Lindqvist"]) == ""
