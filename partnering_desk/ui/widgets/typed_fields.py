"""Fields for what people type loosely: "4 dec", "half past nine"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_date, show_time
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.text import label

V = TypeVar("V")


class _Line(QLineEdit):
    """A line that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the line is left, before anything else hears of it."""
        self.left.emit()
        super().focusOutEvent(event)


class TypedField(QWidget, Generic[V]):
    """A line read by `read` when it is left or Enter is pressed, and then shown as `show` writes it.

    `read` raises Refusal with the sentence that is shown beneath. An empty line is None.
    """

    changed = Signal(object)
    """The value read, or None, when a person changed it."""

    def __init__(
        self,
        read: Callable[[str], V],
        show: Callable[[V], str],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._show = read, show
        self._value: V | None = None
        self.line = _Line()
        self.line.setPlaceholderText(placeholder)
        self.fault = label("", "fault")
        self.fault.hide()
        self.setLayout(column(self.line, self.fault, space=4))
        self.setFocusProxy(self.line)
        self.line.left.connect(self.settle)
        self.line.returnPressed.connect(self.settle)
        self.line.textEdited.connect(self.fault.hide)

    def value(self) -> V | None:
        """The value typed, None when the line is empty.

        Raises:
            Refusal: what stands there cannot be read; the sentence is shown beneath the line too.
        """
        self.settle()
        if not self.fault.isHidden():
            raise Refusal(self.fault.text())
        return self._value

    def set_value(self, value: V | None) -> None:
        """Show a value; nothing is announced."""
        self._value = value
        self._say("")
        self.line.setText("" if value is None else self._show(value))

    def settle(self) -> None:
        """Read what stands in the line, and show it as understood or say beneath what is wrong."""
        text = self.line.text().strip()
        if self._value is not None and text == self._show(self._value):
            return
        try:
            value = self._read(text) if text else None
        except Refusal as refusal:
            self._say(refusal.sentence)
            return
        changed = value != self._value
        self.set_value(value)
        if changed:
            self.changed.emit(value)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        set_look(self.line, wrong=bool(sentence))


class DateField(TypedField[date]):
    """A date, typed loosely and shown as "Fri 4 Dec 2026". `today` is asked each time something is read."""

    def __init__(
        self,
        today: Callable[[], date],
        read: Callable[[str, date], date] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        def understood(text: str) -> date:
            return (read or _reader_of_dates())(text, today())

        super().__init__(understood, show_date, "4 dec, next tue", parent)


class TimeField(TypedField[time]):
    """A time of day, typed loosely and shown as "10:02"."""

    def __init__(self, read: Callable[[str], time] | None = None, parent: QWidget | None = None) -> None:
        def understood(text: str) -> time:
            return (read or _reader_of_times())(text)

        super().__init__(understood, show_time, "10:00", parent)


def _reader_of_dates() -> Callable[[str, date], date]:
    from partnering_desk.app.typed import read_date

    return read_date


def _reader_of_times() -> Callable[[str], time]:
    from partnering_desk.app.typed import read_time

    return read_time
