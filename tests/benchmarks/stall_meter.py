"""Measures how long the screen's thread is kept from answering, and what kept it."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

EVERY = 0.005
"""Seconds between two looks at what the screen's thread is doing."""
OURS = "partnering_desk"
os.environ["QT_NO_GLIB"] = "1"  # GLib's event loop does not tell when it wakes and when it goes to sleep; Qt's own does


@dataclass(slots=True)
class Turn:
    """What was done between two looks of the event loop: how many seconds of work, and where they went.

    Work is the processor's time, so that neither sleeping nor another program counts.
    """

    what: str
    work: float = 0.0
    seen: Counter[str] = field(default_factory=Counter)

    @property
    def where(self) -> str:
        """The place in the program that it was seen at most often."""
        return self.seen.most_common(1)[0][0] if self.seen else ""


class StallMeter(QObject):
    """Times every turn of the event loop, and every act done within `doing`, under the words that `what` has then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.turns: list[Turn] = []
        self.what = ""
        self._now = Turn("")
        self._since = time.thread_time()
        self._thread = threading.get_ident()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._cut)
        dispatcher.aboutToBlock.connect(self._cut)
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Measure no more."""
        self._over.set()
        self._watcher.join()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.disconnect(self._cut)
        dispatcher.aboutToBlock.disconnect(self._cut)

    @contextmanager
    def doing(self) -> Iterator[None]:
        """An act of a person that is done from outside the event loop, such as a key pressed by a test."""
        self._cut()
        yield
        self._cut()

    @Slot()
    def _cut(self) -> None:
        """One turn ends, the next begins."""
        self._now.work = time.thread_time() - self._since
        self.turns.append(self._now)
        self._now = Turn(self.what)
        self._since = time.thread_time()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            self._look()

    def _look(self) -> None:
        """Note where the screen's thread is. No frame is kept: what it holds would be let go of on this thread."""
        turn, frame = self._now, sys._current_frames().get(self._thread)
        if place := _place(frame):
            turn.seen[place] += 1

    def longest(self) -> dict[str, Turn]:
        """The turn with most work of each thing that was done."""
        found: dict[str, Turn] = {}
        for turn in self.turns:
            if turn.what not in found or turn.work > found[turn.what].work:
                found[turn.what] = turn
        return found


def _place(frame: FrameType | None) -> str:
    """The outermost and the innermost function of ours in a stack; empty when there is none.

    Reads no source, as `traceback` does: that would let the other thread go on and leave its widgets to this one.
    """
    inner = outer = None
    while frame is not None:
        code, frame = frame.f_code, frame.f_back
        if OURS in code.co_filename:
            inner, outer = inner or code, code
    if inner is None or outer is None:
        return ""
    return f"{outer.co_name} › {inner.co_filename.rsplit('/', 1)[-1]}:{inner.co_name}"
