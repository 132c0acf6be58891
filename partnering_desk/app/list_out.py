"""A list as it is shown, taken out as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.heading import heading
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import ListSheet, Value
from partnering_desk.rules.wording import show_moment

__all__ = ["ListSheet", "Value", "save_spreadsheet"]


def save_spreadsheet(
    register: Register,
    listed: ListSheet,
    target: Path,
    tell: Callable[[int, int], object] = lambda _done, _of: None,
    stop: Callable[[], bool] = lambda: False,
) -> Path:
    """Write a list to `target` as an Excel workbook, with whose list it is and as of when beside what it says.

    What stood at `target` is replaced only once all is written. Gives `target`. Raises `Fault` when it cannot be
    written, `Stopped` when `stop` says so.
    """
    from partnering_desk.documents.spreadsheet import write_spreadsheet

    found = heading(register)
    said = (found.name if found else "", f"as of {show_moment(register.now())}", listed.said)
    whole = replace(listed, said=" · ".join(filter(None, said)))

    def went_on(done: int) -> None:
        tell(done, len(listed.rows))
        if stop():
            raise Stopped

    half = target.with_name(f"{target.name}.part")
    try:
        write_spreadsheet(whole, half, went_on)
        half.replace(target)
    except OSError as error:
        why = error.strerror or error
        raise Fault(
            f"{target} could not be written: {why}. Close it where it is open, or choose another name."
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return target
