"""People from a spreadsheet: columns matched, doubles merged, bad lines put right; then all or nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from partnering_desk.app.people_import import (
    Column,
    Decisions,
    Known,
    Preview,
    PreviewRow,
    Sheet,
    preview,
    read_people,
)
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import side_words
from partnering_desk.ui.partnering.new_groups import NewGroups
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.fields import labelled, named
from partnering_desk.ui.widgets.long_dialog import LongDialog
from partnering_desk.ui.widgets.table import Wrapping
from partnering_desk.ui.widgets.text import quiet, strong

_KINDS = "Lists of people (*.csv *.txt *.tsv *.xlsx *.xlsm);;All files (*)"
SHOWN = (Column.NAME, Column.JOB_TITLE, Column.ORGANISATION, Column.SIDE, Column.EMAIL, Column.GROUPS)
"""The columns of the preview, in order; each can be typed over."""
STATUS, FIRST = 1, 2
"""Where the preview says what is to be done, and where its columns begin."""
_NONE = -1


def choose_list(parent: QWidget) -> Sheet | None:
    """Let a person choose a file, and read it. None when there was none, or it was refused in words."""
    name, _ = QFileDialog.getOpenFileName(parent, "People from a spreadsheet", str(Path.home()), _KINDS)
    return attempt(parent, read_people, Path(name)) if name else None


class ImportDialog(LongDialog):
    """Shows a list as it would be kept. Whoever opens it keeps what is `checked` by what it then `does`."""

    def __init__(self, parent: QWidget | None, sheet: Sheet, known: Known) -> None:
        super().__init__(parent, f"People from {sheet.filename}", "Take these people")
        self._sheet, self._known = sheet, known
        self._edits: dict[tuple[int, Column], str] = {}
        self._left_out: set[int] = set()
        self._merge: dict[int, bool] = {}
        self._filling = False
        self._rows: tuple[PreviewRow, ...] = ()
        self.columns: dict[Column, Options[int]] = {}
        self.body.addWidget(quiet("The columns were matched by their headings. Put right what was matched wrongly."))
        self.body.addLayout(self._matching())
        self.words = quiet("")
        self.body.addWidget(strong("As it will be kept"))
        self.body.addWidget(self.words)
        self.table = self._preview_table()
        self.body.addWidget(self.table, 1)
        self.leave_out = button("&Leave line out", self.toggle_left_out)
        self.merge = button("&Merge with the double", self.toggle_merge)
        self.body.addLayout(row(self.leave_out, self.merge, quiet("F2 or a double click puts a cell right."), None))
        self.new_groups = NewGroups()
        self.new_groups.decided.connect(self.show_preview)
        self.body.addWidget(self.new_groups)
        theme = current()
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(theme.px(1240), screen.width()), min(theme.px(760), screen.height()))
        self.show_preview()
        wrong = [place for place, one in enumerate(self.preview.rows) if one.faults or one.double is not None]
        self.table.setCurrentCell(wrong[0] if wrong else 0, FIRST)
        self.table.setFocus()

    def _matching(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(current().px(12))
        offered = [(_NONE, "Not in the list"), *enumerate(self._sheet.headings)]
        for place, column in enumerate(Column):
            box: Options[int] = Options(
                column.words, [(number, words or f"Column {number + 1}") for number, words in offered]
            )
            box.setMinimumContentsLength(6)
            box.set_value(self._sheet.guess.get(column, _NONE))
            box.picked.connect(self.show_preview)
            self.columns[column] = box
            grid.addWidget(labelled(column.words, box), place // 4, place % 4)
        return grid

    def _preview_table(self) -> QTableWidget:
        table = named(QTableWidget(0, len(SHOWN) + 2), "People as they will be kept")
        table.setHorizontalHeaderLabels(["Line", "What is to be done", *(column.words for column in SHOWN)])
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setItemDelegate(Wrapping(table))
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(current().px(240))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme = current()
        for place, width in enumerate((48, 230, 150, 130, 140, 125, 165)):
            table.setColumnWidth(place, theme.px(width))
        header.setStretchLastSection(True)
        table.itemChanged.connect(self._typed)
        table.itemSelectionChanged.connect(self._show_verbs)
        return table

    @property
    def preview(self) -> Preview:
        """The list as it would be kept now."""
        columns = {column: box.value() for column, box in self.columns.items() if box.value() != _NONE}
        decisions = Decisions(self._edits, frozenset(self._left_out), self._merge, self.new_groups.kinds)
        return preview(self._known, self._sheet, columns, decisions)

    def show_preview(self) -> None:
        """Show the list as it would be kept, with what is wrong in it."""
        shown = self.preview
        self._rows = shown.rows
        self._filling = True
        at = max(self.table.currentRow(), 0)
        column = max(self.table.currentColumn(), FIRST)
        self.table.setRowCount(len(shown.rows))
        for place, one in enumerate(shown.rows):
            self._show_row(place, one)
        self._filling = False
        self.table.setCurrentCell(min(at, len(shown.rows) - 1), column)
        self.new_groups.show_groups(shown.new_groups)
        self.words.setText(shown.words)
        if not shown.faulty:
            self.clear_inline()
        self._show_verbs()

    def _show_row(self, place: int, one: PreviewRow) -> None:
        person = one.person
        side = side_words(person.side) if person.side or person.attends else ""
        typed = self._edits.get((one.line, Column.SIDE))
        said = (person.name, person.job_title, person.organisation, side or typed or "", person.email)
        words, tone = _status(one)
        cells = (str(one.line), words, *said, "; ".join(person.groups))
        for number, text in enumerate(cells):
            item = QTableWidgetItem(text)
            changeable = number >= FIRST and not one.left_out
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if changeable else flags)
            if one.left_out:
                item.setForeground(current().colour("quiet"))
            elif tone is not None and number == STATUS:
                item.setForeground(current().colour(tone.value))
            heading = self.table.horizontalHeaderItem(number)
            name = heading.text() if heading is not None else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {text or 'nothing'}")
            self.table.setItem(place, number, item)

    def _typed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() < FIRST:
            return
        line, column = self._rows[item.row()].line, SHOWN[item.column() - FIRST]
        self._edits[line, column] = item.text().strip()
        if column is Column.NAME:
            self._edits[line, Column.FIRST_NAME] = self._edits[line, Column.SURNAME] = ""
        self.show_preview()

    def _current(self) -> PreviewRow | None:
        place = self.table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _show_verbs(self) -> None:
        one = self._current()
        self.leave_out.setEnabled(one is not None)
        self.leave_out.setText("&Put line back" if one is not None and one.left_out else "&Leave line out")
        self.merge.setEnabled(one is not None and one.double is not None)
        self.merge.setText("&Keep apart" if one is not None and one.merged else "&Merge with the double")

    def toggle_left_out(self) -> None:
        """Leave the line that is lit out, or put it back."""
        if (one := self._current()) is not None:
            self._left_out ^= {one.line}
            self.show_preview()

    def toggle_merge(self) -> None:
        """Merge the line that is lit with the one it repeats, or keep the two apart."""
        if (one := self._current()) is not None and one.double is not None:
            self._merge[one.line] = not one.merged
            self.show_preview()

    def checked(self) -> Preview:
        """The list as it would be kept. Raises `Refusal`, and lights the line, while one is wrong."""
        shown = self.preview
        if shown.faulty:
            places = [one.line for one in self._rows]
            self.table.setCurrentCell(places.index(shown.faulty[0].line), FIRST)
            raise Refusal(f"Nothing is taken yet. {shown.to_put_right}")
        if not shown.people:
            raise Refusal("No line is left to keep. Put back at least one, or cancel.")
        return shown


def _status(one: PreviewRow) -> tuple[str, Tone | None]:
    """What is to be done about a line, in words, and its tone."""
    if one.left_out:
        return "Left out", None
    words = list(one.faults)
    if one.double is not None:
        where = f"line {one.double.line}" if one.double.line is not None else "who is known already"
        verb = "Merged with" if one.merged else "Kept apart from"
        words.append(f"{verb} {one.double.name}, {where}: {one.double.why}.")
    tone = Tone.BAD if one.faults else Tone.CARE if one.double is not None else Tone.GOOD
    return " ".join(words) or "Will be kept", tone
