"""The help: its pages on the left, the one that is read on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QListWidget, QTextBrowser, QWidget

from partnering_desk.ui.help.pages import HelpPage, help_pages
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import named

_LINE = 135
"""The height of a line, in per cent of the font's own: long text is read more easily so."""


class HelpDialog(Dialog):
    """Reads the pages of the help; it needs neither a register nor a network. `page` is shown first."""

    def __init__(self, parent: QWidget | None, page: str = "") -> None:
        super().__init__(parent, "Help", "Close")
        self.cancel.hide()
        self._pages = help_pages()
        self.list = named(QListWidget(), "Pages of the help")
        self.text = named(QTextBrowser(), "Page of the help")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self.follow)
        self.list.addItems([one.title for one in self._pages])
        self.list.currentRowChanged.connect(lambda place: self._show(self._pages[place]))
        theme, screen = current(), QGuiApplication.primaryScreen().availableSize()
        self.list.setFixedWidth(min(theme.px(240), screen.width() // 3))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.text.setMinimumSize(min(theme.px(300), screen.width() // 3), theme.px(160))
        beside = row(self.list, self.text, space=16)
        beside.setStretch(1, 1)
        self.body.addLayout(beside, 1)
        self.go_to(page or self._pages[0].name)
        self.list.setFocus()
        self.resize(min(theme.px(1000), screen.width()), min(theme.px(760), round(screen.height() * 0.9)))

    def go_to(self, name: str) -> None:
        """Show the page of that name; of an unknown one nothing changes."""
        names = [one.name for one in self._pages]
        if name in names:
            self.list.setCurrentRow(names.index(name))

    def follow(self, link: QUrl) -> None:
        """Go where a link leads: to another page, or to a place outside, with the system's own program."""
        if link.isRelative():
            self.go_to(link.path().removesuffix(".md"))
        else:
            QDesktopServices.openUrl(link)

    def _show(self, page: HelpPage) -> None:
        self.text.setMarkdown(page.text)
        self.text.setAccessibleName(page.title)
        document = self.text.document()
        document.setDocumentMargin(current().px(8))
        airy = QTextBlockFormat()
        airy.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(airy)
        heading = QTextCharFormat()
        heading.setFont(current().font("section", bold=True))
        for number in range(document.blockCount()):
            block = document.findBlockByNumber(number)
            if block.blockFormat().headingLevel():
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(heading)
