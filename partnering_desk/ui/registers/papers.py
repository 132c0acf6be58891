"""The registers as board papers, over the page of each: with the day or the period and the group that are asked for."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from partnering_desk.app.action_list import action_list
from partnering_desk.app.attendance_register import attendance_register
from partnering_desk.app.decision_register import decision_register
from partnering_desk.app.group_report import group_report, working_groups
from partnering_desk.app.groups import group_rows
from partnering_desk.app.list_header import ALL_GROUPS
from partnering_desk.app.register import Register
from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.widgets.document_view import DocumentDialog, Makes
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.typed_fields import DateField


def group_box(register: Register) -> QComboBox:
    """All groups, or one of them."""
    box = QComboBox()
    box.addItem(ALL_GROUPS, None)
    for one in group_rows(register):
        box.addItem(one.name, one.group_id)
    return box


def day_field(register: Register, empty: str) -> DateField:
    """A day; `empty` says which is meant while none is typed."""
    made = DateField(register.today)
    made.line.setPlaceholderText(empty)
    return made


def hides_box() -> QCheckBox:
    """Whether what confidential items gave is left out."""
    return QCheckBox("Without confidential items")


def show_action_list(owner: QWidget, register: Register) -> None:
    """Show the open actions by owner, from where they can be saved."""
    day, group, hides = day_field(register, "Today"), group_box(register), hides_box()

    def asks() -> Makes:
        return partial(action_list, register, day.value(), group.currentData(), without_confidential=hides.isChecked())

    dialog = DocumentDialog(
        owner, "Action list by owner", asks, [labelled("As &at", day), labelled("&Group", group), hides]
    )
    dialog.asked_anew(day.changed, group.currentIndexChanged, hides.toggled)
    dialog.open()


def show_decision_register(owner: QWidget, register: Register) -> None:
    """Show what was decided in a period, from where it can be saved."""
    period, hides = _Period(register), hides_box()

    def asks() -> Makes:
        return partial(decision_register, register, *period.asked(), without_confidential=hides.isChecked())

    dialog = DocumentDialog(owner, "Decision register", asks, [*period.fields, hides])
    dialog.asked_anew(*period.signals, hides.toggled)
    dialog.open()


def show_attendance(owner: QWidget, register: Register) -> None:
    """Show who came to the meetings of a period, from where it can be saved."""
    period = _Period(register)
    dialog = DocumentDialog(
        owner, "Attendance", lambda: partial(attendance_register, register, *period.asked()), period.fields
    )
    dialog.asked_anew(*period.signals)
    dialog.open()


def show_group_report(owner: QWidget, register: Register, group_id: int | None = None) -> None:
    """Show the report of a Working Group to the Core Group, from where it can be saved; of the first unless named."""
    group, hides = QComboBox(), hides_box()
    for of, name in working_groups(register):
        group.addItem(name, of)
    group.setCurrentIndex(max(0, group.findData(group_id)))

    def asks() -> Makes:
        if group.currentData() is None:
            raise Refusal("There is no Working Group yet to report. Add one under Groups and people first.")
        return partial(group_report, register, group.currentData(), without_confidential=hides.isChecked())

    fields = [labelled("&Working Group", group), hides]
    dialog = DocumentDialog(owner, "Report to the Core Group", asks, fields)
    dialog.asked_anew(group.currentIndexChanged, hides.toggled)
    dialog.open()


class _Period:
    """The fields of a period and a group."""

    def __init__(self, register: Register) -> None:
        self._first, self._last = day_field(register, "The beginning"), day_field(register, "Today")
        self._group = group_box(register)
        self.fields = [labelled("&From", self._first), labelled("&To", self._last), labelled("&Group", self._group)]
        self.signals = (self._first.changed, self._last.changed, self._group.currentIndexChanged)

    def asked(self) -> tuple[date | None, date | None, int | None]:
        """What stands in them. Raises `Refusal` for a date that cannot be read."""
        return self._first.value(), self._last.value(), self._group.currentData()
