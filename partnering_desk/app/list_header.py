"""What stands at the head of a list that is put before a meeting: whose it is, as at when or over which period."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import partnering, row
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import Header, Tone
from partnering_desk.records.models import Group
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_day, show_long

ALL_GROUPS = "All groups"


def list_header(
    session: Session, register: Register, group_id: int | None, last: date, first: date | None = None
) -> Header:
    """The head of a list of one group, or of all, as at `last` or over the days from `first` to it.

    Raises `Refusal` when the period ends before it begins, or the register has no such group.
    """
    if first is not None and last < first:
        raise Refusal(f"{show_day(last)} is before {show_day(first)}. Type a period that ends after it begins.")
    return Header(
        partnering=partnering(session, register).name,
        group=row(session, Group, group_id).name if group_id is not None else ALL_GROUPS,
        reference=f"{show_day(first)} to {show_day(last)}" if first is not None else f"As at {show_day(last)}",
        when="",
        status=f"As recorded on {show_long(register.today())}",
        tone=Tone.QUIET,
        author=register.who,
        made=register.now(),
    )
