"""Disks that refuse: in the middle of a commit, for want of room, or whatever is asked."""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.desk_process import ROOT

SOURCE = Path(__file__).with_name("refusing.c")
_FORM = struct.Struct("6i")
"""As `struct disk` of refusing.c."""
FOR_EVER = 1_000_000


def cannot(why: str) -> None:
    """Leave a test out on a machine that lacks what it needs; in CI nothing may be lacking."""
    assert not os.environ.get("CI"), why
    pytest.skip(why)


@dataclass(frozen=True)
class RefusingDisk:
    """What the files of a folder are written to. `environment` makes a program see it so."""

    control: mmap.mmap
    environment: Mapping[str, str]

    def refuse(self, after: int, error: int, *, times: int = 1, half: bool = False) -> None:
        """Let so many calls succeed that write, then have some fail; the first writes `half` before it does."""
        self._set(after, times, error, half)

    def obey(self) -> tuple[int, int]:
        """Refuse nothing any more; gives how many calls came since it was last told, and how many were refused."""
        *_, calls, refused = _FORM.unpack_from(self.control)
        self._set(-1, 0, errno.EIO, half=False)
        return calls, refused

    def _set(self, left: int, times: int, error: int, half: bool) -> None:
        _FORM.pack_into(self.control, 0, left, times, error, half, 0, 0)


@contextmanager
def refusing_disk(library: Path, folder: Path) -> Iterator[RefusingDisk]:
    """A disk under `folder` that refuses when it is told to."""
    told = folder.with_name(f"{folder.name}.disk")
    told.write_bytes(bytes(_FORM.size))
    with told.open("r+b") as opened, mmap.mmap(opened.fileno(), _FORM.size) as control:
        disk = RefusingDisk(
            control, {"LD_PRELOAD": str(library), "DESK_DISK": str(told), "DESK_ON": f"{folder.resolve()}/"}
        )
        disk.obey()
        yield disk


def refusing_library(folder: Path) -> Path:
    """What makes a disk refuse, compiled."""
    compiler = shutil.which("cc")
    if compiler is None:
        cannot("There is no C compiler to make a disk refuse with")
    made = folder / "refusing.so"
    subprocess.run(
        [str(compiler), "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", str(made), str(SOURCE), "-ldl"],
        check=True,
    )
    return made


@dataclass(frozen=True)
class SmallDisk:
    """A disk in memory. A program that `before` goes before sees it at `inside`, everybody else at `outside`."""

    inside: Path
    outside: Path
    before: tuple[str, ...]

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.outside / "filler").open("ab", buffering=0) as filler:
            for size in (65536, 512, 1):
                with suppress(OSError):
                    while True:
                        filler.write(bytes(size))

    def make_room(self) -> None:
        """Let there be room again."""
        (self.outside / "filler").unlink(missing_ok=True)


_SPACES = (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount"))
"""How to get a place where a disk may be mounted: as root, or as root of a space of one's own."""


@contextmanager
def small_disk(folder: Path, megabytes: int, *, read_only: Path | None = None) -> Iterator[SmallDisk]:
    """A disk of so many megabytes; with `read_only`, in its stead that folder, in which nothing can be written.

    It lives in a space of names of its own, and goes with whoever holds it, however this program ends.
    """
    folder.mkdir()
    options = f"-t tmpfs -o size={megabytes}m none"
    if read_only is not None:
        options = f"--bind -o ro {read_only}"
    mount = f'mount {options} "$0" && echo mounted && exec cat'
    for space in _SPACES:
        holder = subprocess.Popen(
            [*space, "sh", "-c", mount, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert holder.stdin is not None
        assert holder.stdout is not None
        with holder:
            if holder.stdout.readline():
                enter = ["nsenter", "--preserve-credentials", "--mount", "--target", str(holder.pid)]
                enter += ["--user"] if "--user" in space else []
                enter += ["env", f"--chdir={ROOT}"]  # the folder one is in belongs to the space one comes from
                yield SmallDisk(folder, Path(f"/proc/{holder.pid}/root{folder}"), tuple(enter))
                holder.stdin.close()
                return
    cannot("No disk can be mounted here, neither as root nor in a space of one's own")
