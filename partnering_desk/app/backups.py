"""Backups of a register: made, listed, thinned out as they grow older, and restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from partnering_desk.app.check import Broken, check_copy
from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.register import Register
from partnering_desk.records import backup, backup_folder
from partnering_desk.records.backup_folder import BackupFile
from partnering_desk.records.trail import Head
from partnering_desk.rules.clause import Refusal

Progress = Callable[[int, int, str], None]
"""Told how much of how much is done (0 of 0 where that cannot be told), and what is being done."""
Cancelled = Callable[[], bool]
"""Asked again and again whether to stop."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup as the screen lists it."""

    path: Path
    at: datetime
    """When it was made, by the local clock."""
    size: int
    """In bytes."""
    verified: bool
    """It was found without fault when it was written, and every byte is as it was then."""
    head: Head | None
    """The last entry of its Record; None when it cannot be read."""
    locked: bool = False
    """It is under a passphrase that was not given, such as the one that held before it was changed."""

    @property
    def state(self) -> str:
        """Whether it can be relied on, in words."""
        if self.locked:
            return "Another passphrase"
        if self.head is None:
            return "Cannot be read"
        return "Verified" if self.verified else "Not verified"


@dataclass(frozen=True, slots=True)
class Written:
    """A copy that was written: a backup, or a register restored from one. `faults` are what its check found."""

    path: Path
    size: int
    """In bytes."""
    head: Head
    faults: tuple[Broken, ...]

    @property
    def words(self) -> str:
        """What was written, and what is wrong with it, in sentences."""
        if not self.faults:
            return f"Written and verified: {self.path.name}."
        first = self.faults[0]
        more = f" {len(self.faults) - 1} more were found." if len(self.faults) > 1 else ""
        return f"Written, but not verified: {self.path.name}. {first.where}: {first.words}{more}"


def _quiet(_done: int, _of: int, _words: str) -> None: ...


def _never() -> bool:
    return False


def back_up(register: Register, folder: Path, progress: Progress = _quiet, stop: Cancelled = _never) -> Written:
    """Write a backup of an open register into a folder, named for the register and the local time.

    Raises `Fault` when the folder is away or the disk refuses, `Stopped` when `stop` says so; nothing is kept then.
    """
    see_folder(folder)
    return back_up_to(register, backup_folder.free_name(folder, register.path.stem, register.now()), progress, stop)


def back_up_to(register: Register, path: Path, progress: Progress = _quiet, stop: Cancelled = _never) -> Written:
    """As `back_up`, under a name of the person's own."""
    written = _copied(register.path, path, progress, stop)
    if not written.faults:
        backup_folder.prove(path)
    return written


def see_folder(folder: Path) -> None:
    """Raise `Fault` unless the folder for backups is there."""
    if not folder.is_dir():
        raise Fault(
            f"The folder for backups, {folder}, is not there. Connect its drive or the network, or choose another."
        )


def backups(register: Register, folder: Path) -> tuple[BackupRow, ...]:
    """The backups of a register in a folder, newest first; every byte is read, once while the program runs.

    Raises `Fault` when the folder is away, `OSError` when it cannot be read.
    """
    see_folder(folder)
    return tuple(_row(one) for one in backup_folder.backups_of(register.path, folder))


def _row(one: BackupFile) -> BackupRow:
    head = one.identity.head if one.identity is not None else None
    return BackupRow(one.path, one.at, one.size, backup_folder.was_proved(one), head, one.locked)


_MADE = 1
"""The entry of the Record that says that the register was made: until there is another, nothing can be lost."""


def due(register: Register, folder: Path) -> bool:
    """Whether anything was recorded since the newest backup in a folder. Raises as `backups`."""
    see_folder(folder)
    own = backup_folder.identity_of(register.path)
    known = (one.identity for one in backup_folder.backups_of(register.path, folder) if one.identity is not None)
    return own is not None and own.head.number > _MADE and next(known, None) != own


def back_up_if_due(
    register: Register, folder: Path, progress: Progress = _quiet, stop: Cancelled = _never
) -> Written | None:
    """Write a backup when anything was recorded since the newest; None when nothing was. Raises as `back_up`."""
    return back_up(register, folder, progress, stop) if due(register, folder) else None


def thin_out(register: Register, folder: Path) -> tuple[Path, ...]:
    """Take away the backups that are too many for their age, and what a crash left behind; give what went.

    Raises as `backups`.
    """
    see_folder(folder)
    return tuple(backup_folder.thin_out(register.path, folder, register.now()))


def restore(source: Path, target: Path, progress: Progress = _quiet, stop: Cancelled = _never) -> Written:
    """Write the register that a backup holds to a new file, and check it there.

    Raises `Refusal` when the backup is not what was verified, `Fault` when something stands at `target`, the backup is
    no register or the disk refuses, `Stopped` when `stop` says so; nothing is written then.
    """
    if backup_folder.has_proof(source) and not backup_folder.is_proved(source):
        raise Refusal(f"{source} was changed or damaged since it was verified. Choose another backup.")
    return _copied(source, target, progress, stop)


def put_in_place(restored: Path, register: Path, now: datetime) -> Path:
    """Give a restored register the name of the one that it replaces, and give the name under which that one is kept.

    The replaced register must be closed, or be so within seconds: raises `Refusal` when a program has it open still,
    `OSError` when the disk refuses.
    """
    if not backup.stands_alone(register):
        raise Refusal(f"{register} is open in a program. Close it there, then put the restored register in its place.")
    aside = backup_folder.free_name(register.parent, f"{register.stem} replaced", now)
    register.rename(aside)
    restored.rename(register)
    backup.put_on_disk(register.parent)
    return aside


def _copied(source: Path, target: Path, progress: Progress, stop: Cancelled) -> Written:
    def step(done: int, of: int) -> None:
        progress(done, of, "Copying the register")
        if stop():
            raise Stopped

    def check(copy: Path) -> tuple[Broken, ...]:
        progress(0, 0, "Checking the copy")
        return check_copy(copy, stop=stop)

    copied = backup.copy_register(source, target, check, step)
    return Written(target, target.stat().st_size, copied.head, tuple(copied.faults))
