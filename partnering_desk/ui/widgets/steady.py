"""Scroll areas that a screen reader may read at any moment."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea


def steady(area: QAbstractScrollArea) -> None:
    """Let a screen reader see what `area` shows and never its bars; done before the area is seen.

    Qt answers for the child of a plain scroll area by a number that it does not check. Between "how many are there?"
    and "which is the second?" a bar can go, since the page changed; Qt then reads past its list and the program dies
    (QAccessibleAbstractScrollArea::child, Qt 6.12). Bars that it does not know by their names it does not count, so
    the number never changes. Lists, tables and texts check theirs.
    """
    for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
        if (around := bar.parentWidget()) is not None:
            around.setObjectName("")
