"""A file written whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from partnering_desk.app.faults import Fault


def write_whole(target: Path, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a file beside `target`, and put that in its place once it is whole. Gives `target`.

    Whatever goes wrong, what stood at `target` stays. Raises `Fault` when it cannot be written.
    """
    half = target.with_name(f"{target.name}.part")
    try:
        write(half)
        half.replace(target)
    except OSError as error:
        why = error.strerror or error
        raise Fault(
            f"{target} could not be written: {why}. Close it where it is open, or choose another name."
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return target
