"""Files that are half-made, beside the register whose place they are to take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

RECODED = ".recoded"
"""What the name of a copy ends in while it is written under another passphrase, or under none."""


def recoded_half(path: Path) -> Path:
    """Where a register is written under another passphrase before it takes its place."""
    return path.with_name(f"{path.name}{RECODED}")


@contextmanager
def gone_if_it_fails(half: Path) -> Iterator[None]:
    """What is half-made is taken away when anything fails."""
    try:
        yield
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def clear_up(path: Path) -> None:
    """Take away what a crash left half-made beside a register: it may hold in plain what the register has locked."""
    half = recoded_half(path)
    for left in (half, half.with_name(f"{half.name}-journal")):
        with suppress(OSError):  # where nothing can be written, nothing was left
            left.unlink(missing_ok=True)
