"""Questions that are asked again and again, of which only the last matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from partnering_desk.ui.widgets.attempt import refuse
from partnering_desk.ui.widgets.background import Worker

T = TypeVar("T")


class Latest:
    """Does one piece of work at a time, away from the screen.

    What is asked for meanwhile waits, and only the last of it is done. An answer that came too late, because
    something else was asked for since, is dropped. A refusal or fault is shown at the widget that owns this.
    """

    def __init__(self, owner: QWidget) -> None:
        self._owner = owner
        self._worker = Worker(owner)
        self._next: Callable[[], object] | None = None

    @property
    def busy(self) -> bool:
        """Whether work is under way or waits."""
        return self._worker.busy

    def ask(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Have `work` done, and then `done` called with its result, instead of anything that waits."""

        def begin() -> None:
            self._worker.run(
                work,
                lambda result: self._end(lambda: done(result)),
                lambda error: self._end(lambda: refuse(self._owner, error)),
            )

        if self._worker.busy:
            self._next = begin
        else:
            begin()

    def _end(self, answer: Callable[[], object]) -> None:
        """Give the answer, unless something else was asked for since."""
        following, self._next = self._next, None
        (following or answer)()
