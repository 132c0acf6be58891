"""The hands and eyes of the tour: keys, presses of the mouse, and pictures of what is on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QWidget

from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.tour.driver import Act, Lost, Story, Until
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.toast import Toast

_LOOKS_AT_PAGES = 20
"""How often a window that shows a PDF must look the same: Qt sets the pages on a thread, and does not say when."""


class Hands:
    """Acts on a window as a person does, and takes its picture. Every method gives what a story yields."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window, self._folder = window, folder
        self._seen = QImage()
        self._looks = 0
        self.taken: list[Path] = []

    # acts

    def keys(self, *chords: str) -> Act:
        """Press keys one after another, such as "Ctrl+Down", where the keyboard is."""

        def act() -> None:
            for chord in chords:
                QTest.keySequence(self.focus(), QKeySequence(chord))

        return act

    def write(self, text: str) -> Act:
        """Type a text where the keyboard is."""
        return lambda: QTest.keyClicks(self.focus(), text)

    def press(self, words: str) -> Story:
        """Press the button that bears these words, or is named so, with the mouse, once it is there."""
        yield Until(f"the button “{words}”", lambda: self.button(words))
        yield lambda: self.click(self.button(words))

    def focus_on(self, name: str) -> Story:
        """Put the keyboard where a control of that name is, once it is there."""
        yield Until(f"the control “{name}”", lambda: self.control(name))
        yield lambda: self._to(self.control(name))

    def name_file(self, path: Path) -> Story:
        """Type a path into the dialog that asks for a file or a folder."""
        yield Until("the dialog of files", self._asks_for_a_file)
        yield self.write(str(path))
        yield self.keys("Return")
        yield Until("the end of the dialog of files", lambda: not self._asks_for_a_file())

    @staticmethod
    def _asks_for_a_file() -> bool:
        return isinstance(QApplication.activeModalWidget(), QFileDialog)

    @staticmethod
    def click(widget: QWidget | None, at: QPoint | None = None) -> None:
        """Press a widget with the mouse, in its middle."""
        if widget is None:
            raise Lost("what was to be pressed has gone.")
        where = at if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    @staticmethod
    def _to(widget: QWidget | None) -> None:
        if widget is not None:
            widget.setFocus(Qt.FocusReason.MouseFocusReason)

    def photograph(self, name: str) -> Story:
        """Leave a picture of the window under the next number, with the dialog over it, once it changes no more."""
        yield self.rest()
        yield Until("the end of what is said", lambda: not any(one.isVisible() for one in self._toasts()))
        self._looks = 0
        yield Until("a still window", self._still)
        yield lambda: self._keep(name)

    def photograph_now(self, name: str) -> None:
        """Leave a picture of the window as it is."""
        self._seen = self._picture().toImage()
        self._keep(name)

    def _toasts(self) -> list[Toast]:
        return self._window.findChildren(Toast)

    def _still(self) -> bool:
        before, self._seen = self._seen, self._picture().toImage()
        self._looks = self._looks + 1 if before == self._seen and not self._busy() else 0
        return self._looks >= (_LOOKS_AT_PAGES if self._shows_pages() else 1)

    def _shows_pages(self) -> bool:
        return any(one.isVisible() for one in self.front().findChildren(QPdfView))

    def _keep(self, name: str) -> None:
        path = self._folder / f"{len(self.taken) + 1:02}-{name}.png"
        if not self._seen.save(str(path)):
            raise Lost(f"{path} could not be written.")
        self.taken.append(path)

    # what can be waited for

    def words(self, text: str) -> Until:
        """Wait until a text is on the screen."""
        return Until(f"“{text}”", lambda: self.says(text))

    def dialog(self, title: str = "") -> Until:
        """Wait until a dialog has come up."""
        return Until(f"the dialog “{title}”", lambda: self._dialog_is_up(title))

    def no_dialog(self) -> Until:
        """Wait until no dialog is up."""
        return Until("the end of the dialog", lambda: QApplication.activeModalWidget() is None)

    def rest(self) -> Until:
        """Wait until nothing is being worked on."""
        return Until("the end of the work", lambda: not self._busy())

    def number_beside(self, place: str) -> Until:
        """Wait until a place of the rail says how many things wait there."""
        return Until(f"the number beside {place}", lambda: self._waiting_at(place))

    # eyes

    def _busy(self) -> bool:
        return any(one.busy for one in self._window.findChildren(Worker))

    def _waiting_at(self, place: str) -> bool:
        names = (one.accessibleName() for one in self._window.findChildren(QAbstractButton))
        return any(name.startswith(f"{place}, ") for name in names)

    def front(self) -> QWidget:
        """The window that takes keys."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def focus(self) -> QWidget:
        """The widget that takes keys."""
        front = self.front()
        return front.focusWidget() or front

    def button(self, words: str) -> QAbstractButton | None:
        """The button of the front window that can be pressed and bears these words, or is named so."""
        for one in self.front().findChildren(QAbstractButton):
            borne = (one.text().replace("&", ""), one.accessibleName())
            if one.isVisible() and one.isEnabled() and any(words == said or words + "…" == said for said in borne):
                return one
        return None

    def control(self, name: str) -> QWidget | None:
        """The control of the front window that is named so and takes keys."""
        for one in self.front().findChildren(QWidget):
            takes_keys = one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
            if one.accessibleName() == name and takes_keys and not isinstance(one, QAbstractButton):
                return one
        return None

    def says(self, text: str) -> bool:
        """Whether a text is on the screen, in a label or as the name of a control."""
        front = self.front()
        return any(
            text in one.accessibleName() or (isinstance(one, QLabel | QAbstractButton) and text in one.text())
            for one in front.findChildren(QWidget)
            if one.isVisible()
        )

    def _dialog_is_up(self, title: str) -> bool:
        found = QApplication.activeModalWidget()
        return isinstance(found, QDialog) and found.isVisible() and title in found.windowTitle()

    def _picture(self) -> QPixmap:
        whole = self._window.grab()
        over = [
            one
            for one in QApplication.topLevelWidgets()
            if one is not self._window and one.isVisible() and one.width() > 1
        ]
        painter = QPainter(whole)
        for one in over:
            place = QRect(one.pos() - self._window.pos(), one.size())
            painter.drawPixmap(place, one.grab())
            painter.setPen(current().colour("quiet"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
        return whole
