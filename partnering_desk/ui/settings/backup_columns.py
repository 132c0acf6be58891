"""What the list of backups shows of each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from partnering_desk.rules.wording import show_moment
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.rows import Column

if TYPE_CHECKING:  # what needs SQLAlchemy is loaded by whoever asks, away from the screen
    from partnering_desk.app.backups import BackupRow


def columns() -> tuple[Column[BackupRow], ...]:
    """When it was made, how large it is, whether it can be relied on, and where its Record ends."""

    def tone(one: BackupRow) -> Tone:
        return Tone.GOOD if one.verified else Tone.BAD

    def at(one: BackupRow) -> datetime:
        return one.at

    return (
        Column("Made", lambda one: show_moment(one.at), sort=at, width=200),
        Column("Size", _size, sort=lambda one: one.size, width=90, right=True),
        Column("State", lambda one: one.state, tone=tone, width=130),
        Column("Record, last entry", _head, sort=lambda one: one.head.number if one.head else None, width=220),
        Column("File", lambda one: one.path.name, width=0),
    )


def _size(one: BackupRow) -> str:
    from partnering_desk.app.agenda_view import size_words

    return size_words(one.size)


def _head(one: BackupRow) -> str:
    return f"{one.head.number} · {one.head.sha256[:16]}" if one.head else "–"
