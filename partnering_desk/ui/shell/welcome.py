"""The first page: open a register, make one, or look at a sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from partnering_desk.app.register import SUFFIX
from partnering_desk.files import documents_folder
from partnering_desk.ui import preferences
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.buttons import button, primary_button, quiet_button
from partnering_desk.ui.widgets.card import Card, clear, column, row
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.scroll_page import ScrollPage
from partnering_desk.ui.widgets.text import quiet, section

RECENT, MOST = "recent registers", 8
_KIND = f"Registers (*{SUFFIX})"
_ASKS_NOT = QFileDialog.Option.DontConfirmOverwrite
"""A register is never written over, so nobody is asked whether it shall be."""


class Welcome(QWidget):
    """What is shown while no register is open."""

    open_wanted = Signal(Path)
    new_wanted = Signal(Path)
    sample_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, ground="page")
        self.notice = Notice(edge=True)
        page = ScrollPage("Partnering Desk", "The meetings of a partnering, from their dates to their minutes")
        buttons = FlowLayout()
        for one in (
            primary_button("Open a register…", self.ask_open),
            button("New register…", self.ask_new),
            button("Look at a sample…", self.ask_sample),
        ):
            buttons.addWidget(one)
        words = quiet("A register is one file that holds a partnering: its people, meetings, decisions and papers.")
        card = Card(section("Begin"), words)
        card.body.addLayout(buttons)
        self._recent = column(space=4)
        self._recent_card = Card(heading="Opened lately")
        self._recent_card.body.addLayout(self._recent)
        for inside in (card, self._recent_card):
            inside.setMaximumWidth(current().px(760))
        page.add(card, self._recent_card)
        page.body.addStretch(1)
        self.setLayout(column(self.notice, page, space=0))
        self.refresh()

    def refresh(self) -> None:
        """Show the registers opened lately that are still there."""
        clear(self._recent)
        paths = [Path(one) for one in preferences.texts(RECENT)]
        for path in paths:
            opener = quiet_button(path.stem, partial(self.open_wanted.emit, path))
            opener.setAccessibleName(f"Open {path.stem} in {path.parent}")
            self._recent.addLayout(row(opener, quiet(str(path.parent)), None))
        self._recent_card.setVisible(bool(paths))

    def ask_open(self) -> None:
        """Let the person choose a register to open."""
        recent = preferences.texts(RECENT)
        folder = Path(recent[0]).parent if recent else documents_folder()
        name, _ = QFileDialog.getOpenFileName(self, "Open a register", str(folder), f"{_KIND};;All files (*)")
        if name:
            self.open_wanted.emit(Path(name))

    def ask_new(self) -> None:
        """Let the person choose where a new register is kept."""
        name, _ = QFileDialog.getSaveFileName(
            self, "New register", str(documents_folder() / f"Partnering{SUFFIX}"), _KIND, options=_ASKS_NOT
        )
        if name:
            self.new_wanted.emit(_with_suffix(Path(name)))

    def ask_sample(self) -> None:
        """Let the person choose where the sample is kept."""
        name, _ = QFileDialog.getSaveFileName(
            self, "Where to keep the sample", str(documents_folder() / f"Sample{SUFFIX}"), _KIND, options=_ASKS_NOT
        )
        if name:
            self.sample_wanted.emit(_with_suffix(Path(name)))

    def say_inline(self, sentence: str, tone: Tone) -> None:
        """Show a sentence at the head of the page."""
        self.notice.say(sentence, tone)

    def clear_inline(self) -> None:
        """Take the sentence away."""
        self.notice.clear()


def remember(path: Path) -> None:
    """Keep a register among those opened lately."""
    name = str(path.resolve())
    preferences.keep(RECENT, [name, *(one for one in preferences.texts(RECENT) if one != name)][:MOST])


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
