"""Answering a dialog that a test is about to open."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from partnering_desk.ui.partnering.wizard import SetUpWizard


def in_dialog(act: Callable[[QWidget], object]) -> None:
    """Call `act` with the dialog that is opened next, once it is there; if it fails, the dialog is closed."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or isinstance(dialog, SetUpWizard) or not dialog.isVisible():
            QTimer.singleShot(5, look)
            return
        try:
            act(dialog)
        finally:
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
