"""The marks of the groups: a shape and a colour for each kind, the same in every calendar and legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from partnering_desk.rules.agenda import GroupKind
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.text import label

_ROLES = {GroupKind.CORE: "core", GroupKind.WORKING: "working"}
_LEGEND = {GroupKind.CORE: "Core", GroupKind.WORKING: "Working", GroupKind.PRE_COMMENCEMENT: "Pre-commencement"}


def role_of(kind: GroupKind) -> str:
    """The colour role of a kind of group."""
    return _ROLES.get(kind, "care")


def draw_mark(painter: QPainter, kind: GroupKind, centre: QPointF, size: float, *, hollow: bool = False) -> None:
    """Draw the mark of a kind of group: a disc for the Core Group, a square or a diamond for the others."""
    colour = current().colour(role_of(kind))
    half = size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    box = QRectF(centre.x() - half, centre.y() - half, size, size)
    if kind is GroupKind.CORE:
        painter.drawEllipse(box)
    elif kind is GroupKind.WORKING:
        painter.drawRect(box.adjusted(half / 6, half / 6, -half / 6, -half / 6))
    else:
        points = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
        painter.drawPolygon(QPolygonF([centre + point for point in points]))
    painter.restore()


class _Mark(QWidget):
    """One mark, as large as a letter."""

    def __init__(self, kind: GroupKind) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(current().px(12), current().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        draw_mark(painter, self._kind, QRectF(self.rect()).center(), current().px(8))
        painter.end()


def legend(*kinds: GroupKind) -> QHBoxLayout:
    """What the marks and the shade mean, in words beside them."""
    made = row(space=6)
    for kind in kinds:
        made.addWidget(_Mark(kind))
        made.addWidget(label(_LEGEND[kind], "quiet", wrap=False))
        made.addSpacing(current().px(4))
    shade = label("shaded: not Working Days", "quiet", wrap=True)
    shade.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    made.addWidget(shade, 1)
    return made
