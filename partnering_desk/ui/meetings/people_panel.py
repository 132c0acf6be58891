"""Who is at the meeting, side by side with the agenda: one letter marks somebody present, online or gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QSizePolicy, QWidget

from partnering_desk.app.here import Capacity, Mark, PersonRow
from partnering_desk.rules.parties import PartyRole, side_words
from partnering_desk.ui.meetings.people_painter import LINE, PeoplePainter, PersonLine, chip_rect
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import column, row

_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do about a person: its key on the list, its words in the menu, and for whom it makes sense."""

    name: str
    key: str
    words: str
    fits: Callable[[PersonRow], bool] = lambda _row: True


def _member(one: PersonRow) -> bool:
    return one.capacity is Capacity.MEMBER


def _counts(one: PersonRow) -> bool:
    return one.party is not None


DEEDS = (
    Deed("present", "P", "Present"),
    Deed("online", "O", "Online"),
    Deed("left", "L", "Left", lambda one: one.here),
    Deed("apologies", "A", "Apologies"),
    Deed("absent", "X", "Absent"),
    Deed("present at", "Shift+P", "Present from a time…"),
    Deed("online at", "Shift+O", "Online from a time…"),
    Deed("left at", "Shift+L", "Left at a time…", lambda one: one.here),
    Deed("times", "T", "Correct times…"),
    Deed("delegate", "D", "Delegate in their place…", lambda one: _member(one) and not one.here),
    Deed("briefed", "B", "Delegate was briefed, or not", lambda one: one.capacity is Capacity.DELEGATE),
    Deed("debriefed", "Shift+B", "Debriefed on…", lambda one: one.capacity is Capacity.DELEGATE),
    Deed("interest", "I", "Declare an interest…"),
    Deed("out", "U", "Out of the room for this item, or back", _counts),
    Deed("chair", "C", "Take the chair…", lambda one: _counts(one) and one.here),
    Deed("remove", "Del", "Take off the list", lambda one: not _member(one) and not one.spans),
)
"""What can be done about a person, with its key on the list."""

TONES = {
    Mark.PRESENT: Tone.GOOD,
    Mark.ONLINE: Tone.GOOD,
    Mark.LEFT: Tone.CARE,
    Mark.APOLOGIES: Tone.PLAIN,
    Mark.ABSENT: Tone.PLAIN,
    Mark.EXPECTED: Tone.INFO,
}


class _List(QListWidget):
    """The people; keys do what the menu lists."""

    asked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key of `DEEDS` does its deed; arrows, Home and End move; Enter opens the menu."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.open_menu()
                return
            case Qt.Key.Key_Home:
                self.choose_first(range(self.count()))
                return
            case Qt.Key.Key_End:
                self.choose_first(reversed(range(self.count())))
                return
        pressed = _key_name(event)
        for deed in DEEDS:
            if deed.key == pressed:
                self.asked.emit(deed.name)
                return
        super().keyPressEvent(event)

    def choose_first(self, places: Iterable[int]) -> None:
        """Choose the first person of some places, past the headings."""
        person = next((place for place in places if self.item(place).data(_ROW) is not None), None)
        if person is not None:
            self.setCurrentRow(person)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu at the pointer, or at the line chosen when a key asks for it."""
        self.open_menu(None if event.reason() == QContextMenuEvent.Reason.Keyboard else event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a chip opens the menu."""
        super().mouseReleaseEvent(event)
        entry = self.itemAt(event.position().toPoint())
        if entry is None or entry.data(_ROW) is None or event.button() != Qt.MouseButton.LeftButton:
            return
        theme = current()
        inside = self.visualItemRect(entry).adjusted(theme.px(16), 0, -theme.px(16), 0)
        if chip_rect(theme, inside, entry.data(LINE).chip).contains(event.position().toPoint()):
            self.open_menu()

    def open_menu(self, at: QPoint | None = None) -> None:
        """List what can be done about the person chosen."""
        entry = self.currentItem()
        if entry is None or entry.data(_ROW) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for deed in DEEDS:
            if deed.fits(entry.data(_ROW)):
                menu.addAction(f"{deed.words}\t{deed.key}", partial(self.asked.emit, deed.name))
        rect: QRect = self.visualItemRect(entry)
        menu.popup(at or self.viewport().mapToGlobal(rect.bottomLeft()))


