from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from partnering_desk.app.minutes_clock import ClockRow
from partnering_desk.ui.desk.clock_card import ClockBars
from partnering_desk.ui.theme.theme import current

pytestmark = pytest.mark.usefixtures("appearance")

_WIDE, _HIGH = 200, 150


def painted(qtbot: QtBot, *used: int) -> QImage:
    """The bars of minutes that took so many of seven Working Days, each as wide as the next."""
    bars = ClockBars()
    qtbot.addWidget(bars)
    day = date(2026, 9, 9)
    bars.show_rows([ClockRow("CG/2026/05", "Core Group", one, 7, one > 7, day, 1, day, True) for one in used])
    bars.setFixedSize(_WIDE, _HIGH)
    return bars.grab().toImage()


def column_of(picture: QImage, bar: int, of: int) -> list[QColor]:
    """The colours in the middle of a bar, from its foot up."""
    across = round(_WIDE / of * (bar + 0.5))
    return [picture.pixelColor(QPoint(across, y)) for y in range(_HIGH - 1, -1, -1)]


def height_of(picture: QImage, bar: int, of: int, colour: str) -> int:
    """The pixels of a bar that are of its own colour."""
    return column_of(picture, bar, of).count(current().colour(colour))


def test_minutes_that_are_months_late_leave_the_other_bars_their_height(qtbot: QtBot) -> None:
    picture = painted(qtbot, 6, 120)
    assert height_of(picture, 0, 2, "accent") == 6 * _HIGH / 15  # twice seven days and one fill the height


def test_a_bar_that_goes_over_is_drawn_broken(qtbot: QtBot) -> None:
    broken, whole = painted(qtbot, 6, 120), painted(qtbot, 6, 14)
    assert current().colour("card") in column_of(broken, 1, 2)[: _HIGH - 5]
    assert current().colour("card") not in column_of(whole, 1, 2)[: 14 * _HIGH // 15 - 5]
