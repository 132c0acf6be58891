"""Icons of the resources in the colour of a role."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from partnering_desk.files import read_resource
from partnering_desk.ui.theme.theme import current


def icon(name: str, role: str = "text", size: int = 16) -> QIcon:
    """The icon ``icons/<name>.svg`` drawn in the colour of `role`, `size` pixels wide at 100 %.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    from PySide6.QtSvg import QSvgRenderer  # only where an icon is shown: start-up does without

    theme = current()
    drawing = read_resource(f"icons/{name}.svg").replace("currentColor", theme.colour(role).name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(theme.px(size), theme.px(size)) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        icon.addPixmap(pixmap)
    return icon
