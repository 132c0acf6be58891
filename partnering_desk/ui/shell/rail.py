"""The rail of places at the left of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from partnering_desk.ui.shell.places import Place
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.buttons import when_chosen
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.chip import Badge
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.text import small, strong

if TYPE_CHECKING:
    from partnering_desk.app.heading import Heading

_WIDTH, _WIDEST = 208, 320


class PlaceButton(QPushButton):
    """A place on the rail, with how many things wait there."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.label.replace("&", "&&"))
        self.place = place
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(place.label)
        set_look(self, role="place")
        self.badge = Badge(self)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, current().px(10), 0)
        inside.addStretch(1)
        inside.addWidget(self.badge)

    def minimumSizeHint(self) -> QSize:
        """As wide as the label is when the place is lit, which is bolder."""
        theme, least = current(), super().minimumSizeHint()
        lit = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self.text())
        return QSize(max(least.width(), lit + theme.px(24)), least.height())

    def show_waiting(self, number: int) -> None:
        """Show how many things wait."""
        self.badge.show_number(number)
        self.setAccessibleName(f"{self.place.label}, {number} waiting" if number else self.place.label)


class Rail(QWidget):
    """Which partnering, and its places."""

    chosen = Signal(str)
    """The name of a place that was pressed."""
    partnering_chosen = Signal(int)
    menu_wanted = Signal()

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Places")
        self.name = strong("")
        self.words = small("")
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("Partnering")
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.hide()
        self.chooser.activated.connect(self._choose_partnering)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, PlaceButton] = {}
        self._build(places)
        self._fit()

    def _build(self, places: Sequence[Place]) -> None:
        theme = current()
        head = column(self.chooser, self.name, self.words, space=4)
        head.setContentsMargins(theme.px(10), theme.px(12), theme.px(10), theme.px(18))
        inside = QWidget()
        listed = column(head, space=2, margin=8)
        for place in (one for one in places if one.rail and not one.foot):
            listed.addWidget(self._button(place))
        listed.addStretch(1)
        for place in (one for one in places if one.rail and one.foot):
            listed.addWidget(self._button(place))
        listed.addWidget(self._menu())
        inside.setLayout(listed)
        self._inside = inside
        self._area = area = scrolling(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outside = column(area, space=0)
        outside.setContentsMargins(0, 0, 1, 0)
        self.setLayout(outside)

    def _menu(self) -> QPushButton:
        """What shows the menu bar to those who do not know that F10 and Alt do."""
        made = QPushButton("Menu (F10)")
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setAutoDefault(False)
        set_look(made, role="place")
        made.clicked.connect(self.menu_wanted)
        return made

    def _button(self, place: Place) -> PlaceButton:
        button = PlaceButton(place)
        when_chosen(button, lambda: self.chosen.emit(place.name))
        self._group.addButton(button)
        self.buttons[place.name] = button
        return button

    def light(self, name: str) -> None:
        """Show that the person is at the place of that name."""
        if name in self.buttons:
            with QSignalBlocker(self.buttons[name]):
                self.buttons[name].setChecked(True)

    def show_waiting(self, name: str, number: int) -> None:
        """Show how many things wait at a place."""
        if name in self.buttons:
            self.buttons[name].show_waiting(number)

    def show_heading(self, heading: Heading | None, all_of_them: Sequence[tuple[int, str]], chosen: int) -> None:
        """Show which partnering this is; with more than one in the register, let the person choose."""
        self.name.setText(heading.name if heading else "Partnering Desk")
        self.words.setText(heading.words if heading else "")
        self.words.setVisible(bool(heading))
        several = len(all_of_them) > 1
        self.chooser.setVisible(several)
        self.name.setVisible(not several)
        self.chooser.clear()
        for number, name in all_of_them:
            self.chooser.addItem(name, number)
        self.chooser.setCurrentIndex(self.chooser.findData(chosen))
        QTimer.singleShot(0, self, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        """Be as wide as the text needs when its size changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.layout() is not None:
            QTimer.singleShot(0, self, self._fit)  # when what is inside knows its new size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the scroll bar when the places do not all fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = self._inside.minimumSizeHint()
        wanted = max(least.width(), min(current().px(_WIDTH), _WIDEST)) + 1
        bar = self._area.verticalScrollBar().sizeHint().width()
        if self._inside.heightForWidth(wanted - bar) > self.height():
            wanted += bar
        self.setFixedWidth(wanted)

    def _choose_partnering(self, place: int) -> None:
        self.partnering_chosen.emit(self.chooser.itemData(place))
