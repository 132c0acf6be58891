"""What was just done, said for a while at the foot of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from partnering_desk.ui.theme.theme import current, set_look

SHOWN_FOR = 6000
"""For how many milliseconds a sentence stays."""


class Toast(QLabel):
    """A sentence over the foot of `parent`, which goes by itself. A screen reader says it too."""

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
        self.move((within.width() - self.width()) // 2, within.height() - self.height() - theme.px(24))


def say_over(widget: QWidget, sentence: str) -> None:
    """Say a sentence at the foot of the window or dialog that a widget stands in."""
    window = widget.window()
    toast = next(iter(window.findChildren(Toast)), None) or Toast(window)
    toast.say(sentence)
