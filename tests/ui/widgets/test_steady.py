from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.pdf_preview import PdfPreview
from partnering_desk.ui.widgets.scroll_page import scrolling

pytestmark = pytest.mark.usefixtures("appearance")

PLAIN = ("QScrollArea", "_Fitting")


def too_large() -> QWidget:
    made = QWidget()
    made.setMinimumSize(4000, 4000)
    return made


def a_page() -> QAbstractScrollArea:
    return scrolling(too_large())


def a_dialog() -> QDialog:
    made = Dialog(None, "Add a group", "Add group")
    made.body.addWidget(too_large())
    return made


@pytest.mark.parametrize("make", [a_page, a_dialog, lambda: PdfPreview("Minutes")])
def test_a_reader_counts_no_scroll_bars_which_come_and_go(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    whole = make()
    qtbot.addWidget(whole)
    whole.show()
    areas = [whole, *whole.findChildren(QAbstractScrollArea)]
    plain = [one for one in areas if isinstance(one, QPdfView) or one.metaObject().className() in PLAIN]
    assert plain
    for area in plain:
        assert QAccessible.queryAccessibleInterface(area).childCount() == 1
