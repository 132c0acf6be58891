import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.files import read_resource
from partnering_desk.ui.theme import theme
from partnering_desk.ui.theme.icons import icon
from partnering_desk.ui.theme.roles import DARK, LIGHT
from partnering_desk.ui.theme.theme import Theme, dress, set_look


def test_lengths_and_text_grow_together() -> None:
    large = Theme(LIGHT, 200)
    assert (Theme().px(8), large.px(8)) == (8, 16)
    assert (Theme().points("body"), large.points("body")) == (10.5, 21)
    assert large.px(0) == 0


def test_the_style_sheet_is_filled_in() -> None:
    filled = Theme(DARK, 150).style_sheet("QLabel { color: @text; padding: @space8; font-size: @body_size; }")
    assert filled == f"QLabel {{ color: {DARK.text}; padding: 12px; font-size: 15.75pt; }}"


def test_a_name_that_the_theme_does_not_have_is_told() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        Theme().style_sheet("@nonsense")


def test_no_colour_and_no_size_stands_in_the_style_sheet_itself() -> None:
    rules = re.sub(r"/\*.*?\*/", "", read_resource("style.qss"), flags=re.DOTALL)
    assert not re.search(r":[^;{]*#[0-9a-fA-F]{3,8}\b", rules)
    assert not re.search(r"\b(?:[3-9]|\d{2,})px", rules)
    assert not re.search(r"\d(?:pt|em)\b", rules)


def test_palette_and_style_sheet_show_the_same_theme(qtbot: QtBot, qapp: QApplication) -> None:
    window, unseen = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(unseen)
    theme.apply(qapp, Theme())
    for one in (window, unseen):
        dress(one)
    window.show()
    theme.apply(qapp, Theme(DARK, 120))
    try:
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.page
        assert DARK.page in window.styleSheet()
        while theme.dress_next(qapp):
            pass
        assert unseen.styleSheet() == window.styleSheet()
        assert qapp.font().pointSizeF() == pytest.approx(12.6)
        assert theme.current() == Theme(DARK, 120)
    finally:
        theme.apply(qapp, Theme())


def test_a_label_is_drawn_by_its_role(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Theme())
    label = QLabel("Desk")
    qtbot.addWidget(label)
    dress(label)
    set_look(label, role="title")
    label.ensurePolished()
    assert label.font().pointSizeF() == pytest.approx(16.5)
    set_look(label, role="small")
    assert label.font().pointSizeF() == pytest.approx(9)
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.quiet


def test_an_icon_is_drawn_in_the_colour_of_its_role(qapp: QApplication) -> None:
    theme.apply(qapp, Theme())
    drawn = icon("search", "accent").pixmap(16).toImage()
    solid = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert solid == {LIGHT.accent}
