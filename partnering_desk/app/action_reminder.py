"""A reminder of actions, in words to paste into a message: under each owner what is to be done and by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from partnering_desk.app.action_rows import ActionRow

NOBODY = "No owner named"


def reminder(rows: Iterable[ActionRow]) -> str:
    """The open ones of `rows` under each of their owners, the earliest due first; "" when none is open."""
    by_owner: defaultdict[str, list[ActionRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.due is None, one.due or one.recorded_at.date(), one.number)):
        if row.open:
            for owner in row.owners or (NOBODY,):
                by_owner[owner].append(row)
    owners = sorted(by_owner, key=lambda one: (one == NOBODY, one.casefold()))
    return "\n\n".join("\n".join([owner, *map(_line, by_owner[owner])]) for owner in owners)


def _line(row: ActionRow) -> str:
    due = f", due {row.due_shown}" if row.due_shown else ""
    late = f" ({row.late})" if row.late else ""
    given = f", from {row.meeting_ref}" if row.meeting_ref else ""
    return f"– {row.ref}: {' '.join(row.text.split())}{due}{late}{given}"
