"""What is said when a register is opened that the program before ended without closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from partnering_desk import __version__
from partnering_desk.app.register import Register
from partnering_desk.app.trouble import logged_since
from partnering_desk.files import crash_log
from partnering_desk.records import glance
from partnering_desk.records.glance import LastEntry
from partnering_desk.records.hold import Holder, said


@dataclass(frozen=True, slots=True)
class Recovery:
    """Who had the register open, what was recorded last, and when that was found."""

    left: Holder
    last: LastEntry | None
    found: datetime
    here: bool
    """Whether it was on this machine."""

    @property
    def words(self) -> str:
        """What happened and what is there, in sentences."""
        who = f", which {self.left.who} had open" if self.left.who else ""
        where = "" if self.here or not self.left.machine else f" on {self.left.machine}"
        since = f" since {said(self.left.since, self.found)}" if self.left.since and who else ""
        last = f": the last is “{self.last.what}”, {said(self.last.at, self.found)}" if self.last else ""
        return (
            f"Partnering Desk ended without closing this register{who}{where}{since}. "
            f"Everything that it had recorded is here{last}."
        )

    def report(self) -> str:
        """When it happened, in which version, and what the crash log says: no names, no minutes, no texts."""
        last = f"entry {self.last.number}, {self.last.at:%Y-%m-%d %H:%M:%S}" if self.last else "nothing"
        return (
            "Partnering Desk ended without closing a register.\n"
            f"Opened: {self.left.since:%Y-%m-%d %H:%M:%S}, by version {self.left.program}\n"
            f"Last recorded: {last}\n"
            f"Found: {self.found:%Y-%m-%d %H:%M:%S}, by version {__version__}\n\n{self._trace()}\n"
        )

    def _trace(self) -> str:
        if not self.here:
            return "It ended on another computer, whose log says more."
        try:
            return logged_since(crash_log(), self.left.log) or "The log says nothing of that time."
        except OSError:
            return "There is no log of that time."


def recovery(register: Register) -> Recovery | None:
    """What is to be said of a register that was opened just now; None when it had been closed.

    Raises `Fault` when it cannot be read.
    """
    if register.left is None:
        return None
    here = register.left.machine == register.machine
    return Recovery(register.left, glance.last_entry(register.path), register.now(), here)
