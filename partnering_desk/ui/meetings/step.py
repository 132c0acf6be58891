"""What every step of a meeting's workspace is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnering_desk.app.register import Register
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page


class StepPage(Page):
    """One step of one meeting: Prepare, Meet, Minutes, Circulate or Confirm.

    The workspace makes it when the step is first opened, and tells it of changes as it is told itself.
    """

    buttons_changed = Signal()
    """The buttons in the header are to be asked for again."""

    def __init__(self, register: Register, meeting_id: int, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.meeting_id = meeting_id

    def buttons(self) -> list[QWidget]:
        """The buttons that stand at the right of the workspace's header, the primary one last."""
        return []
