"""Who has a register open to record in it: one program at a time, known to every other.

Beside the register lies a file that says who, where and since when. The program that has the register open holds a
lock of the operating system on it, which goes with the program however that ends, on network drives too. So a file
that nobody has locked says that the program before ended without closing the register. It is locked far behind its
text, for on Windows nobody else can read what is locked.

Not every drive tells another machine of a lock: sshfs does not, and some tell nothing of who has the file open on the
server itself. So the holder gives a sign of life in the file now and then, which those on other machines believe.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from platform import node

from partnering_desk.records.drives import on_network
from partnering_desk.records.fault import Fault
from partnering_desk.rules.wording import show_moment, show_time

BESIDE = ".open"
"""What the name of that file has more than the register's."""
ALIVE = "alive"
"""Where in it the last sign of life stands, in seconds since 1970."""
_AT = 1 << 30
"""Where the byte is that is locked."""
_PATIENCE = 0.5
"""Seconds to try again: who only looks has the lock for a moment, and who has just got it has not written yet."""
_BETWEEN = 0.02
_ALIVE_EVERY = 30.0
_ALIVE_FOR = 120.0
"""Seconds between two signs of life, and for how long one is believed, by the clocks of both machines."""
_ROOM = 1000
"""Bytes that the text takes, so that it is always written over whole."""
_NEW = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, shared: bool = False) -> bool:
        """Whether the lock on an open file was got; Windows knows none that is shared."""
        os.lseek(file, _AT, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLOCK):
                return False
            raise
        return True

    def _close(file: int) -> None:
        with suppress(OSError):  # it may be locked or not
            os.lseek(file, _AT, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        os.close(file)

else:
    import fcntl

    def _lock(file: int, *, shared: bool = False) -> bool:
        """Whether the lock on an open file was got; one that is shared keeps nobody from another such."""
        try:
            fcntl.lockf(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB, 1, _AT)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN):
                return False
            raise
        return True

    def _close(file: int) -> None:
        os.close(file)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a register open. Empty where it could not be written down."""

    who: str = ""
    machine: str = ""
    since: datetime | None = None
    """By the machine's clock."""
    program: str = ""
    """The version of the program."""
    log: int = 0
    """How long the program's crash log was then, in bytes."""

    def words(self, now: datetime) -> str:
        """Who has it open: "M. Okafor has it open on DESK-3 since 09:12"."""
        where = f" on {self.machine}" if self.machine else ""
        when = f" since {said(self.since, now)}" if self.since else ""
        return f"{self.who or 'Somebody'} has it open{where}{when}"


def said(at: datetime, now: datetime) -> str:
    """A moment, without its date when that is today."""
    return show_time(at) if at.date() == now.date() else show_moment(at)


class InUse(Fault):
    """Another program has a register open to record in it."""

    def __init__(self, path: Path, holder: Holder, now: datetime) -> None:
        super().__init__(
            f"{path.stem} is in use: {holder.words(now)}. You can open it to read; to record in it, wait until it is "
            "closed there."
        )
        self.path = path
        self.holder = holder


@dataclass(slots=True)
class _Held:
    file: int
    holder: Holder
    times: int = 1


_ours: dict[Path, _Held] = {}
"""What this program holds. Such a file is not opened again: on POSIX, closing it would take the lock away."""
_guard = threading.Lock()
_pulse: threading.Thread | None = None
"""What gives the signs of life; it ends by itself."""


@dataclass(slots=True)
class Hold:
    """A register held by this program, until it is let go."""

    path: Path
    left: Holder | None
    """Who had it open before and ended without closing it."""
    _gone: bool = field(default=False)

    def let_go(self) -> None:
        """Others may hold it."""
        with _guard:
            if not self._gone:
                self._gone = True
                _let_go(self.path)


def take(path: Path, holder: Holder, now: datetime) -> Hold | None:
    """Hold the register at `path` for `holder`. A program that has it already has it once more.

    None where no file can be made beside it or the drive knows no locks: then SQLite alone keeps two from writing at
    once. Raises `InUse` when another program has it.
    """
    path = path.resolve()
    late = time.monotonic() + _PATIENCE
    with _guard:
        while True:
            try:
                if (hold := _take(path, holder)) is not None:
                    return hold
                alone = False
            except OSError:
                alone = True
            if (other := _holder_of(path, holder.machine)) is not None and (other.since or time.monotonic() > late):
                raise InUse(path, other, now)
            if alone or time.monotonic() > late:
                return None
            time.sleep(_BETWEEN)


def holder_of(path: Path) -> Holder | None:
    """Who has the register at `path` open to record in it; None when nobody has."""
    with _guard:
        return _holder_of(path.resolve(), node())


