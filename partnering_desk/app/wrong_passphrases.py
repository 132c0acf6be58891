"""How often a wrong passphrase was typed for a register, so that trying many takes long; kept across restarts.

It slows somebody who sits at this computer, and nobody who took the file to another one: there the half second that
each key takes, and the length of the passphrase, are what counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from partnering_desk.files import config_folder
from partnering_desk.rules.clause import Refusal

FREE = 5
"""Wrong ones after which the program waits."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)

_not_written: dict[str, tuple[int, datetime]] = {}

Clock: TypeAlias = Callable[[], datetime]


def utc_clock() -> datetime:
    """The time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def see_time(salt: bytes, clock: Clock) -> None:
    """Raise `Refusal` while the next passphrase may not be tried."""
    wrong, last = _read().get(salt.hex(), (0, clock()))
    wait = wait_after(wrong)
    left = min(last + wait - clock(), wait)  # a clock that was set back makes nobody wait longer
    if left > timedelta(0):
        raise Refusal(f"{wrong} wrong passphrases were typed. The next can be tried in {_words(left)}.")


def wait_after(wrong: int) -> timedelta:
    """How long the program waits after so many wrong ones: half a minute after five, and twice as long each time."""
    if wrong < FREE:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(wrong - FREE, 20)), LONGEST_WAIT)


def count_one(salt: bytes, clock: Clock) -> str:
    """Count a wrong passphrase, and give what is to be said of the wait that follows: nothing while there is none."""
    known = _read()
    wrong = known.get(salt.hex(), (0, clock()))[0] + 1
    _keep({**known, salt.hex(): (wrong, clock())})
    wait = wait_after(wrong)
    return f" {wrong} wrong ones were typed; the next can be tried in {_words(wait)}." if wait else ""


def forget(salt: bytes) -> None:
    """The right one was typed."""
    known = _read()
    if salt.hex() in known:
        _keep({**known, salt.hex(): (0, known[salt.hex()][1])})


def _words(left: timedelta) -> str:
    seconds = max(1, round(left.total_seconds()))
    return f"{seconds} seconds" if seconds < 120 else f"{-(-seconds // 60)} minutes"


def _file() -> Path:
    return config_folder() / "wrong-passphrases.json"


def _read() -> dict[str, tuple[int, datetime]]:
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        known = {salt: (int(wrong), datetime.fromisoformat(last)) for salt, (wrong, last) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        known = {}
    return _not_written or known


def _keep(known: dict[str, tuple[int, datetime]]) -> None:
    """Where nothing can be written, as on a full disk, the count holds until the program ends: the register opens."""
    plain = {salt: (wrong, last.isoformat()) for salt, (wrong, last) in known.items() if wrong}
    try:
        target = _file()
        half = target.with_suffix(".new")
        half.write_text(json.dumps(plain), encoding="utf-8")
        half.replace(target)
        _not_written.clear()
    except OSError:
        _not_written.update(known)
