"""An action log as it would be kept: columns matched, doubtful cells put right, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QTableView,
    QWidget,
)

from partnering_desk.app.action_log import Log, LogSheet
from partnering_desk.app.actions_import import Column, Decisions, Preview, ReadBefore, import_actions, preview
from partnering_desk.app.actions_known import Known
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count
from partnering_desk.ui.registers.preview_model import COLUMNS, PreviewModel
from partnering_desk.ui.registers.preview_pieces import DoubtfulGround, LineOfItsOwn
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.background import Progress
from partnering_desk.ui.widgets.buttons import button, quiet_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import labelled, named
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.long_dialog import LongDialog
from partnering_desk.ui.widgets.text import label, quiet, strong

_NONE = -1
_WIDTHS = (52, 76, 160, 240, 140, 160, 96, 150, 130)


class ImportDialog(LongDialog):
    """Shows a log as it would be kept; `kept` are the ids of its actions once the dialog is accepted.

    `before` holds the lines of the first sheet that were read already, away from the screen.
    """

    def __init__(
        self, parent: QWidget | None, register: Register, log: Log, of: Known, before: ReadBefore | None = None
    ) -> None:
        super().__init__(parent, f"Actions from {log.filename}", "Keep actions")
        self.filename, self._log, self._known = log.filename, log, of
        self._edits: dict[tuple[int, Column], str] = {}
        self._right: set[tuple[int, Column]] = set()
        self._left_out: dict[int, bool] = {}
        self._before: dict[int, ReadBefore] = {0: before or {}}
        self.sheet = QComboBox()
        self.group = QComboBox()
        self._found, self.words = quiet(""), strong("")
        self.matching: dict[Column, QComboBox] = {}
        self._matching = QWidget()
        self.model = PreviewModel()
        self.model.setParent(self)
        self.table = named(QTableView(), "Actions as they will be kept")
        self._where, self._doubt = strong(""), label("")
        self.line = LineOfItsOwn(self.put_right)
        self.right = button("It is &right", self.find_right)
        self.put = button("&Put right", self.put_right)
        self.out = button("&Leave the row out", self.toggle_left_out)
        self.next = button("Next &doubtful cell", self.go_to_next)
        self._lay_out()
        self._set_up_table()
        self.verb.setDefault(False)
        self._register = register
        self.begins = self._keep
        self.model.typed.connect(self._typed)
        theme = current()
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(QSize(theme.px(1270), theme.px(780)).boundedTo(room))
        self.show_sheet()
        self.table.setFocus()

    @property
    def kept(self) -> tuple[int, ...]:
        """The ids of the actions kept."""
        return self.result_value if isinstance(self.result_value, tuple) else ()

    def _keep(self) -> Callable[[Progress], tuple[int, ...] | None]:
        shown = self.preview

        def work(progress: Progress) -> tuple[int, ...] | None:
            return import_actions(
                self._register, shown, lambda done, of: progress.tell(done, of, ""), lambda: progress.cancelled
            )

        return work

    def _lay_out(self) -> None:
        for sheet in self._log.sheets:
            self.sheet.addItem(sheet.name or self.filename)
        self.sheet.activated.connect(lambda _place: self.show_sheet())
        self.group.addItem("None", None)
        for group in self._known.groups:
            self.group.addItem(group.name, group.group_id)
        self.group.activated.connect(lambda _place: self.show_preview())
        columns = quiet_button("Match the columns…", self._unfold)
        top = FlowLayout()
        which = labelled("&Sheet", self.sheet)
        which.setVisible(len(self._log.sheets) > 1)
        for part in (which, labelled("&Group where a row names none", self.group), columns):
            top.addWidget(part)
        grid = QGridLayout(self._matching)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, one in enumerate(COLUMNS):
            box = self.matching[one] = QComboBox()
            box.activated.connect(lambda _place: self.show_preview())
            grid.addWidget(labelled(one.words, box), place // 4, place % 4)
        buttons = FlowLayout()
        for verb in (self.put, self.right, self.out, self.next):
            buttons.addWidget(verb)
        self._cell = labelled("What the cell &means", self.line)
        said = column(self._where, self._doubt, space=4)
        said.addStretch(1)
        foot = row(said, column(self._cell, buttons), space=24)
        foot.setStretch(0, 1)
        foot.setStretch(1, 1)
        self.body.addWidget(self._found)
        self.body.addLayout(top)
        self.body.addWidget(self._matching)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
        self.body.addWidget(self.words)

    def _set_up_table(self) -> None:
        theme, table = current(), self.table
        table.setModel(self.model)
        table.setItemDelegate(DoubtfulGround(table))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(34))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(theme.px(260))
        for place, width in enumerate(_WIDTHS):
            table.setColumnWidth(place, theme.px(width))
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalScrollBar().valueChanged.connect(lambda _at: self._fit_rows())
        table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_cell())

    def _unfold(self) -> None:
        self._matching.setVisible(self._matching.isHidden())

    def show_sheet(self) -> None:
        """Show the sheet chosen, its columns matched by their headings; what was put right in another is gone."""
        sheet = self._sheet()
        self._edits.clear()
        self._right.clear()
        self._left_out.clear()
        for one, box in self.matching.items():
            box.clear()
            box.addItem("Not in the log", _NONE)
            for place, heading in enumerate(sheet.headings):
                box.addItem(heading, place)
            box.setCurrentIndex(box.findData(sheet.guess.get(one, _NONE)))
        self._found.setText(sheet.words)
        self._matching.setVisible(Column.TEXT not in sheet.guess)
        self.show_preview()
        self.table.setCurrentIndex(self.model.next_doubt(QModelIndex()))

    def _sheet(self) -> LogSheet:
        return self._log.sheets[self.sheet.currentIndex()]

    @property
    def preview(self) -> Preview:
        """The log as it would be kept now."""
        columns = {one: box.currentData() for one, box in self.matching.items() if box.currentData() != _NONE}
        decisions = Decisions(self._edits, frozenset(self._right), self._left_out, self.group.currentData())
        before = self._before.setdefault(self.sheet.currentIndex(), {})
        return preview(self._known, self._sheet(), columns, decisions, before)

    def show_preview(self) -> None:
        """Show the log as it would be kept, with what is doubtful."""
        shown = self.preview
        self.model.show_preview(shown)
        QTimer.singleShot(0, self, self._fit_rows)
        self.words.setText(shown.words)
        self.verb.setText(f"Keep {count(len(shown.kept), 'action')}")
        self.next.setEnabled(bool(shown.doubtful))
        self._show_cell()

    def _fit_rows(self) -> None:
        """Give the rows in sight the height that their words need; a log may have thousands."""
        first, last = self.table.rowAt(0), self.table.rowAt(self.table.viewport().height())
        for place in range(max(first, 0), (last if last >= 0 else len(self.model.rows) - 1) + 1):
            self.table.resizeRowToContents(place)

    def _show_cell(self) -> None:
        found = self.model.cell(self.table.currentIndex())
        for widget in (self.line, self.put, self.right):
            widget.setEnabled(found is not None and not found[0].left_out)
        self.out.setEnabled(self.table.currentIndex().isValid())
        if found is None:
            self._where.setText("Choose a cell to put it right.")
            self._doubt.setText("")
            self.line.clear()
            return
        one, which, cell = found
        stands = f"“{' '.join(cell.read.split())}”" if cell.read else "empty"
        self._where.setText(f"Row {one.line}, {which.words.lower()}: {'typed' if cell.typed else 'as read'} {stands}")
        why = one.why if one.left_out else cell.doubt
        self._doubt.setText(why or "Nothing is doubtful here.")
        self.line.setText(cell.read)
        self.right.setEnabled(bool(cell.doubt) and not one.left_out)
        self.out.setText("&Take the row in" if one.left_out else "&Leave the row out")

    def _typed(self, line: int, which: Column, text: str) -> None:
        self._edits[line, which] = text
        self._right.discard((line, which))
        self.show_preview()

    def put_right(self) -> None:
        """Take what is typed in the line for what the cell means, and go on to the next doubtful one."""
        found = self.model.cell(self.table.currentIndex())
        if found is not None and not found[0].left_out:
            if self.line.text().strip() == found[2].read:
                self.find_right()
                return
            self._typed(found[0].line, found[1], self.line.text().strip())
            self._go_on()

    def find_right(self) -> None:
        """The cell was read rightly: doubt it no more."""
        found = self.model.cell(self.table.currentIndex())
        if found is not None and found[2].doubt:
            self._right.add((found[0].line, found[1]))
            self.show_preview()
            self._go_on()

    def _go_on(self) -> None:
        """Stay where something is doubtful still; otherwise go to the next."""
        found = self.model.cell(self.table.currentIndex())
        if found is not None and not found[2].doubt:
            self.go_to_next()

    def go_to_next(self) -> None:
        """Go to the next doubtful cell, if there is one."""
        index = self.model.next_doubt(self.table.currentIndex())
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def toggle_left_out(self) -> None:
        """Leave the row out, or take it in."""
        index = self.table.currentIndex()
        if index.isValid():
            one = self.model.rows[index.row()]
            self._left_out[one.line] = not one.left_out
            self.show_preview()
