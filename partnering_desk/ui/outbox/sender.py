"""While a register is open, what waits in its outbox is sent by itself as soon as its time has come."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from partnering_desk.app.mail_settings import load
from partnering_desk.app.outbox import Sent, due_to_send, send_waiting
from partnering_desk.app.register import Register
from partnering_desk.ui.outbox.password import known_password
from partnering_desk.ui.widgets.background import Worker

EVERY = 60_000
"""Milliseconds between two looks into the outbox."""


class Sender(QObject):
    """Looks into the outbox now and then. It never asks for anything: without settings or password it waits."""

    def __init__(self, register: Register, owner: QWidget) -> None:
        super().__init__(owner)
        self._register = register
        self._worker = Worker(owner)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether something is being sent."""
        return self._worker.busy

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def go_on(self) -> None:
        """Look again, now and from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Send what is due, away from the screen; what does not go waits for its next attempt."""
        if not self._worker.busy:
            register = self._register
            self._worker.run(lambda: _send_due(register), lambda _sent: None, lambda _error: None)


def _send_due(register: Register) -> Sent:
    """Send what is due; a register or network that refuses is no news here, the outbox itself tells."""
    settings = load()
    due = due_to_send(register) if settings is not None else ()
    if settings is None or not due:
        return Sent(0, len(due))
    password = known_password(settings)
    if password is None:
        return Sent(0, len(due))
    return send_waiting(register, settings, password, due)
