"""What this person chose for the windows: text size, light or dark, recent registers, saved views."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from typing import TypeAlias

from partnering_desk.files import config_folder

Value: TypeAlias = "str | int | bool | Sequence[Value] | dict[str, Value]"

_log = logging.getLogger(__name__)
_FILE = "window.json"


def _read() -> dict[str, Value]:
    try:
        found = json.loads((config_folder() / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.info("The preferences could not be read, so the usual ones hold: %s", error)
        return {}
    return found if isinstance(found, dict) else {}


def keep(name: str, value: Value) -> None:
    """Keep a choice. Where it cannot be written it holds until the program ends, and the log says why."""
    try:
        path = config_folder() / _FILE
        kept = _read() | {name: value}
        beside = path.with_suffix(f".{os.getpid()}.new")
        beside.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        _log.info("The preference %s could not be kept: %s", name, error)


def number(name: str, default: int) -> int:
    """A kept number."""
    value = _read().get(name)
    return value if isinstance(value, int) else default


def text(name: str, default: str = "") -> str:
    """A kept word."""
    value = _read().get(name)
    return value if isinstance(value, str) else default


def texts(name: str) -> list[str]:
    """Kept words, such as the registers opened last."""
    value = _read().get(name)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def by_name(name: str) -> dict[str, Value]:
    """Kept values under names of the person's own, such as saved views."""
    value = _read().get(name)
    return value if isinstance(value, dict) else {}
