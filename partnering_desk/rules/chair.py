"""Who takes the chair (Governance 5.4)."""

from partnering_desk.rules.clause import G5_4, Refusal
from partnering_desk.rules.names import short_name


def check_takes_chair(
    name: str,
    present: bool,
    member: bool,
    vice_chair: bool = False,
    chair: str = "",
    chair_present: bool = False,
    because: str = "",
) -> None:
    """Nothing, when somebody other than the appointed chair may take the chair (Governance 5.4).

    `member` is true for a member or a delegate of one; `chair` is the appointed chair's name, empty when nobody is
    appointed. While the chair is there another takes it only with a reason, such as an interest in the item. Raises
    `Refusal` when the person is not there, or is neither vice-chair nor member, or the reason is missing.
    """
    who = short_name(name)
    if not present:
        raise Refusal(f"{who} is not here. Mark them present first (Governance 5.4).", G5_4)
    if not (vice_chair or member):
        raise Refusal(
            f"{who} is neither vice-chair nor a member of the group, so cannot take the chair (Governance 5.4). "
            "Choose a member who is here.",
            G5_4,
        )
    if chair and chair_present and not because.strip():
        raise Refusal(
            f"{short_name(chair)} is here and chairs the meeting (Governance 5.4). Say why {who} takes the chair.",
            G5_4,
        )


def chair_sentence(taken_by: str, chair: str, because: str = "") -> str:
    """What the minutes say when another took the chair: "A. Brandt took the chair, as J. Amadi was absent …"."""
    if because.strip():
        why = because.strip().rstrip(".")
        return f"{short_name(taken_by)} took the chair: {why} (Governance 5.4)."
    why = f"as {short_name(chair)} was absent" if chair else "as no chair was appointed"
    return f"{short_name(taken_by)} took the chair, {why} (Governance 5.4)."
