"""Shows a page as the window would, for as long as a test needs it; and answers the dialogs that it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from partnering_desk.app.register import Register
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.theme import dress

P = TypeVar("P", bound=Page)


@contextmanager
def shown(page: P, register: Register) -> Iterator[P]:
    """The page on the screen, told of every change."""
    announcer = Announcer(register)
    announcer.changed.connect(page.announce)
    dress(page)
    page.resize(1240, 800)
    page.visit(None)
    page.show()
    wait_for_answer(page)
    try:
        yield page
    finally:
        announcer.stop()
        page.close()
        page.deleteLater()


def wait_for_answer(page: Page) -> None:
    """Until the page shows what it asked the register for."""
    late = QDeadlineTimer(10_000)
    while page.asking:
        assert not late.hasExpired(), "the register has not answered"
        QTest.qWait(1)


def words_of(widget: QWidget) -> list[str]:
    """Every text that labels inside `widget` show."""
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]


def button_of(widget: QWidget, name: str) -> QPushButton:
    """The button inside `widget` whose text or accessible name begins so."""
    return next(
        one
        for one in widget.findChildren(QPushButton)
        if one.text().startswith(name) or one.accessibleName().startswith(name)
    )


def in_dialog(act: Callable[[QDialog], object]) -> None:
    """Do something in the dialog that opens next, as soon as it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
