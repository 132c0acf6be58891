"""Small parts of the preview of an action log: a line with an Enter of its own, and the ground of doubt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem

from partnering_desk.ui.widgets.table import Wrapping


class LineOfItsOwn(QLineEdit):
    """A line whose Enter does what it is for, and not what the dialog is for."""

    def __init__(self, entered: Callable[[], object]) -> None:
        super().__init__()
        self._entered = entered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter stays in the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
            event.accept()
        else:
            super().keyPressEvent(event)


class DoubtfulGround(Wrapping):
    """Draws the ground of doubtful cells, which the style sheet would leave away."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QColor):
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
