"""The real program, worked by whoever started it: what comes on its standard input is done with keys, and answered.

    python -m tests.faults.at_the_desk REGISTER --on DATE

A line of input is a JSON array, such as ["keys", "Ctrl+T"]. Each is answered on the
file whose number DESK_ANSWERS gives by one line, {"answer": …},
once it is done or seen; {"commit": true} and {"commit": false} there say that a change of the register begins and
that it is on the disk. Nothing of the program is another than in use: the hands are put on its window as it is shown.
"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from partnering_desk import __main__
from partnering_desk.ui.meetings.head import MeetingHead
from partnering_desk.ui.shell import run
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.tour.driver import Act
from partnering_desk.ui.tour.hands import Hands
from partnering_desk.ui.widgets.notice import Notice

ANSWERS = int(os.environ["DESK_ANSWERS"])
"""The file that answers are written to, which whoever started the program left open."""
EVERY = 5
"""Milliseconds between two looks at the screen."""


def tell(**what: object) -> None:
    """One line in one write: whoever is killed right after has said it, or has not."""
    os.write(ANSWERS, (json.dumps(what) + "\n").encode())


class Hearer(QObject):
    """Does what it is told, one thing after another."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._hands = window, Hands(window, Path())
        self._heard = b""
        self._wanted: deque[list[str]] = deque()
        self._answered: Callable[[], object] | None = None
        """Of an act under way: whether the window has answered it."""
        self._acts: dict[str, Callable[..., Act]] = {
            "keys": self._hands.keys,
            "write": self._hands.write,
            "press": lambda words: lambda: self._hands.click(self._hands.button(words)),
            "focus": lambda name: lambda: self._focus(name),
        }
        self._looks: dict[str, Callable[..., object]] = {
            "sees": self._sees,
            "sees one": lambda *texts: next((text for text in texts if self._sees(text)), False),
            "sees button": lambda words: self._hands.button(words) is not None,
            "sees no more": lambda text: not self._sees(text),
            "dialog": lambda: self._dialog() or False,
            "no dialog": lambda: not self._dialog(),
            "dialog now": self._dialog,
            "line": self._line,
            "lines": self._lines,
            "name": lambda: self._hands.focus().accessibleName(),
            "typed": self._typed,
            "prose": self._prose,
            "notices": self._notices,
            "saved": lambda: [one.saved.text() for one in window.findChildren(MeetingHead)],
        }
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _hear(self) -> None:
        came = os.read(sys.stdin.fileno(), 65536)
        if not came:  # whoever works the program has gone
            self._window.close()
            return
        *lines, self._heard = (self._heard + came).split(b"\n")
        self._wanted += [json.loads(line) for line in lines]

    def _look(self) -> None:
        if self._answered is not None:
            if self._answered():
                self._answered = None
                tell(answer=True)
        elif self._wanted and self._in_front():
            verb, *words = self._wanted[0]
            if verb in self._acts:
                self._begin(self._acts[verb](*words))
            elif (answer := self._looks[verb](*words)) is not False:  # False: what is waited for is not there yet
                tell(answer=answer)
            else:
                return
            self._wanted.popleft()

    def _begin(self, act: Act) -> None:
        """Do it in a turn of its own: an act that opens a dialog ends only when the dialog is closed."""
        before, done = QApplication.activeModalWidget(), []

        def do() -> None:
            act()
            done.append(True)

        self._answered = lambda: done or QApplication.activeModalWidget() is not before
        QTimer.singleShot(0, self, do)

    def _in_front(self) -> bool:
        front = self._hands.front()
        if not front.isActiveWindow():  # where there is no window manager
            front.activateWindow()
        return front.isActiveWindow()

    def _sees(self, text: str) -> bool:
        return self._hands.says(text) or any(text in line for line in self._lines())

    def _dialog(self) -> str:
        dialog = QApplication.activeModalWidget()
        return dialog.windowTitle() if dialog is not None and dialog.isVisible() else ""

    def _focus(self, name: str) -> None:
        found = self._hands.control(name)
        assert found is not None, name
        found.setFocus(Qt.FocusReason.MouseFocusReason)

    def _lines(self) -> list[str]:
        lists = [one for one in self._hands.front().findChildren(QListView) if one.isVisible()]
        return [said(one.model().index(place, 0)) for one in lists for place in range(one.model().rowCount())]

    def _line(self) -> str:
        here = self._hands.focus()
        return said(here.currentIndex()) if isinstance(here, QListView) else ""

    def _typed(self) -> str:
        here = self._hands.focus()
        if isinstance(here, QPlainTextEdit):
            return here.toPlainText()
        return here.text() if isinstance(here, QLineEdit) else ""

    def _prose(self) -> list[str]:
        editors = self._hands.front().findChildren(QPlainTextEdit)
        return [one.toPlainText() for one in editors if one.isVisible()]

    def _notices(self) -> list[str]:
        return [one.words for one in self._window.findChildren(Notice) if one.isVisible()]


def said(index: QModelIndex) -> str:
    """A line of a list as a screen reader says it."""
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def tell_of_commits() -> None:
    """Say when a change of the register begins, and when SQLite has said that it is on the disk."""

    def begins(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
            tell(commit=True)

    event.listen(Engine, "before_cursor_execute", begins)
    event.listen(Session, "after_commit", lambda _session: tell(commit=False))


def main() -> int:
    """Start the program, with a hearer on its window."""
    begin = run.begin

    def begin_to_hear(window: MainWindow, path: Path | None) -> None:
        begin(window, path)
        Hearer(window)

    run.begin = begin_to_hear
    tell_of_commits()
    return __main__.main()


if __name__ == "__main__":
    sys.exit(main())
