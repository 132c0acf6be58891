"""Drives a window step by step from a timer: what is to be done is done, what is to come is waited for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

EVERY = 10
"""Milliseconds between two looks."""
PATIENCE = 15.0
"""Seconds after which what did not come is not waited for any longer."""

Act: TypeAlias = Callable[[], object]
"""Something that a person does. It may open a dialog, and then comes back only when the dialog is closed."""


@dataclass(frozen=True, slots=True)
class Until:
    """Something to wait for, in words that end the sentence "… did not come: "."""

    words: str
    holds: Callable[[], object]


Story: TypeAlias = Iterator[Act | Until]
"""What is done and waited for, in order."""


class Lost(Exception):
    """What the story wants to press is not on the screen."""


class Driver(QObject):
    """Lives a story through. `ended` says that it is over; `failure` is empty when all of it happened."""

    ended = Signal()

    def __init__(self, window: QWidget, story: Story) -> None:
        super().__init__()
        self.failure = ""
        self._window, self._story = window, story
        self._waits: Until | None = None
        self._since = time.monotonic()
        self._last = self._came = "the start"
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def stop(self, failure: str = "") -> None:
        """End, with a sentence that says why when it is too early."""
        if self._timer.isActive():
            self._timer.stop()
            self.failure = failure
            self.ended.emit()

    def front(self) -> QWidget:
        """The window that takes keys: a dialog, or the window itself."""
        return QApplication.activeModalWidget() or self._window

    def _look(self) -> None:
        if self._waits is not None and not self._waits.holds():
            if time.monotonic() - self._since > PATIENCE:
                self.stop(f"The tour stopped after {self._last}: {self._waits.words} did not come.")
            return
        if self._in_front():
            self._begin_next()

    def _in_front(self) -> bool:
        """Whether keys reach the front window; where no window manager sees to that, it is asked for here."""
        front = self.front()
        if front.isActiveWindow():
            return True
        front.activateWindow()
        if time.monotonic() - self._since > PATIENCE:
            self.stop(f"The tour stopped after {self._last}: its window was not given the keyboard.")
        return False

    def _begin_next(self) -> None:
        self._last = self._came
        try:
            step = next(self._story, None)
        except Lost as lost:
            self.stop(f"The tour stopped after {self._last}: {lost}")
            return
        self._since = time.monotonic()
        if step is None:
            self.stop()
        elif isinstance(step, Until):
            self._came, self._waits = step.words, step
        else:
            self._waits = self._doing(step)

    def _doing(self, act: Act) -> Until | None:
        """Do it in a turn of its own, so that a dialog that it opens does not hold up the story."""
        before, done = QApplication.activeModalWidget(), []

        def do() -> None:
            try:
                act()
            except Lost as lost:
                self.stop(f"The tour stopped after {self._last}: {lost}")
            done.append(True)

        QTimer.singleShot(0, self, do)
        return Until(
            "the answer of the window",
            lambda: (done or QApplication.activeModalWidget() is not before) and self._in_front(),
        )
