"""How notes look while they are typed: bold words bold, the signs of lists, quotes and links quiet."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QTextCharFormat

from partnering_desk.ui.spelling.marks import SpellingMarks
from partnering_desk.ui.theme.theme import current

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]*)\)")
_LEAD = re.compile(r"^\s*(?:[-*+]|\d+[.)]|>|#{1,6})(?=\s)")


class NotesMarks(SpellingMarks):
    """Marks what a line of notes means, and what is misspelt in it. What is typed stays as it is."""

    def highlightBlock(self, text: str) -> None:
        """Mark one line."""
        quiet = _format("quiet")
        if lead := _LEAD.match(text):
            self.setFormat(lead.start(), lead.end() - lead.start(), quiet)
            if "#" in lead.group():
                self.setFormat(lead.end(), len(text) - lead.end(), _format("text", bold=True))
        for bold in _BOLD.finditer(text):
            self.setFormat(bold.start(1), len(bold[1]), _format("text", bold=True))
            self.setFormat(bold.start(), 2, quiet)
            self.setFormat(bold.end() - 2, 2, quiet)
        for link in _LINK.finditer(text):
            self.setFormat(link.start(), link.end() - link.start(), quiet)
            self.setFormat(link.start(1), len(link[1]), _format("link"))
        super().highlightBlock(text)


def _format(role: str, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(current().colour(role))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    return made
