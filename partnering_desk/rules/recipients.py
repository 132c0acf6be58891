"""Whom agendas and minutes must reach, and whom a person may leave out of them, with a reason."""

from partnering_desk.rules.clause import G5_4_2, G5_4_5, Clause, Refusal


def must_have_agenda(member: bool) -> Clause | None:
    """The clause by which an agenda must reach somebody: a Group Member, or who stands in for one (Governance 5.4.2).

    None for those who only attend, and for the circulation list.
    """
    return G5_4_2 if member else None


def must_have_minutes(took_part: bool, member: bool) -> Clause | None:
    """The clause by which minutes must reach somebody: every participant, and every Group Member (Governance 5.4.5).

    None for others whom the group has found appropriate: its circulation list, and officers who were not there.
    """
    return G5_4_5 if took_part or member else None


def check_left_out(name: str, must: Clause | None, reason: str) -> None:
    """Nothing, when somebody may be left out: nothing requires that they are sent it, and the reason is given.

    Raises `Refusal` when not.
    """
    if must is not None:
        raise Refusal(f"{name} must be sent it ({must}), so cannot be left out. Choose how it goes.", must)
    if not reason.strip():
        raise Refusal(f"Say why {name} is left out; the reason is kept with what went out.")
