"""Another size of text while a window stands: it then looks as one that was made at that size."""

from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.widgets.card import column, row


def board() -> QWidget:
    made = QWidget()
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(3)
    grid.addWidget(QLabel("Quorate"))
    body: QVBoxLayout = column(row(QLabel("Desk"), None, space=5), space=12, margin=24)
    body.addLayout(grid)
    made.setLayout(body)
    return made


def lengths(made: QWidget) -> list[tuple[int, ...]]:
    found = []
    for one in made.findChildren(QLayout):
        margins = one.contentsMargins()
        spaces = (one.horizontalSpacing(), one.verticalSpacing()) if isinstance(one, QGridLayout) else (one.spacing(),)
        found.append((margins.left(), margins.top(), margins.right(), margins.bottom(), *spaces))
    return found


def test_margins_and_spaces_grow_with_the_text_and_shrink_again(qtbot: QtBot, appearance: Appearance) -> None:
    shown = board()
    qtbot.addWidget(shown)
    before = lengths(shown)
    assert (24, 24, 24, 24, 12) in before
    appearance.choose_scale(200)
    assert lengths(shown) == [tuple(2 * one for one in each) for each in before]
    for scale in (190, 170, 130, 110, 100):
        appearance.choose_scale(scale)
    assert lengths(shown) == before
