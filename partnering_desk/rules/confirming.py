"""Minutes confirmed by a later meeting, as they stand or with corrections (practice P7)."""

from collections.abc import Iterable

from partnering_desk.rules.clause import G5_4_5, G5_5, P7, Refusal
from partnering_desk.rules.finding import Finding, shortfall
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import join_words


def check_approver(name: str, entitled: Iterable[str]) -> None:
    """Nothing, when the person may approve minutes for circulation: who has, or had, the chair (Governance 5.4.5).

    `entitled` are the names of the chair, the vice-chairs and whoever chaired. Raises `Refusal` for anybody else.
    """
    names = list(dict.fromkeys(entitled))
    if name in names:
        return
    who = f"Choose {join_words(map(short_name, names), 'or')}" if names else "Appoint a chair in Groups and people"
    raise Refusal(
        f"{short_name(name)} is not the chair of this group, so cannot approve its minutes (Governance 5.4.5). {who}.",
        G5_4_5,
    )


def check_can_circulate(ref: str, closed: bool, approved: bool, changed_since_approval: bool) -> None:
    """Nothing, when minutes may go out: the meeting is over, and the chair has approved what they say (G5.4.5).

    Raises `Refusal` when not; an approval falls when what the minutes say changes after it.
    """
    if not closed:
        raise Refusal(f"{ref} is not closed yet. Close the meeting, then circulate its minutes.", G5_4_5)
    if changed_since_approval:
        raise Refusal(
            f"The minutes of {ref} were changed after the chair approved them, so the approval has fallen. "
            "Ask the chair to approve them as they are now (Governance 5.4.5).",
            G5_4_5,
        )
    if not approved:
        raise Refusal(f"The chair has not approved the minutes of {ref} yet (Governance 5.4.5).", G5_4_5)


def check_confirmation(ref: str, circulated: bool, confirmed_at: str | None, at_ref: str, finding: Finding) -> None:
    """Nothing, when the meeting `at_ref` may confirm the minutes of `ref` (practice P7).

    They are confirmed once, as they were circulated, and by a meeting that has a quorum at that item
    (Governance 5.5). Raises `Refusal` when not.
    """
    if confirmed_at is not None:
        raise Refusal(
            f"The minutes of {ref} were confirmed at {confirmed_at} already (Practice: draft until confirmed). "
            "Record a correction if something in them is wrong; both versions stay.",
            P7,
        )
    if not circulated:
        raise Refusal(
            f"The minutes of {ref} have not been circulated, so nobody can confirm them yet "
            "(Practice: draft until confirmed). Circulate them first.",
            P7,
        )
    if not finding.quorate:
        raise Refusal(
            f"{shortfall(finding)}, so {at_ref} cannot confirm minutes (Governance 5.5). "
            "They come to the next meeting by themselves.",
            G5_5,
        )


def check_correction(text: str, was: str, notes: str) -> None:
    """Nothing, when a correction of circulated minutes says what it changes (practice P7).

    `was` are the words that it replaces, which must stand in the item's `notes` as they were circulated; empty when
    it only adds. Raises `Refusal` when it says nothing, changes nothing, or replaces what does not stand there.
    """
    if not text.strip():
        raise Refusal("Say what the minutes should say instead (Practice: draft until confirmed).", P7)
    if was and was not in notes:
        raise Refusal("Those words do not stand in the minutes that were circulated. Choose the paragraph again.", P7)
    if was.strip() == text.strip():
        raise Refusal("The correction changes nothing. Change the words, or leave it.", P7)
