"""Registers under a passphrase: opened by it, and a passphrase set, changed and taken away."""

from __future__ import annotations

from hmac import compare_digest
from pathlib import Path

from partnering_desk.app.faults import Fault
from partnering_desk.app.register import Register
from partnering_desk.app.wrong_passphrases import Clock, count_one, forget, see_time, utc_clock
from partnering_desk.records import connecting, keys
from partnering_desk.records.fault import DAMAGED, sentence_for
from partnering_desk.rules.clause import Refusal

SHORTEST = 12
"""Characters of a passphrase. Its length is what makes it hard to guess, so nothing else is asked of it."""
ADVICE = (
    f"At least {SHORTEST} characters; the longer, the harder to guess. Four or five words that do not belong together "
    "are easy to remember."
)
FOR_EVER = (
    "A passphrase cannot be recovered: not by you, nor by whoever made or looks after this program. If it is "
    "forgotten, the register and its backups are lost. Keep it where the people who may need it find it."
)


def is_locked(path: Path) -> bool:
    """Whether the file at `path` opens only by a passphrase that was not given yet, as far as can be told without."""
    return connecting.is_locked(path)


def has_passphrase(path: Path) -> bool:
    """Whether the register at `path` is under a passphrase, given or not."""
    return connecting.salt_of(path) is not None


def unlock(path: Path, passphrase: str, clock: Clock = utc_clock) -> None:
    """Let the register at `path`, and its backups under the same passphrase, be opened until `lock`.

    Takes half a second. Raises `Refusal` when the passphrase is wrong or was wrong too often of late, `Fault` when
    the file cannot be read.
    """
    salt = connecting.salt_of(path)
    if salt is not None:
        keys.hold(_right_key(path, passphrase, salt, clock))


def lock() -> None:
    """Forget every key: what was unlocked needs its passphrase again. Close the registers before."""
    keys.drop_all()


def _right_key(path: Path, passphrase: str, salt: bytes, clock: Clock) -> keys.Key:
    see_time(salt, clock)
    wait = count_one(salt, clock)  # counted before it is tried, so that ending the program gives no try for nothing
    key = keys.key_from(passphrase, salt)
    if not _is_right(path, key):
        raise Refusal(f"That is not the passphrase of {path.name}, or the file is damaged or no register.{wait}")
    forget(salt)
    return key


def _is_right(path: Path, key: keys.Key) -> bool:
    held = keys.held(key.salt)
    if held is not None:
        return compare_digest(held.secret, key.secret)
    try:
        return connecting.opens(path, key)
    except connecting.database_errors() as error:
        raise Fault(sentence_for(error, path) or DAMAGED.format(path=path)) from error


def set_passphrase(register: Register, new: str) -> None:
    """Lock a plain register with a passphrase. Raises `Refusal` when it is too short or there is one already.

    What is deleted of the plain file may be found on the disk for a while; backups made before stay plain. Raises
    `Fault` when another program has the register open or the disk refuses; it is as it was then.
    """
    if has_passphrase(register.path):
        raise Refusal(f"{register.path.stem} has a passphrase already. Change it, or remove it.")
    check_passphrase(new)
    _recode(register, keys.new_key(new), "Set a passphrase")


def change_passphrase(register: Register, old: str, new: str, clock: Clock = utc_clock) -> None:
    """Lock an open register with another passphrase; backups made before keep the old one.

    Raises `Refusal` when the old one is wrong (counted as `unlock` does) or the new one too short; `Fault` as
    `set_passphrase`.
    """
    check_passphrase(new)
    _see_known(register, old, clock)
    _recode(register, keys.new_key(new), "Changed the passphrase")


def remove_passphrase(register: Register, old: str, clock: Clock = utc_clock) -> None:
    """Make a plain register of a locked one. Raises as `change_passphrase`."""
    _see_known(register, old, clock)
    _recode(register, None, "Removed the passphrase")


def check_passphrase(new: str) -> None:
    """Raise `Refusal` when a passphrase is too short to protect anything."""
    if len(new.strip()) < SHORTEST:
        raise Refusal(f"That passphrase is too short. {ADVICE}")


def check_same(new: str, again: str) -> None:
    """Raise `Refusal` when a new passphrase was not typed alike both times."""
    if new != again:
        raise Refusal("The passphrase was not typed the same both times. Type it again.")


def _see_known(register: Register, old: str, clock: Clock) -> None:
    salt = connecting.salt_of(register.path)
    if salt is None:
        raise Refusal(f"{register.path.stem} has no passphrase.")
    _right_key(register.path, old, salt, clock)


def _recode(register: Register, key: keys.Key | None, what: str) -> None:
    from partnering_desk.records.recoding import recode

    with register.closed():
        recode(register.path, key, register.author, what)
    register.announce(frozenset({"entry"}))
