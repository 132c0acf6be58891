"""A field of prose: misspelt words are marked, F7 goes to the next, and the context menu offers others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from partnering_desk.rules.wording import join_words
from partnering_desk.ui.spelling.marks import SpellingMarks
from partnering_desk.ui.spelling.spelling import the_spelling
from partnering_desk.ui.spelling.words import bare
from partnering_desk.ui.widgets.toast import say_over

SPELLING_KEYS = (("F7", "next misspelt word"), ("Shift+F10", "what may be meant"))
"""The keys of spelling, for the help."""


class ProseEdit(QPlainTextEdit):
    """Plain text whose spelling is checked, where it can be and the person wants it. Tab leaves the field."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, marks: type[SpellingMarks] = SpellingMarks
    ) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self._marks = marks(self)

    def next_misspelt(self) -> None:
        """Choose the next misspelt word, and say what may be meant; after the last comes the first."""
        speller = self._marks.speller
        if speller is None:
            say_over(self, the_spelling().why_not)
            return
        found = list(self._misspelt())
        if not found:
            say_over(self, "No word here is misspelt.")
            return
        after = self.textCursor().selectionEnd()
        cursor = next((one for one in found if one.selectionStart() >= after), found[0])
        self.setTextCursor(cursor)
        offered = join_words(speller.suggestions(cursor.selectedText()), "or") or "nothing like it is known"
        say_over(self, f"“{cursor.selectedText()}” may be misspelt: {offered}. Shift+F10 offers what can be done.")

    def _misspelt(self) -> Iterator[QTextCursor]:
        block = self.document().firstBlock()
        while block.isValid():
            yield from self._misspelt_in(block)
            block = block.next()

    def _misspelt_in(self, block: QTextBlock) -> Iterator[QTextCursor]:
        speller = self._marks.speller
        for word in speller.misspelt(block.text(), self._marks.ignored) if speller else ():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + word.start)
            cursor.setPosition(block.position() + word.end, QTextCursor.MoveMode.KeepAnchor)
            yield cursor

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu; over a misspelt word, first what may be meant."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        held = (one for one in self._misspelt_in(at.block()) if one.selectionStart() <= at.position())
        word = next((one for one in held if at.position() <= one.selectionEnd()), None)
        if word is not None and not self.isReadOnly():
            self._offer(menu, word)
        menu.popup(event.globalPos())

    def _offer(self, menu: QMenu, word: QTextCursor) -> None:
        text, speller = word.selectedText(), self._marks.speller
        offered = [QAction(one, menu) for one in (speller.suggestions(text) if speller else ())]
        for one in offered:
            one.triggered.connect(partial(_replace, word, one.text()))
        add, ignore, end = QAction("Add to the dictionary", menu), QAction("Ignore here", menu), QAction(menu)
        add.triggered.connect(lambda: self._add(text))
        ignore.triggered.connect(lambda: self._marks.ignore(bare(text)))
        end.setSeparator(True)
        usual = menu.actions()[0]
        menu.insertActions(usual, [*offered, add, ignore, end])
        menu.setActiveAction(menu.actions()[0])

    def _add(self, word: str) -> None:
        spelling = the_spelling()
        spelling.keep_own([*spelling.own_words, word])
        say_over(self, f"“{word}” is in your dictionary on this machine. Settings shows it and can take it out.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F7 goes to the next misspelt word."""
        if event.key() == Qt.Key.Key_F7 and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._marks.typing = False
            self.next_misspelt()
            return
        self._marks.typing = bool(event.text())
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed is typed."""
        self._marks.typing = True
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Its words are checked once it has been used."""
        super().focusInEvent(event)
        self._marks.wake()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The word left half typed is judged."""
        super().focusOutEvent(event)
        self._marks.typing = False
        self._marks.judge_left_word()

    def changeEvent(self, event: QEvent) -> None:
        """Light or dark, the marks are seen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_marks"):
            self._marks.show_colours()


def _replace(word: QTextCursor, meant: str) -> None:
    word.insertText(meant)
