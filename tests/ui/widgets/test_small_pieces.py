import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import dress
from partnering_desk.ui.widgets.buttons import Choice, button, tick
from partnering_desk.ui.widgets.card import RowCard
from partnering_desk.ui.widgets.chip import Badge, Chip
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.notice import EmptyPlace, Notice
from partnering_desk.ui.widgets.number_field import NumberField
from partnering_desk.ui.widgets.text import label, strong
from partnering_desk.ui.widgets.toast import Toast

pytestmark = pytest.mark.usefixtures("appearance")


@pytest.fixture
def vote(qtbot: QtBot) -> Choice:
    choice = Choice("Commissioner", [("for", "For"), ("against", "Against"), ("abstain", "Abstain")])
    qtbot.addWidget(choice)
    choice.show()
    return choice


def test_one_vote_at_most_is_down(qtbot: QtBot, vote: Choice) -> None:
    yes, no, _ = vote.findChildren(QPushButton)
    assert vote.value() is None
    with qtbot.waitSignal(vote.chosen) as told:
        QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert told.args == ["for"]
    QTest.keyClick(no, Qt.Key.Key_Space)
    assert vote.value() == "against"
    assert not yes.isChecked()


def test_a_button_that_a_screen_reader_set_down_still_hears_a_click(vote: Choice) -> None:
    told: list[object] = []
    vote.chosen.connect(told.append)
    yes = vote.findChildren(QPushButton)[0]
    yes.setChecked(True)  # as a screen reader does it: down, and no click
    assert told == ["for"]
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    QTest.keyClick(yes, Qt.Key.Key_Space)
    assert told == ["for"] * 3


def test_a_vote_is_filled_in_and_taken_back_without_announcing_it(qtbot: QtBot, vote: Choice) -> None:
    with qtbot.assertNotEmitted(vote.chosen):
        vote.set_value("abstain")
        assert vote.value() == "abstain"
        vote.set_value(None)
    assert vote.value() is None


def test_a_reader_says_whose_vote_a_button_is(vote: Choice) -> None:
    assert vote.findChildren(QPushButton)[0].accessibleName() == "Commissioner: For"


def test_a_chip_changes_words_and_tone_together(qtbot: QtBot) -> None:
    chip = Chip("present", Tone.GOOD)
    qtbot.addWidget(chip)
    chip.show_words("left 10:35", Tone.CARE)
    assert (chip.text(), chip.property("tone")) == ("left 10:35", "care")


def test_a_badge_of_nothing_is_not_shown(qtbot: QtBot) -> None:
    badge = Badge()
    qtbot.addWidget(badge)
    badge.show_number(3)
    assert (badge.text(), badge.isHidden()) == ("3", False)
    badge.show_number(0)
    assert badge.isHidden()


def test_a_notice_offers_the_remedy_and_goes(qtbot: QtBot) -> None:
    notice, done = Notice(), []
    qtbot.addWidget(notice)
    notice.say("The Contractor has nobody in the room.", Tone.CARE, "Note it", lambda: done.append(1))
    assert notice.accessibleName() == "The Contractor has nobody in the room."
    QTest.mouseClick(notice.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert done == [1]
    notice.clear()
    assert notice.isHidden()
    assert notice.words == ""


def test_an_empty_place_offers_the_first_step(qtbot: QtBot) -> None:
    taken: list[int] = []
    place = EmptyPlace("No papers yet", "Papers belong to agenda items.", "Attach a paper", lambda: taken.append(1))
    qtbot.addWidget(place)
    QTest.keyClick(place.findChildren(QPushButton)[0], Qt.Key.Key_Space)
    assert taken == [1]
    assert place.accessibleName() == "No papers yet. Papers belong to agenda items."


def test_rows_of_a_card_are_parted_by_hairlines(qtbot: QtBot) -> None:
    card = RowCard()
    qtbot.addWidget(card)
    for words in ("one", "two", "three"):
        card.add_row(strong(words), None, button("Do"))
    inside = card.layout()
    assert inside is not None
    assert inside.count() == 5
    card.clear()
    assert inside.count() == 0


def test_chips_go_on_in_the_next_line_when_the_line_is_full(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    boxes = [QLabel() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert flow.heightForWidth(400) == 20
    assert flow.heightForWidth(250) == 48
    flow.setGeometry(QRect(0, 0, 250, 48))
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (108, 0), (0, 28)]


def test_a_box_to_tick_is_high_enough_to_be_hit(qtbot: QtBot, appearance: Appearance) -> None:
    seen: list[bool] = []
    box = tick("Send by e-mail", seen.append)
    qtbot.addWidget(box)
    box.show()
    assert box.height() >= 28
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert seen == [True]


def test_a_toast_says_what_was_done(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    toast = Toast(window)
    toast.say("Minutes sent to 11 people")
    assert toast.isVisible()
    assert toast.accessibleName() == "Minutes sent to 11 people"
    assert window.rect().contains(toast.geometry())


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QPushButton])
def test_a_toast_covers_nothing_that_is_typed_in_or_pressed(qtbot: QtBot, kind: type[QWidget]) -> None:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    field = kind(window)
    field.setGeometry(20, 520, 760, 60)
    window.show()
    toast = Toast(window)
    toast.say("Item 4 stands on the agenda")
    assert not toast.geometry().intersects(field.geometry())
    assert window.rect().contains(toast.geometry())
    field.hide()
    toast.say("Item 5 stands on the agenda")
    assert toast.geometry().bottom() > 550


def test_text_is_shown_as_it_is_and_never_as_markup(qtbot: QtBot) -> None:
    words = label("<b>not bold</b> & so on")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText


def test_the_digits_of_a_number_keep_from_the_edge_at_every_size(qtbot: QtBot, appearance: Appearance) -> None:
    field = NumberField(0, 90, "min", step=15)
    qtbot.addWidget(field)
    dress(field)
    field.show()
    assert (field.text(), field.lineEdit().textMargins().left()) == ("0 min", 8)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 15
    appearance.choose_scale(200)
    assert field.lineEdit().textMargins().left() == 16
