"""Work that is asked for again and again, of which only the last answer matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from partnering_desk.ui.widgets.background import Worker

T = TypeVar("T")


class Latest(Generic[T]):
    """Runs one piece of work at a time. What is asked for meanwhile waits, and only the last of it is run."""

    def __init__(self, owner: QWidget, done: Callable[[T], object]) -> None:
        self._worker = Worker(owner)
        self._done = done
        self._next: Callable[[], T] | None = None

    @property
    def busy(self) -> bool:
        """Whether work is under way or waits."""
        return self._worker.busy

    def ask(self, work: Callable[[], T]) -> None:
        """Have `work` done, away from the screen, instead of anything that waits."""
        if self._worker.busy:
            self._next = work
        else:
            self._worker.run(work, self._answer)

    def _answer(self, result: T) -> None:
        waiting, self._next = self._next, None
        if waiting is not None:
            self._worker.run(waiting, self._answer)
        self._done(result)
