"""Days to walk through with the keyboard, and meetings to move among them with keys or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QScrollArea, QTableView, QWidget

from partnering_desk.app.planner import PlannerDay, PlannerMeeting, month_later
from partnering_desk.ui.calendar.cells import DayCell
from partnering_desk.ui.calendar.days import DAY_ROLE, DayModel, Index
from partnering_desk.ui.calendar.ghost import draw_ghost
from partnering_desk.ui.theme.theme import set_look

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = {Qt.Key.Key_N: "new", Qt.Key.Key_M: "move", Qt.Key.Key_Delete: "cancel", Qt.Key.Key_T: "today"}


class DayGrid(QTableView):
    """Days in a table. It says what a person wants; whoever holds it does it.

    Arrows go from day to day, Home and End to the ends of the row, Page Up and Page Down to another month
    (with Ctrl another year). While a meeting is being moved, Enter lets it lie on the day, Esc leaves it.
    """

    went = Signal(object)
    """The day that the person is on now."""
    wanted = Signal(object)
    """A day that the person goes to and that is not shown."""
    opened = Signal(object)
    """A day whose meeting is to be opened."""
    asked = Signal(str, object)
    """new, move, cancel or today, and the day."""
    menu_wanted = Signal(object, QPoint)
    """A day whose menu is to be shown, and where on the screen."""
    considered = Signal(object, object)
    """A meeting that is being moved, and the day that it would go to."""
    let_go = Signal(object, object)
    """A meeting that was moved, and the day on which it was let go."""
    left_alone = Signal()
    """The move was given up."""

    def __init__(self, days: DayModel, cell: DayCell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days, self.cell = days, cell
        self.moving: PlannerMeeting | None = None
        self._pressed: PlannerMeeting | None = None
        self._pressed_at = QPointF()
        self._pointer: QPointF | None = None
        self._sentences: tuple[str, ...] = ()
        self.setModel(days)
        self.setItemDelegate(cell)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        set_look(self, bare=True)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            set_look(header, tight=True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fit()

    # what is shown, and where one is

    @property
    def day(self) -> date | None:
        """The day that the person is on."""
        found = self.currentIndex().data(DAY_ROLE)
        return found.date if isinstance(found, PlannerDay) else None

    def go_to(self, day: date) -> None:
        """Go to a day; one that is not shown is wanted from whoever holds the grid."""
        index = self.days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self._scroll_page(index)
        else:
            self.wanted.emit(day)

    def _scroll_page(self, index: QModelIndex) -> None:
        """Keep the day in sight where the page around the grid is what scrolls."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if isinstance(around, QScrollArea) else None
        if around is not None and inside is not None and self.isVisible():
            cell = self.visualRect(index)
            middle = self.viewport().mapTo(inside, cell.center())
            around.ensureVisible(middle.x(), middle.y(), cell.width(), cell.height())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the person is now, and where a meeting that is being moved would lie."""
        super().currentChanged(current, previous)
        day = self.day
        if day is None:
            return
        if self.moving is not None:
            self._consider(day)
        self.went.emit(day)

    # moving a meeting

    def begin_move(self, meeting: PlannerMeeting) -> None:
        """Take up a meeting; the day that the person is on is where it would go."""
        self.moving = meeting
        self._consider(self.day or meeting.starts.date())

    def end_move(self) -> None:
        """Let nothing be moved any more."""
        self.moving = self._pointer = None
        self._pressed = None
        self.cell.target = None
        self.unsetCursor()
        self.viewport().update()

    def _consider(self, day: date) -> None:
        if self.moving is None:
            return
        self.cell.target = day
        self.viewport().update()
        self.considered.emit(self.moving, day)

    def _let_go(self, day: date | None) -> None:
        meeting = self.moving
        self.end_move()
        if meeting is None or day is None or day == meeting.starts.date():
            self.left_alone.emit()
        else:
            self.let_go.emit(meeting, day)

    def warn(self, sentences: Sequence[str]) -> None:
        """Show these sentences beside the meeting that is drawn along."""
        self._sentences = tuple(sentences)
        self.viewport().update()

    def announce(self, sentence: str) -> None:
        """Have a screen reader say a sentence now."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day, or do what a key stands for."""
        day = self.day
        key = Qt.Key(event.key())
        if day is None or not self._do(key, event.modifiers(), day):
            super().keyPressEvent(event)
        else:
            event.accept()

    def _do(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, day: date) -> bool:
        to = self._after_key(key, bool(modifiers & Qt.KeyboardModifier.ControlModifier), day)
        if to is not None:
            self.go_to(to)
            return True
        if key in ENTER:
            if self.moving is not None:
                self._let_go(day)
            else:
                self.opened.emit(day)
            return True
        if key == Qt.Key.Key_Escape and self.moving is not None:
            self._let_go(None)
            return True
        plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
        if key in _LETTERS and plain and self.moving is None:
            self.asked.emit(_LETTERS[key], day)
            return True
        return False

    def _after_key(self, key: Qt.Key, control: bool, day: date) -> date | None:
        first, last = self.days.ends(day)
        steps = {
            Qt.Key.Key_Left: date.fromordinal(day.toordinal() - 1),
            Qt.Key.Key_Right: date.fromordinal(day.toordinal() + 1),
            Qt.Key.Key_Up: self.days.below(day, -1),
            Qt.Key.Key_Down: self.days.below(day, 1),
            Qt.Key.Key_Home: first,
            Qt.Key.Key_End: last,
            Qt.Key.Key_PageUp: month_later(day, -12 if control else -1),
            Qt.Key.Key_PageDown: month_later(day, 12 if control else 1),
        }
        return steps.get(key)

    # the mouse

    def _meeting_under(self, point: QPointF) -> PlannerMeeting | None:
        index = self.indexAt(point.toPoint())
        day = self.cell.day_of(index) if index.isValid() else None
        return self.cell.meeting_at(day, self.visualRect(index), point) if day is not None else None

    def _day_under(self, point: QPointF) -> date | None:
        index = self.indexAt(point.toPoint())
        day = self.cell.day_of(index) if index.isValid() else None
        return day.date if day is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the day pressed, and remember the meeting under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self.moving is None:
            meeting = self._meeting_under(event.position())
            self._pressed = meeting if meeting is not None and meeting.movable else None
            self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the meeting along once the pointer has gone far enough."""
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and self._pressed is not None and self._far_enough(event.position()):
            self.moving, self._pressed = self._pressed, None
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if held and self.moving is not None:
            self._pointer = event.position()
            day = self._day_under(event.position())
            if day is not None and day != self.cell.target:
                self._consider(day)
            self.viewport().update()
            event.accept()
            return
        under = self._meeting_under(event.position())
        if self.moving is None and under is not None and under.movable:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
        if not held:
            super().mouseMoveEvent(event)

    def _far_enough(self, point: QPointF) -> bool:
        return (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the meeting lie where it was let go."""
        self._pressed = None
        if self._pointer is not None and event.button() == Qt.MouseButton.LeftButton:
            self._let_go(self._day_under(event.position()))
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day's meeting."""
        day = self._day_under(event.position())
        if day is not None and self.moving is None:
            self.opened.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the day, by the mouse or by the menu key."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        day = self._day_under(QPointF(event.pos())) if by_mouse else self.day
        if day is None:
            return
        below = self.visualRect(self.days.index_of(day)).bottomLeft()
        self.go_to(day)
        self.menu_wanted.emit(day, event.globalPos() if by_mouse else self.viewport().mapToGlobal(below))

    # looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days, and over them the meeting that is drawn along."""
        super().paintEvent(event)
        if self.moving is not None and self._pointer is not None:
            painter = QPainter(self.viewport())
            draw_ghost(painter, self.moving, self._sentences, self._pointer, self.viewport().rect())
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the cells to the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def least_height(self) -> int:
        """The height below which its rows would be cut."""
        least = self.cell.least()
        wider = least.width() * self.days.columnCount() > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if wider else 0
        return least.height() * self.days.rowCount() + self.horizontalHeader().sizeHint().height() + bar

    def _fit(self) -> None:
        least = self.cell.least()
        self.horizontalHeader().setMinimumSectionSize(least.width())
        self.verticalHeader().setMinimumSectionSize(least.height())
