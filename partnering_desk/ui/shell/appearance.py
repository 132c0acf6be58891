"""Light or dark, and how large the text is: as the system says, or as this person chose."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from partnering_desk.ui import preferences
from partnering_desk.ui.theme import theme
from partnering_desk.ui.theme.roles import DARK, LIGHT, Roles


class Colours(StrEnum):
    """Which of the two sets of colours a person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Colours.SYSTEM: Qt.ColorScheme.Unknown,
    Colours.LIGHT: Qt.ColorScheme.Light,
    Colours.DARK: Qt.ColorScheme.Dark,
}


_BETWEEN = 60
"""Milliseconds between one part that is not seen and the next, when the look changes."""


class Appearance(QObject):
    """Applies the theme now, and again when the system or the person changes it."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._shown: theme.Theme | None = None
        self._unseen = QTimer(self, interval=_BETWEEN)
        self._unseen.timeout.connect(self._dress_next)
        kept = preferences.text("colours", Colours.SYSTEM)
        self._colours = Colours(kept) if kept in set(Colours) else Colours.SYSTEM
        self._scale = _within(preferences.number("text_scale", theme.SMALLEST))
        theme.prepare(application)
        hints = application.styleHints()
        if self._colours is not Colours.SYSTEM:
            hints.setColorScheme(_SCHEMES[self._colours])
        hints.colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def colours(self) -> Colours:
        """What was chosen."""
        return self._colours

    @property
    def scale(self) -> int:
        """The size of text in per cent."""
        return self._scale

    def choose_colours(self, colours: Colours) -> None:
        """Show light or dark, or what the system shows, from now on."""
        self._colours = colours
        preferences.keep("colours", colours.value)
        self._application.styleHints().setColorScheme(_SCHEMES[colours])
        self._apply()

    def choose_scale(self, scale: int) -> None:
        """Show text at `scale` per cent from now on; less than 100 counts as 100, more than 200 as 200."""
        self._scale = _within(scale)
        preferences.keep("text_scale", self._scale)
        self._apply()

    def larger(self) -> None:
        """Make the text a step larger."""
        self.choose_scale(self._scale + theme.STEP)

    def smaller(self) -> None:
        """Make the text a step smaller."""
        self.choose_scale(self._scale - theme.STEP)

    def usual(self) -> None:
        """Show the text at its usual size."""
        self.choose_scale(theme.SMALLEST)

    def _roles(self) -> Roles:
        if self._colours is Colours.SYSTEM:
            return theme.system_roles(self._application)
        return DARK if self._colours is Colours.DARK else LIGHT

    def _apply(self) -> None:
        wanted = theme.Theme(self._roles(), self._scale)
        if wanted != self._shown:
            self._shown = wanted
            theme.apply(self._application, wanted)
            self._unseen.start()
            self.changed.emit()

    @Slot()
    def _dress_next(self) -> None:
        if not theme.dress_next(self._application):
            self._unseen.stop()


def _within(scale: int) -> int:
    return max(theme.SMALLEST, min(theme.LARGEST, scale))
