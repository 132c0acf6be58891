"""A dialog whose act takes long: done away from the screen, told how far it is, and stopped by Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import refuse, tried
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import named


class LongDialog(Dialog):
    """Give `begins` what the button calls: it looks at what is filled in, and returns the work to be done away.

    It returns nothing where nothing is to be done. While the work is under way a bar shows how far it is, and Cancel,
    Esc and closing stop it: then nothing was done and the dialog stays. Without `begins` it is a dialog as any other.
    """

    def __init__(self, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.begins: Callable[[], Callable[[Progress], object] | None] | None = None
        self.bar = named(QProgressBar(), title)
        self.bar.setTextVisible(False)
        self.bar.hide()
        outside = self.layout()
        assert outside is not None
        outside.replaceWidget(self.buttons, self.bar)
        outside.addWidget(self.buttons)
        self._worker = Worker(self)
        self._progress: Progress | None = None

    def _press(self) -> None:
        if self.begins is None:
            super()._press()
            return
        begun, work = tried(self, self.begins)
        if begun and work is not None:
            self._set_under_way(True)
            self._progress = self._worker.run_in_steps(work, self._ended, self._failed, self._show_progress)

    def _set_under_way(self, under_way: bool) -> None:
        """While the work is under way nothing can be changed, only stopped."""
        self.clear_inline()
        self.bar.setRange(0, 0)
        self.bar.setVisible(under_way)
        self.verb.setDisabled(under_way)
        inside = self.body.parentWidget()
        assert inside is not None
        inside.setDisabled(under_way)

    def _show_progress(self, done: int, of: int, _words: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _ended(self, result: object) -> None:
        self._progress = None
        self._set_under_way(False)
        if result is None:
            self.say_inline("Stopped. Nothing was kept.", Tone.PLAIN)
            return
        self.result_value = result
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._progress = None
        self._set_under_way(False)
        refuse(self, error)

    def reject(self) -> None:
        """Stop what is under way; close when nothing is."""
        if self._progress is not None:
            self._progress.cancel()
        else:
            super().reject()