def _key_name(event: QKeyEvent) -> str:
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return ""
    if event.key() == Qt.Key.Key_Delete:
        return "Del"
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        return ("Shift+" if shift else "") + chr(event.key())
    return ""


class PeoplePanel(QWidget):
    """Commissioner, Contractor and those in attendance, each with how they are here."""

    asked = Signal(str, object)
    """A deed's name and the person's row."""

    def __init__(self, add_person: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, ground="card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = _List()
        self.list.setAccessibleName("People")
        self.list.setAccessibleDescription(
            "P present, O online, L left, A apologies, X absent, Enter for everything else."
        )
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        set_look(self.list, bare=True)
        self.list.setItemDelegate(PeoplePainter(self.list))
        self.list.asked.connect(self._ask)
        self.add = button("Add a person", add_person)
        theme = current()
        foot = row(self.add, None)
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        body = column(self.list, foot, space=0)
        body.setContentsMargins(0, theme.px(8), 0, 0)
        body.addStretch(1)
        self.setLayout(body)

    def show_people(self, people: Sequence[PersonRow]) -> None:
        """Show everybody; the person chosen stays chosen."""
        chosen = self.current()
        lines: list[tuple[PersonLine, PersonRow | None]] = []
        for party in (*PartyRole, None):
            of_party = [one for one in people if one.party is party]
            if of_party or party is not None:
                lines.append((PersonLine(side_words(party), heading=True), None))
                lines += [(_line(one), one) for one in of_party]
        while self.list.count() > len(lines):
            self.list.takeItem(self.list.count() - 1)
        for place, (line, person) in enumerate(lines):
            entry = self.list.item(place) or QListWidgetItem(self.list)
            if entry.data(LINE) != line or entry.data(_ROW) != person:
                self._fill(entry, line, person)
            if person is not None and chosen is not None and person.attendance_id == chosen.attendance_id:
                self.list.setCurrentItem(entry)
        if chosen is None:
            self.list.choose_first(range(self.list.count()))
        self.list.updateGeometry()

    def _fill(self, entry: QListWidgetItem, line: PersonLine, person: PersonRow | None) -> None:
        """One entry, told of once: each thing told has the whole list laid out again."""
        said = line.name if person is None else f"{line.name}, {line.role}, {line.chip}".replace(", ,", ",")
        with QSignalBlocker(self.list.model()):
            entry.setData(_ROW, person)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            entry.setFlags(
                Qt.ItemFlag.NoItemFlags if person is None else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            entry.setToolTip("" if person is None else _tip(person))
        entry.setData(LINE, line)

    def current(self) -> PersonRow | None:
        """The person chosen."""
        entry = self.list.currentItem()
        found: PersonRow | None = entry.data(_ROW) if entry is not None else None
        return found

    def choose(self, attendance_id: int) -> None:
        """Choose a person of the list."""
        for place in range(self.list.count()):
            person = self.list.item(place).data(_ROW)
            if person is not None and person.attendance_id == attendance_id:
                self.list.setCurrentRow(place)

    def _ask(self, deed: str) -> None:
        person = self.current()
        if person is not None:
            self.asked.emit(deed, person)


def _line(one: PersonRow) -> PersonLine:
    if one.capacity is Capacity.DELEGATE:
        return PersonLine(
            f"delegate {one.name}", "" if one.briefed else "not briefed", one.words, TONES[one.mark], indent=True
        )
    return PersonLine(one.name, one.role, one.words, TONES[one.mark])


def _tip(one: PersonRow) -> str:
    lines = [f"{one.full_name}, {one.organisation}" if one.organisation else one.full_name]
    if one.times:
        lines.append(one.times)
    if one.delegate_for:
        lines.append(f"for {one.delegate_for}, {'briefed' if one.briefed else 'not briefed'}")
    return "\n".join(lines)