def holder_seen(path: Path) -> Holder | None:
    """As `holder_of`, for whoever wants to read meanwhile.

    Raises `Fault` when it is open with a log on the very machine that the drive is of: over the network nobody can read
    what stands in that.
    """
    holder = holder_of(path)
    if holder is not None and on_network(path) and path.with_name(f"{path.name}-wal").exists():
        raise Fault(
            f"{path.stem} is open on {holder.machine or 'another machine'}, on the drive itself, and what was recorded "
            "there last cannot be read over the network. Open it on that machine, or wait until it is closed there."
        )
    return holder


def held_elsewhere(path: Path) -> bool:
    """Whether another program has the register at `path` open to record in it."""
    path = path.resolve()
    with _guard:
        return path not in _ours and _holder_of(path, node()) is not None


def say_who(path: Path, who: str) -> None:
    """Whoever holds it here goes by another name from now on."""
    with _guard:
        if (held := _ours.get(path.resolve())) is not None:
            held.holder = replace(held.holder, who=who)
            _write(held)


def _take(path: Path, holder: Holder) -> Hold | None:
    """Hold it, or None while another has it. Raises `OSError` where nobody can."""
    if (ours := _ours.get(path)) is not None:
        ours.times += 1
        return Hold(path, None)
    beside = _beside(path)
    file = os.open(beside, _NEW, 0o666)
    try:
        got = _lock(file) and _is_there(beside, file) and _elsewhere(file, holder.machine) is None
    except OSError:  # the drive knows no locks
        os.close(file)
        raise
    if not got:
        _close(file)
        return None
    left = _read(file)
    with suppress(OSError, AttributeError):  # whoever may record in the register may write here
        os.fchmod(file, path.stat().st_mode)
    held = _ours[path] = _Held(file, holder)
    with suppress(OSError):  # whatever comes of writing, it no longer says who was before
        os.ftruncate(file, 0)
    _write(held)
    _live()
    return Hold(path, left)


def _let_go(path: Path) -> None:
    held = _ours[path]
    held.times -= 1
    if held.times:
        return
    del _ours[path]
    with suppress(OSError):
        if sys.platform == "win32":  # there, what is open cannot be removed
            _close(held.file)
            _beside(path).unlink()
        else:
            _beside(path).unlink()
            _close(held.file)


def _live() -> None:
    """See that signs of life are given from now on, for as long as anything is held."""
    global _pulse
    if _pulse is None:
        _pulse = threading.Thread(target=_give_signs, name="hold", daemon=True)
        _pulse.start()


def _give_signs() -> None:
    global _pulse
    while True:
        time.sleep(_ALIVE_EVERY)
        with _guard:
            if not _ours:
                _pulse = None
                return
            for held in _ours.values():
                _write(held, surely=False)


def _holder_of(path: Path, machine: str) -> Holder | None:
    """Who has it open, as `machine` can tell."""
    if (ours := _ours.get(path)) is not None:
        return ours.holder
    try:
        file = os.open(_beside(path), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        return _elsewhere(file, machine) if _lock(file, shared=True) else _read(file) or Holder()
    except OSError:
        return None
    finally:
        _close(file)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + BESIDE)


def _is_there(beside: Path, file: int) -> bool:
    """Whether the open file is the one of that name: whoever held it before may have removed it meanwhile."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(file), beside.stat())
    return False


def _write(held: _Held, *, surely: bool = True) -> None:
    """Say who holds it, with a sign of life; `surely` on the disk when this returns."""
    since = held.holder.since
    plain = asdict(held.holder) | {"since": since.isoformat() if since else "", ALIVE: time.time()}
    said = json.dumps(plain, ensure_ascii=False).encode().ljust(_ROOM)
    with suppress(OSError):  # on a full disk it holds all the same, but says nothing
        os.lseek(held.file, 0, os.SEEK_SET)
        os.write(held.file, said)
        if surely:
            os.ftruncate(held.file, len(said))
            os.fsync(held.file)


def _elsewhere(file: int, machine: str) -> Holder | None:
    """Who has it open on a machine other than `machine`, by the sign of life, where the drive tells of no lock."""
    holder = _read(file)
    if holder is None or holder.machine in ("", machine):
        return None
    alive = _plain(file).get(ALIVE)
    return holder if isinstance(alive, float) and abs(time.time() - alive) < _ALIVE_FOR else None


def _plain(file: int) -> Mapping[str, object]:
    os.lseek(file, 0, os.SEEK_SET)
    try:
        plain = json.loads(os.read(file, 10_000))
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}


def _read(file: int) -> Holder | None:
    plain = _plain(file)
    try:
        since = datetime.fromisoformat(str(plain["since"]))
        log = max(int(str(plain["log"])), 0)
        return Holder(str(plain["who"]), str(plain["machine"]), since, str(plain["program"]), log)
    except (ValueError, KeyError, TypeError):
        return None
