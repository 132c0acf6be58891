"""The theme: roles and a text scale; a palette and a font for the application, a style sheet for its windows."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QStyleFactory, QWidget

from partnering_desk.files import read_resource, resource
from partnering_desk.ui.theme.roles import DARK, LIGHT, Roles
from partnering_desk.ui.theme.tinted import tinted

SMALLEST, LARGEST, STEP = 100, 200, 10
"""The text scale in per cent, and by how much a key press changes it."""

FAMILIES = ("Segoe UI", "Inter")
_BUNDLED = ("fonts/Inter-Regular.ttf", "fonts/Inter-SemiBold.ttf", "fonts/Inter-Bold.ttf")

_POINTS = {"body": 10.5, "title": 16.5, "heading": 12.75, "section": 11.5, "small": 9.0}

_ICONS = {
    "up": ("chevron-up", "text"),
    "down": ("chevron-down", "text"),
    "left": ("chevron-left", "text"),
    "right": ("chevron-right", "text"),
    "tick": ("check", "accent_text"),
}
"""Icons in the style sheet, and the roles of their colours."""

_PLACEHOLDER = re.compile(r"@([a-z_]+)(\d*)")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, and sizes at a text scale of `scale` per cent (100 to 200)."""

    roles: Roles = LIGHT
    scale: int = SMALLEST

    def px(self, size: float) -> int:
        """A length of `size` pixels at 100 %, scaled as the text is."""
        return max(1, round(size * self.scale / 100)) if size else 0

    def points(self, name: str) -> float:
        """The point size of body, title, heading, section or small text."""
        return _POINTS[name] * self.scale / 100

    def font(self, name: str = "body", *, bold: bool = False) -> QFont:
        """The font of body, title, heading, section or small text, for what is painted by hand."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points(name))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def colour(self, role: str) -> QColor:
        """The colour of a role, for what is painted by hand."""
        return QColor(str(getattr(self.roles, role)))

    def style_sheet(self, template: str) -> str:
        """The style sheet with ``@role`` colours, ``@space8`` lengths and ``@body_size`` sizes put in.

        Raises:
            KeyError: the template names something that is not in the theme.
        """
        names = self.roles.named()
        names |= {f"{name}_size": f"{self.points(name):.2f}pt" for name in _POINTS}
        names |= {f"icon_{name}": tinted(icon, names[role]).as_posix() for name, (icon, role) in _ICONS.items()}

        def value(found: re.Match[str]) -> str:
            name, number = found.groups()
            return f"{self.px(int(number))}px" if name == "space" else names[name + number]

        return _PLACEHOLDER.sub(value, template)

    def palette(self) -> QPalette:
        """The palette: what the style sheet leaves to the system's style is drawn in the same roles."""
        roles = self.roles
        palette = QPalette()
        group = QPalette.ColorRole
        for role, colour in (
            (group.Window, roles.page),
            (group.WindowText, roles.text),
            (group.Base, roles.card),
            (group.AlternateBase, roles.page),
            (group.Text, roles.text),
            (group.PlaceholderText, roles.quiet),
            (group.Button, roles.card),
            (group.ButtonText, roles.text),
            (group.BrightText, roles.bad),
            (group.Highlight, roles.accent),
            (group.HighlightedText, roles.accent_text),
            (group.Accent, roles.accent),
            (group.Link, roles.link),
            (group.LinkVisited, roles.link),
            (group.ToolTipBase, roles.card),
            (group.ToolTipText, roles.text),
            (group.Light, roles.card),
            (group.Midlight, roles.hover),
            (group.Mid, roles.hairline),
            (group.Dark, roles.button_edge),
            (group.Shadow, roles.field_edge),
        ):
            palette.setColor(role, QColor(colour))
        for role in (group.Text, group.ButtonText, group.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles.quiet))
        return palette


class _Shown:
    """The theme that the application shows now, like its palette and its font, and the style sheet made of it."""

    theme = Theme()
    sheet = ""


def current() -> Theme:
    """The theme shown now. A widget that paints asks for it each time it paints."""
    return _Shown.theme


def apply(application: QApplication, theme: Theme) -> None:
    """Show `theme` in every window of the application: at once in what is seen; in the rest by `dress_next`."""
    grown, _Shown.theme = theme.scale / _Shown.theme.scale, theme
    if grown != 1:
        for window in application.topLevelWidgets():
            for layout in window.findChildren(QLayout):
                _grow(layout, grown)
    application.setPalette(theme.palette())
    font = QFont(list(FAMILIES))
    font.setPointSizeF(theme.points("body"))
    application.setFont(font)
    _Shown.sheet = theme.style_sheet(read_resource("style.qss"))
    for part in _undressed(application):
        if part.isVisible():
            dress(part)


def dress(part: QWidget) -> None:
    """Give the style sheet to a part of a window, under no other part: what is in it, or opens over it, has it too.

    The application has none: every piece of a page would be styled anew each time it is put into a larger one, which
    makes the building of a page take three times as long. Nor has the main window: another look for all of its pages
    takes half a second, and only one of them is seen.
    """
    if part.styleSheet() != _Shown.sheet:
        part.setStyleSheet(_Shown.sheet)


def dress_window(window: QWidget) -> None:
    """Give the style sheet to a window that opens over another, unless a part that has it lies under the window."""
    under = window.parentWidget()
    while under is not None and not under.styleSheet():
        under = under.parentWidget()
    if under is None:
        dress(window)


def dress_next(application: QApplication) -> bool:
    """Show the theme in one more part of what is not seen; false when it is shown everywhere."""
    part = next(_undressed(application), None)
    if part is not None:
        dress(part)
    return part is not None


def _undressed(application: QApplication) -> Iterator[QWidget]:
    """The parts that still have the style sheet of the theme before."""
    return (one for one in application.allWidgets() if one.styleSheet() not in ("", _Shown.sheet))


def _grow(layout: QLayout, times: float) -> None:
    """Margins and spaces follow the text, as what the style sheet sets does; rounding is not added up on the way."""
    margins = layout.contentsMargins()
    lengths = [margins.left(), margins.top(), margins.right(), margins.bottom()]
    grid = layout if isinstance(layout, QGridLayout) else None
    lengths += [grid.horizontalSpacing(), grid.verticalSpacing()] if grid is not None else [layout.spacing()]
    exact = layout.property("lengths")
    if exact is None or [round(one) for one in exact] != lengths:
        exact = lengths
    exact = [one * times if one > 0 else one for one in exact]
    layout.setProperty("lengths", exact)
    left, top, right, bottom, across, *down = [round(one) for one in exact]
    layout.setContentsMargins(left, top, right, bottom)
    if grid is None:
        layout.setSpacing(across)
    else:
        grid.setHorizontalSpacing(across)
        grid.setVerticalSpacing(down[0])


def prepare(application: QApplication) -> None:
    """Set what every theme builds on: the plain base style, and our own font where the system has none."""
    application.setStyle(QStyleFactory.create("Fusion"))
    if sys.platform != "win32" and "Inter" not in QFontDatabase.families():
        for name in _BUNDLED:
            QFontDatabase.addApplicationFont(str(resource(name)))


def system_roles(application: QApplication) -> Roles:
    """Light or dark, as the system shows its own windows."""
    dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Set the properties that the style sheet looks at, and draw the widget anew by them."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
