from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from partnering_desk.ui.theme.roles import LIGHT, Tone
from partnering_desk.ui.widgets.rows import Column, RowsModel


@dataclass(frozen=True, slots=True)
class Task:
    number: int
    text: str
    due: date | None


TASKS = (
    Task(2, "visit the hostel", date(2026, 12, 4)),
    Task(10, "Report move-on", None),
    Task(1, "ask for figures", date(2026, 11, 20)),
)
COLUMNS: tuple[Column[Task], ...] = (
    Column("Ref", lambda task: f"A-{task.number}", sort=lambda task: task.number, right=True),
    Column("Action", lambda task: task.text, hint=lambda task: task.text.upper(), width=0),
    Column(
        "Due",
        lambda task: "" if task.due is None else f"{task.due:%d %b}",
        sort=lambda task: task.due,
        tone=lambda task: Tone.BAD if task.due == date(2026, 11, 20) else None,
    ),
)


def numbers(model: RowsModel[Task]) -> list[int]:
    return [task.number for task in model.rows]


def test_the_model_keeps_what_views_rely_on(qapp: QApplication) -> None:
    model = RowsModel(COLUMNS, TASKS)
    watching = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_rows(TASKS[:1])
    model.set_rows(())
    assert watching.model() is model  # what it finds is a warning of Qt, and fails the test


def test_rows_sort_by_what_they_mean_and_not_by_their_letters() -> None:
    model = RowsModel(COLUMNS, TASKS)
    model.sort(0)
    assert numbers(model) == [1, 2, 10]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert numbers(model) == [10, 2, 1]


def test_words_sort_whatever_their_capitals() -> None:
    model = RowsModel(COLUMNS, TASKS)
    model.sort(1)
    assert numbers(model) == [1, 10, 2]


def test_what_has_no_date_comes_last_in_either_order() -> None:
    model = RowsModel(COLUMNS, TASKS)
    model.sort(2)
    assert numbers(model) == [1, 2, 10]
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert numbers(model) == [2, 1, 10]


def test_a_row_keeps_its_selection_when_it_moves() -> None:
    model = RowsModel(COLUMNS, TASKS)
    held = QPersistentModelIndex(model.index(1, 1))
    model.sort(1)
    assert model.rows[held.row()].number == 10


def test_sorting_by_no_column_leaves_the_order() -> None:
    model = RowsModel(COLUMNS, TASKS)
    model.sort(-1)
    assert numbers(model) == [2, 10, 1]


def test_a_reader_hears_the_column_with_the_words(qapp: QApplication) -> None:
    model = RowsModel(COLUMNS, TASKS)
    said = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), said) == "Ref: A-2"
    assert model.data(model.index(1, 2), said) == "Due: nothing"


def test_looks_come_from_the_column(qapp: QApplication) -> None:
    model = RowsModel(COLUMNS, TASKS)
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert model.data(model.index(0, 0), Qt.ItemDataRole.TextAlignmentRole) == right
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole) == "VISIT THE HOSTEL"
    colour = model.data(model.index(2, 2), Qt.ItemDataRole.ForegroundRole)
    assert isinstance(colour, QColor)
    assert colour.name() == LIGHT.bad
    assert model.data(model.index(0, 2), Qt.ItemDataRole.ForegroundRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Ref"
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == right
    assert model.headerData(1, Qt.Orientation.Vertical) == "2"
