"""The editor of an item's notes: what is typed is announced within half a second, and whenever it is left."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnering_desk.ui.meetings.notes_marks import NotesMarks
from partnering_desk.ui.meetings.pasted import notes_from_html
from partnering_desk.ui.spelling.prose_edit import ProseEdit
from partnering_desk.ui.theme.theme import current

SAVED_AFTER = 400
"""Milliseconds of rest after which typing is announced; a crash costs at most this and the writing."""

AGAIN_AFTER = 5_000
"""Milliseconds after which what could not be kept is announced once more: the disk may have room by then."""

_NOTHING = "\0"
"""No notes that can be typed: whatever stands in the editor differs from it."""

_POINT = re.compile(r"^(?P<indent>\s*)(?P<sign>[-*+]|(?P<number>\d+)(?P<dot>[.)])|>)(?P<gap>\s+)")

SHORTCUTS = (
    ("Ctrl+B", "bold"),
    ("Ctrl+Shift+L", "list"),
    ("Ctrl+Shift+K", "link"),
    ("Ctrl+Shift+Q", "quote"),
)
"""The keys of the editor, for the help."""


class NotesEdit(ProseEdit):
    """Notes in plain Markdown. Tab leaves the editor; what is pasted from Word keeps its text."""

    to_save = Signal(str)
    """The notes as they stand, to be kept now."""

    def __init__(self, name: str, lines: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, marks=NotesMarks)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(", ".join(f"{keys} {what}" for keys, what in SHORTCUTS))
        self.setAccessibleDescription("Tab leaves the editor.")
        self._lines = lines
        self._saved = ""
        self._rest = QTimer(self, singleShot=True, interval=SAVED_AFTER)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_AFTER)
        for timer in (self._rest, self._again):
            timer.timeout.connect(self.save_now)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        for (keys, _), act in zip(
            SHORTCUTS, (self.toggle_bold, self.toggle_list, self.make_link, self.toggle_quote), strict=True
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def show_notes(self, notes: str) -> None:
        """Show notes as kept, unless something typed here is not kept yet: that is never overwritten."""
        if self.toPlainText() != self._saved:
            return
        self._saved = notes
        if notes != self.toPlainText():
            self.setPlainText(notes)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def _typed(self) -> None:
        if self.toPlainText() != self._saved and not self._rest.isActive():
            self._rest.start()  # not begun anew with each key: somebody who never pauses is kept too

    def save_now(self) -> None:
        """Announce what was typed and not announced yet."""
        self._rest.stop()
        self._again.stop()
        text = self.toPlainText()
        if text != self._saved:
            self._saved = text
            self.to_save.emit(text)

    def not_saved(self) -> None:
        """What was announced last could not be kept: it is announced again soon, or when the editor is next used."""
        self._saved = _NOTHING
        self._again.start()

    @property
    def kept(self) -> bool:
        """Whether everything typed here has been announced, and could be kept."""
        return self.toPlainText() == self._saved

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the editor keeps what was typed."""
        self.save_now()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its text, at least a few lines; the page scrolls, not the editor."""
        line = self.fontMetrics().lineSpacing()
        spare = line if self._lines > 1 else 0
        around = 2 * (self.document().documentMargin() + current().px(8)) + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), int(max(self._lines * line, self._text_height() + spare) + around))

    def _text_height(self) -> float:
        """How high the text is as it is wrapped now; asking for a block's place lays it out."""
        layout = self.document().documentLayout()
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the text anew, and asks for another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Never lower than its text."""
        return QSize(current().px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with a list or a quote, and ends it on an empty point."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._go_on_with_list():
            return
        super().keyPressEvent(event)

    def _go_on_with_list(self) -> bool:
        cursor = self.textCursor()
        line = cursor.block().text()
        point = _POINT.match(line)
        if point is None or cursor.hasSelection() or cursor.positionInBlock() < point.end():
            return False
        if not line[point.end() :].strip():
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.removeSelectedText()
            return True
        sign = point["sign"] if point["number"] is None else f"{int(point['number']) + 1}{point['dot']}"
        cursor.insertText(f"\n{point['indent']}{sign}{point['gap']}")
        self.ensureCursorVisible()
        return True

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: formatted text as notes, plain text as it is."""
        if source.hasHtml():
            self.insertPlainText(notes_from_html(source.html()))
        else:
            super().insertFromMimeData(source)

    def toggle_bold(self) -> None:
        """Make the words chosen bold, or plain again."""
        self._wrap("**", "**")

    def make_link(self) -> None:
        """Make the words chosen a link, its address to be typed."""
        cursor = self.textCursor()
        words = cursor.selectedText() or "words"
        cursor.insertText(f"[{words}](https://)")
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.setTextCursor(cursor)

    def toggle_list(self) -> None:
        """Make the lines chosen points of a list, or plain again."""
        self._lead("- ")

    def toggle_quote(self) -> None:
        """Make the lines chosen a quotation, or plain again."""
        self._lead("> ")

    def _wrap(self, before: str, after: str) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        words = cursor.selectedText()
        if words.startswith(before) and words.endswith(after) and len(words) >= len(before + after):
            cursor.insertText(words[len(before) : -len(after)])
            return
        cursor.insertText(f"{before}{words}{after}")
        if not words:
            cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(after))
            self.setTextCursor(cursor)

    def _lead(self, sign: str) -> None:
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        blocks = [document.findBlockByNumber(number) for number in range(first, last + 1)]
        led = all(block.text().startswith(sign) for block in blocks)
        cursor.beginEditBlock()
        for block in blocks:
            at = QTextCursor(block)
            if led:
                at.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(sign))
                at.removeSelectedText()
            else:
                at.insertText(sign)
        cursor.endEditBlock()
