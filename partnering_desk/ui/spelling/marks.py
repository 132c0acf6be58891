"""Wavy lines under misspelt words. A screen reader hears of them too, as of misspelt text."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from partnering_desk.ui.spelling.last_line import LastLine
from partnering_desk.ui.spelling.speller import Speller
from partnering_desk.ui.spelling.spelling import the_spelling
from partnering_desk.ui.spelling.words import Word
from partnering_desk.ui.theme.theme import current

_ROLE = "bad"
_AT_ONCE = 4_000
"""Letters judged in one turn of the event loop, a few milliseconds' work: of a long text the rest comes after."""


class SpellingMarks(QSyntaxHighlighter):
    """Marks the lines of an editor that has been used; with each key, only the line it is typed into.

    Where much is to be judged at once, a text opened or pasted, it goes on from turn to turn of the event loop.
    """

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit.document())
        self._edit, self._used = edit, False
        self._held: tuple[int, int, int] | None = None
        self._colour = current().colour(_ROLE)
        self._last, self._left = LastLine(), _AT_ONCE
        self._rest: QTextCursor | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        self.typing = False
        """Whether the last key typed something: the word it belongs to is not judged before it is left."""
        self.ignored: set[str] = set()
        """Words as `bare` has them, passed over in this editor."""
        the_spelling().changed.connect(self._mark_anew)
        edit.cursorPositionChanged.connect(self.judge_left_word)

    @property
    def speller(self) -> Speller | None:
        """What checks here; None while nothing does."""
        return the_spelling().speller if self._used else None

    def wake(self) -> None:
        """The editor is used: its words are checked from now on."""
        the_spelling().wake(self._edit)
        if not self._used:
            self._used = True
            self._mark_anew()

    def ignore(self, word: str) -> None:
        """Pass over a word, as `bare` has it, in this editor."""
        self.ignored.add(word)
        self._mark_anew()

    def show_colours(self) -> None:
        """The desk may have turned light or dark."""
        if self._colour != (now := current().colour(_ROLE)):
            self._colour = QColor(now)
            self.rehighlight()

    def judge_left_word(self) -> None:
        """Mark the word that was being typed, once the caret is elsewhere."""
        if self._held is None:
            return
        number, start, end = self._held
        cursor = self._edit.textCursor()
        if self.typing and cursor.blockNumber() == number and start <= cursor.positionInBlock() <= end:
            return
        self._held = None
        self.rehighlightBlock(self.document().findBlockByNumber(number))

    def highlightBlock(self, text: str) -> None:
        """Mark one line."""
        if (speller := self.speller) is None:
            return
        self._turn.start()
        if self._left <= 0:
            self._put_off(self.currentBlock())
            return
        found = self._last.misspelt(speller, text, self.ignored)
        self._left -= self._last.judged
        for word in found:
            if self.typing and self._has_caret(word):
                self._held = (self.currentBlock().blockNumber(), word.start, word.end)
            else:
                self._underline(word)

    def _put_off(self, block: QTextBlock) -> None:
        """All is to be judged from this line on, in the next turns."""
        if block.isValid() and (self._rest is None or block.position() < self._rest.position()):
            self._rest = QTextCursor(block)

    def _go_on(self) -> None:
        """Another turn of the event loop: judge as much again of what was put off."""
        self._left = _AT_ONCE
        if self._rest is None:
            return
        block, self._rest = self._rest.block(), None
        while block.isValid() and self._left > 0:
            self._left -= 1
            self.rehighlightBlock(block)
            block = block.next()
        self._put_off(block)
        self._turn.start()

    def _has_caret(self, word: Word) -> bool:
        cursor: QTextCursor = self._edit.textCursor()
        return cursor.block() == self.currentBlock() and word.start <= cursor.positionInBlock() <= word.end

    def _underline(self, word: Word) -> None:
        """No mark of notes stands inside a word, so its letters look alike."""
        made = QTextCharFormat(self.format(word.start))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        made.setUnderlineColor(self._colour)
        self.setFormat(word.start, len(word.text), made)

    def _mark_anew(self) -> None:
        if self._used:
            self._last.forget()
            self._put_off(self.document().firstBlock())
            self._go_on()
