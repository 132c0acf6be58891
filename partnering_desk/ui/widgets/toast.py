"""What was just done, said for a while at the foot of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from partnering_desk.ui.theme.theme import current, set_look

SHOWN_FOR = 6000
"""For how many milliseconds a sentence stays."""

_FIELDS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


class Toast(QLabel):
    """A sentence near the foot of `parent`, over no field, which goes by itself. A screen reader says it too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_look(self, role="toast")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the last."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        within, theme = self.parentWidget(), current()
        if within is None:
            return
        width = min(theme.px(560), within.width() - theme.px(48))
        self.setMaximumWidth(width)
        self.setFixedWidth(min(width, self.fontMetrics().horizontalAdvance(self.text()) + theme.px(40)))
        self.adjustSize()
        spots = self._spots(within)
        free = next((spot for spot in spots if not self._covered(within, spot)), None)
        self.move(free or min(spots, key=lambda spot: self._covered(within, spot)))

    def _spots(self, within: QWidget) -> list[QPoint]:
        """Where it can stand, the middle of the foot first, then beside that, then higher."""
        room = current().px(24)
        right, foot = within.width() - self.width() - room, within.height() - self.height() - room
        heights = range(foot, room, -self.height() // 2)
        return [QPoint(x, y) for y in heights or [foot] for x in (right // 2 + room // 2, right)]

    def _covered(self, within: QWidget, spot: QPoint) -> int:
        """How much that can be typed in or pressed would be under it there. It is itself passed through."""
        step = current().px(12)
        return sum(
            _is_field(within.childAt(x, y))
            for x in range(spot.x(), spot.x() + self.width() + step, step)
            for y in range(spot.y(), spot.y() + self.height() + step, step)
        )


def _is_field(widget: QWidget | None) -> bool:
    """A text that scrolls shows itself through a viewport, so that its parent is looked at too."""
    return isinstance(widget, _FIELDS) or (widget is not None and isinstance(widget.parentWidget(), _FIELDS))


def say_over(widget: QWidget, sentence: str) -> None:
    """Say a sentence at the foot of the window or dialog that a widget stands in."""
    window = widget.window()
    toast = next(iter(window.findChildren(Toast)), None) or Toast(window)
    toast.say(sentence)
