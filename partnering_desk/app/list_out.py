"""A list as it is shown, taken out as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from partnering_desk.app.faults import Stopped
from partnering_desk.app.heading import heading
from partnering_desk.app.register import Register
from partnering_desk.app.written import write_whole
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

    return write_whole(target, lambda half: write_spreadsheet(whole, half, went_on))
