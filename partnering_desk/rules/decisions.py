"""What surrounds a decision: authority, effect, overruling, reasons, and what may still be changed."""

from collections.abc import Iterable
from datetime import date

from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G5_4_6, G5_6, G7_2, P7, P8, Refusal
from partnering_desk.rules.names import folded, parts_of, short_name
from partnering_desk.rules.votes import Effect, Outcome
from partnering_desk.rules.wording import join_words, show_date


def check_deferral(to_person: str, by_date: date | None, today: date) -> None:
    """Nothing, when a matter is deferred for authority to a named person by a date (Governance 5.6).

    Raises `Refusal` when the person or the date is missing, or the date has passed.
    """
    if not to_person.strip():
        raise Refusal("Name the person who has the authority to decide (Governance 5.6).", G5_6)
    if by_date is None:
        raise Refusal(f"Say by when {short_name(to_person)} is to answer (Governance 5.6).", G5_6)
    if by_date < today:
        raise Refusal(
            f"{show_date(by_date)} has passed. Give a day from today on by which {short_name(to_person)} is to "
            "answer (Governance 5.6).",
            G5_6,
        )


def deferral_sentence(declared_by: str, to_person: str, by_date: date) -> str:
    """What the minutes say of a matter deferred for authority (Governance 5.6)."""
    return (
        f"{short_name(declared_by)} has to refer the matter back. Deferred for the authority of "
        f"{short_name(to_person)}, by {show_date(by_date)} (Governance 5.6)."
    )


def check_effect(effect: Effect | None, seen_to_by: str) -> None:
    """Nothing, when it is said how a decision takes effect and who sees to it (Governance 5.4.6).

    Raises `Refusal` when either is missing; where none is needed nobody need see to it.
    """
    if effect is None:
        ways = join_words((one.words.lower() for one in Effect), "or")
        raise Refusal(f"Say how the decision takes effect (Governance 5.4.6): {ways}.", G5_4_6)
    if effect is not Effect.NONE_NEEDED and not seen_to_by.strip():
        raise Refusal(f"Say who sees to the {effect.words.lower()} (Governance 5.4.6).", G5_4_6)


def check_given_effect(effect: Effect | None, taken_on: date, given_on: date, today: date) -> None:
    """Nothing, when a decision can have been given effect on that day (Governance 5.4.6).

    Raises `Refusal` when it needs none, when it was not yet taken, or when the day is still to come.
    """
    if effect is Effect.NONE_NEEDED:
        raise Refusal("This decision needs nothing to take effect (Governance 5.4.6).", G5_4_6)
    if given_on < taken_on:
        raise Refusal(
            f"The decision was taken on {show_date(taken_on)}, so it cannot have taken effect on "
            f"{show_date(given_on)} (Governance 5.4.6). Give a later day.",
            G5_4_6,
        )
    if given_on > today:
        raise Refusal(
            f"{show_date(given_on)} is still to come. Record the effect when it is given (Governance 5.4.6).", G5_4_6
        )


def check_overrule(
    by_kind: GroupKind, by_outcome: Outcome | None, of_ref: str, replaced_by_ref: str | None = None
) -> None:
    """Nothing, when a decision may be marked as overruled or changed by another one (Governance 7.2).

    `by_kind` is the group that overrules and `by_outcome` what became of its decision; `replaced_by_ref` is what
    replaced the old decision before. The old one stays as it is, marked with what replaced it. Raises `Refusal`
    when the group is not the Core Group, its decision was not carried, or the old one is replaced already.
    """
    if by_kind is not GroupKind.CORE:
        raise Refusal(
            f"Only the Core Group may overrule or change {of_ref} (Governance 7.2). Refer the matter to it.", G7_2
        )
    if by_outcome is not Outcome.CARRIED:
        raise Refusal(f"{of_ref} stands until the Core Group carries a decision in its place (Governance 7.2).", G7_2)
    if replaced_by_ref is not None:
        raise Refusal(
            f"{of_ref} was replaced by {replaced_by_ref} already (Governance 7.2). Overrule that one instead.", G7_2
        )


def overruled_sentence(replaced_by_ref: str, on: date) -> str:
    """What stands beside a decision that was overruled: "Replaced by CG/2026/07/D1 on …"."""
    return f"Replaced by {replaced_by_ref} on {show_date(on)} (Governance 7.2)."


def check_minutes_may_change(ref: str, confirmed_at: str | None) -> None:
    """Nothing, while minutes may be edited: until a meeting has confirmed them (practice P7).

    `confirmed_at` is the number of the meeting that confirmed them. Raises `Refusal` once they are.
    """
    if confirmed_at is not None:
        raise Refusal(
            f"The minutes of {ref} were confirmed at {confirmed_at} and are never edited (Practice: draft until "
            "confirmed). Record a correction at a later meeting; both versions stay.",
            P7,
        )


def check_after_note(ref: str, closed: bool) -> None:
    """Nothing, when a note may be added after the meeting (practice P8): once it is closed, marked as one."""
    if not closed:
        raise Refusal(f"{ref} is not closed yet, so a note belongs under its item (Practice: after the meeting).", P8)


def speakers_named(text: str, people: Iterable[str]) -> tuple[str, ...]:
    """Those of the people whose full or last names stand in a decision's reasons or options (practice P11)."""
    words = f" {folded(text)} "
    return tuple(name for name in people if (own := parts_of(name)) and f" {folded(own[-1])} " in words)


def reasons_remark(text: str, people: Iterable[str], asked: Iterable[str] = ()) -> str:
    """What to look at in the reasons of a decision: speakers named who did not ask for it (practice P11).

    Empty when there is nothing. A remark and no refusal: a name may stand there for another cause.
    """
    asking = set(asked)
    named = [short_name(name) for name in speakers_named(text, people) if name not in asking]
    if not named:
        return ""
    return f"The reasons name {join_words(named)}. Speakers' names are left out unless they ask (Practice: reasons)."
