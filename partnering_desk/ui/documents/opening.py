"""Opening a file with the system's own program for its kind."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.widgets.attempt import refuse


def open_file(owner: QWidget, path: Path) -> None:
    """Open `path`; where no program here opens such files, say at `owner` where the file is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        refuse(owner, Refusal(f"No program here opens such files. The copy is at {path}."))
