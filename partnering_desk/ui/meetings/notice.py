"""The notice of a meeting, over whatever page it is asked from."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from partnering_desk.app.notice import notice
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.document_view import DocumentDialog


def show_notice(owner: QWidget, register: Register, meeting_id: int) -> None:
    """Show the notice of a meeting, from where it can be saved."""
    DocumentDialog(owner, "Notice of meeting", lambda: partial(notice, register, meeting_id)).open()
