"""When the program itself is wrong: the log, and a dialog with a report to save."""

from __future__ import annotations

import platform
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

from partnering_desk import __version__
from partnering_desk.app.recovery import Recovery
from partnering_desk.app.trouble import trace_of
from partnering_desk.ui.widgets.arrivals import Arrivals
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import label

_Hook: TypeAlias = Callable[[type[BaseException], BaseException, TracebackType | None], object]

_WORDS = (
    "Something in Partnering Desk went wrong. What the screen said was saved is saved. You can go on; if it "
    "happens again, close the program and open it anew. The report below says where in the program it went wrong. It "
    "holds no names, no minutes and nothing else of your register; save it and send it to whoever looks after the "
    "program."
)


ENDED = (
    "The report below says when Partnering Desk ended without closing a register, and where in the program, if its log "
    "tells. It holds no names, no minutes and nothing else of the register; save it and send it to whoever looks after "
    "the program."
)


def _program() -> str:
    """Which version of what this is, for a report."""
    return f"Partnering Desk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"


def report_of(error: BaseException) -> str:
    """What kind of error it was, where, and in which version of what; nothing of what it says."""
    return f"{_program()}\n{datetime.now():%Y-%m-%d %H:%M:%S}\n\n{trace_of(error)}"


def report_of_ending(found: Recovery) -> str:
    """When and where the program ended without closing a register, and in which version of what."""
    return f"{_program()}\n{found.report()}"


class CrashDialog(Dialog):
    """Says that the program went wrong, and saves a report of it."""

    def __init__(self, report: str, words: str = _WORDS) -> None:
        super().__init__(QApplication.activeWindow(), "Something went wrong", "Save report…")
        self._report = report
        shown = named(QPlainTextEdit(report), "Report")
        shown.setReadOnly(True)
        self.body.addWidget(label(words))
        self.body.addWidget(shown)
        self.cancel.setText("Go on")
        self.cancel.setFocus()
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._choose_file)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save report", "Partnering Desk report.txt")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the report, and close when it is written."""
        if attempt(self, path.write_text, self._report, encoding="utf-8") is not None:
            self.accept()


class CrashGuard(QObject):
    """Receives every error that nothing else has caught, of any thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._showing = False
        self._keep: _Hook = lambda _kind, _error, _trace: None
        self._arrivals = Arrivals(self)

    def install(self) -> None:
        """Receive them from now on; whoever received them before, to keep them in the log, hears of them too."""
        self._keep = sys.excepthook
        sys.excepthook = self.receive
        threading.excepthook = lambda caught: self.receive(
            caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
        )

    def receive(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep an error in the log, and show it."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._keep(kind, error, trace)
        self._arrivals.tell(lambda: self._show(error))

    def _show(self, error: BaseException) -> None:
        if self._showing:  # one dialog at a time: the first error says most
            return
        self._showing = True
        CrashDialog(report_of(error)).exec()
        self._showing = False
