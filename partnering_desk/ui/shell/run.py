"""Opens the window, and stays until it is closed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from partnering_desk import __version__
from partnering_desk.app.faults import Fault
from partnering_desk.files import resource
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.crash import CrashGuard
from partnering_desk.ui.shell.tidier import Tidier
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.widgets.background import finish


def run(path: Path | None = None, on: date | None = None) -> int:
    """Open the window on the register at `path`, or on the page that offers registers, as on the day `on`.

    Returns the exit code when the window is closed.

    Raises:
        Fault: there is no screen to open a window on.
    """
    require_screen()
    application = make_application()
    guard = CrashGuard(application)
    guard.install()
    window = MainWindow(Appearance(application), clock_on(on))
    begin(window, path)
    code = application.exec()
    finish()
    return code


def make_application() -> QApplication:
    """The application, named for the system."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("partnering-desk")
    application.setApplicationDisplayName("Partnering Desk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("partnering-desk")
    Tidier(application)
    application.setWindowIcon(QIcon(str(resource("icons/app.svg"))))
    return application


def begin(window: MainWindow, path: Path | None) -> None:
    """Show the window; it is on the screen before the register is opened."""
    if path is None:
        window.show_welcome()
    else:
        window.show_waiting(path)
    window.show()
    if path is not None:
        QTimer.singleShot(0, window, lambda: window.open_path(path))


def clock_on(day: date | None) -> Callable[[], datetime]:
    """The wall clock to the second, or the same with another day."""

    def now() -> datetime:
        moment = datetime.now().replace(microsecond=0)
        return moment if day is None else datetime.combine(day, moment.time())

    return now


def require_screen() -> None:
    """See that windows can be shown here.

    Raises:
        Fault: they cannot.
    """
    named = os.environ.get("QT_QPA_PLATFORM", "")
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not named and not shown:
        raise Fault(
            "There is no screen here to open the window on. The command “partnering-desk tour FOLDER” shows the "
            "desk in pictures instead."
        )
