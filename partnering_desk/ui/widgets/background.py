"""Work away from the screen: values go in, results and failures come back to the screen's own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from partnering_desk.ui.widgets.arrivals import the_arrivals
from partnering_desk.ui.widgets.attempt import REFUSED, refuse

T = TypeVar("T")

_under_way: set[Future[Any]] = set()
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="desk")
"""Not Qt's pool: a future carries what the work raised, whatever it was, back to where it is asked for."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Given to work that can tell how far it is, and can be stopped."""

    tell: Callable[[int, int, str], None]
    """Call with how much is done, of how much, and what is being done."""
    _stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop. Work looks between one step and the next."""
        return self._stopped.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stopped.set()


class _Job(QObject, Generic[T]):
    """One piece of work under way, on the screen's side. It goes when the worker goes."""

    def __init__(self, worker: Worker, done: Callable[[T], object], failed: Callable[[Exception], object]) -> None:
        super().__init__(worker)
        self._worker, self._done, self._failed = worker, done, failed

    def answer(self, future: Future[T]) -> None:
        """Hand the result over; what is nobody's fault but ours is raised here, for the crash dialog."""
        self._worker.job_ended(self)
        try:
            result = future.result()
        except REFUSED as error:
            self._failed(error)
        else:
            self._done(result)


class Worker(QObject):
    """Runs work on threads for the widget that owns it; when the widget is gone, answers are dropped.

    Refusals and faults go to `failed`, or are shown at the widget when none is given.
    """

    busy_changed = Signal(bool)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._jobs: set[QObject] = set()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return bool(self._jobs)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Progress:
        """Call `work` on another thread, then `done` with its result, or `failed` with what it raised."""
        return self.run_in_steps(lambda _progress: work(), done, failed)

    def run_in_steps(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        progressed: Callable[[int, int, str], object] = lambda _done, _of, _words: None,
    ) -> Progress:
        """As `run`, for work that tells how far it is and looks whether it should stop.

        Returns what the work was given: call its `cancel` to ask the work to stop.
        """
        arrivals = the_arrivals()
        job = _Job(self, done, failed or (lambda error: refuse(self._owner, error)))

        def while_there(does: Callable[[], object]) -> None:
            arrivals.tell(lambda: does() if isValid(job) else None)

        progress = Progress(lambda now, of, words: while_there(lambda: progressed(now, of, words)))
        self._jobs.add(job)
        self.busy_changed.emit(True)
        future = _POOL.submit(work, progress)
        _under_way.add(future)
        future.add_done_callback(_under_way.discard)
        future.add_done_callback(lambda future: while_there(lambda: job.answer(future)))
        return progress

    def job_ended(self, job: QObject) -> None:
        """A piece of work has answered."""
        self._jobs.discard(job)
        job.deleteLater()
        self.busy_changed.emit(self.busy)


def idle() -> bool:
    """Whether no work is under way, for whichever widget."""
    return not _under_way


def finish() -> None:
    """Wait for what is under way and begin nothing more: nothing may answer once the application is gone."""
    _POOL.shutdown(wait=True, cancel_futures=True)
