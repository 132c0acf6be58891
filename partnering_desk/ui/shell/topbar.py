"""The bar over the page: search at the left, who records and what is saved at the right.

What concerns the whole register (it is only read, it was recovered) has a line of its own above, on every page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnering_desk.rules.wording import show_time
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import quiet

_LEAST = 200
"""Pixels at 100 % that the search keeps on a small screen."""


class TopBar(QWidget):
    """The bar of the window, or in its stead the header of the page shown."""

    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.search = button("Search everything   Ctrl+K", self.search_wanted.emit)
        self.search.setAccessibleName("Search everything")
        set_look(self.search, role="search")
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.who = quiet("")
        self.who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.band = Notice(edge=True)
        self._own = QWidget()
        line = row(self.search, self.who, space=16)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        self._line = line
        self._own.setLayout(line)
        self._shown = self._own
        self._column = column(self.band, self._own, space=0)
        self._column.setContentsMargins(0, 0, 0, 1)
        self.setLayout(self._column)
        self._fit()

    def show_recording(self, who: str, saved_at: datetime | None) -> None:
        """Say who records, and when something was last put on the disk."""
        recording = f"Recording as {who}" if who else "Nobody is named as recording"
        saved = f" · Saved {show_time(saved_at.time())}" if saved_at else ""
        self.who.setText(recording + saved)

    def show_reading(self, words: str, write: Callable[[], object] | None) -> None:
        """Say that the register is only read, and why; where it can be, offer to `write`."""
        self.who.clear()
        if self.band.words != words:  # said anew, the button would lose the keyboard
            self.band.say(words, Tone.CARE, "Open to write now" if write else "", write)

    def show_recovered(self, words: str, report: Callable[[], object]) -> None:
        """Say what was recovered, and offer to `report` it."""
        self.band.say(words, Tone.INFO, "Report…", report, closes=True)

    def show_header(self, header: QWidget | None) -> None:
        """Show the header of a page, or the bar of the window when it has none."""
        self._shown.hide()
        self._shown = header or self._own
        if self._column.indexOf(self._shown) < 0:
            self._column.addWidget(self._shown)
        self._shown.show()

    def drop_header(self, header: QWidget | None) -> None:
        """The page of this header is gone."""
        if header is not None and self._column.indexOf(header) >= 0:
            self.show_header(None)
            self._column.removeWidget(header)
            header.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        theme = current()
        self._line.setContentsMargins(theme.px(20), theme.px(9), theme.px(20), theme.px(9))
        self.search.setMinimumWidth(theme.px(_LEAST))
        self.search.setMaximumWidth(min(theme.px(420), 520))
