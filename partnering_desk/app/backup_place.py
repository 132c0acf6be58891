"""Which folder this person chose for backups on this machine: a second drive, a network share, a synced folder."""

from __future__ import annotations

from pathlib import Path

from partnering_desk.files import config_folder
from partnering_desk.rules.clause import Refusal

_FILE = "backups.txt"


def chosen_folder() -> Path | None:
    """The folder that was chosen; None while none was."""
    try:
        chosen = (config_folder() / _FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(chosen) if chosen else None


def choose_folder(folder: Path) -> None:
    """Keep a folder for this person on this machine.

    Raises `Refusal` when it is none, OSError when the choice cannot be kept.
    """
    if not folder.is_dir():
        raise Refusal(f"There is no folder {folder}. Make it, or choose another.")
    target = config_folder() / _FILE
    half = target.with_suffix(".new")
    half.write_text(f"{folder.resolve()}\n", encoding="utf-8")
    half.replace(target)
