"""The structure on a day: the picture, and what can be changed from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnering_desk.app.groups import GroupRow, add_group, edit_group, group_rows
from partnering_desk.app.plan import NewGroup
from partnering_desk.app.register import Register
from partnering_desk.app.structure import MemberView, Structure, structure
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G5_2, Refusal
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.wording import count, show_long
from partnering_desk.ui.partnering.change_dialogs import NoticeDialog
from partnering_desk.ui.partnering.group_dialog import GroupDialog
from partnering_desk.ui.partnering.member_dialog import MemberDialog, group_of
from partnering_desk.ui.partnering.picture import Picture
from partnering_desk.ui.widgets.attempt import refuse
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.text import quiet
from partnering_desk.ui.widgets.typed_fields import DateField

Asks: TypeAlias = Callable[[Callable[[], Structure], Callable[[Structure], object]], object]


class StructureView(QWidget):
    """Who faces whom on a day, today unless another is typed; `ask` has the register asked away from the screen."""

    history_wanted = Signal(int)
    """The id of the group whose history is wanted."""

    def __init__(self, register: Register, ask: Asks) -> None:
        super().__init__()
        self._register = register
        self.day = DateField(register.today)
        self.day.changed.connect(self._another_day)
        self._shown: date | None = None
        self._ask = ask
        self.words = quiet("")
        self.picture = Picture()
        self.picture.member_opened.connect(self._open_member)
        self.picture.group_opened.connect(self.change_group)
        self.picture.history_wanted.connect(self.history_wanted)
        self.notice_button = primary_button("Record a notice…", self.record_notice)
        head = row(
            labelled("As &at", self.day), None, button("Add a group…", self.add_group), self.notice_button, space=12
        )
        outside = column(head, self.words, scrolling(self.picture), space=12)
        outside.setStretch(2, 1)
        self.setLayout(outside)

    def refresh(self) -> None:
        """Ask the register for the day shown, away from the screen."""
        day = self._shown or self._register.today()
        self.day.set_value(day)
        self._ask(partial(structure, self._register, day), self._show)

    def _show(self, shown: Structure) -> None:
        self.picture.show_structure(shown)
        gaps = count(shown.gaps, "gap") if shown.gaps else "no gaps"
        self.words.setText(f"{show_long(shown.on)} · {count(len(shown.groups), 'group')} · {gaps} (Governance 5.2)")

    def _another_day(self, day: date | None) -> None:
        self._shown = day
        self.refresh()

    def record_notice(self) -> None:
        """Ask for a party's notice of a change, and record it."""
        NoticeDialog(self, self._register).exec()

    def fill_gap(self, membership_id: int) -> None:
        """Ask for the notice by which the other party gives a member a counterpart, if there is still none."""
        for group in structure(self._register).groups:
            for seat in group.seats:
                member = seat.lone
                if member is not None and member.membership_id == membership_id:
                    NoticeDialog(self, self._register, group.group_id, facing=member).exec()
                    return

    def _open_member(self, member: MemberView) -> None:
        group = group_of(structure(self._register), member)
        if group is None:
            words = f"{member.name} is no Group Member today, so nothing can be changed. Show today's picture first."
            refuse(self, Refusal(words, G5_2))
            return
        MemberDialog(self, self._register, group, member).exec()

    def add_group(self) -> None:
        """Ask for another group, and add it."""
        rows = group_rows(self._register)
        blank = NewGroup(GroupKind.WORKING, "", Frequency.MONTHLY, self._register.today())
        dialog = GroupDialog(self, blank, [one.code for one in rows], self._register.today)
        dialog.does = lambda: add_group(self._register, dialog.group())
        dialog.exec()

    def change_group(self, group_id: int) -> None:
        """Ask for other particulars of a group, and keep them."""
        rows = group_rows(self._register)
        chosen = next(one for one in rows if one.group_id == group_id)
        taken = [one.code for one in rows if one is not chosen]
        dialog = GroupDialog(self, _plan(chosen), taken, self._register.today, new=False, code_fixed=chosen.numbered)
        dialog.does = lambda: edit_group(self._register, group_id, dialog.group())
        dialog.exec()


def _plan(row: GroupRow) -> NewGroup:
    return NewGroup(
        row.kind,
        row.name,
        row.frequency,
        row.planned_start,
        row.code,
        row.area,
        row.location,
        row.usual_start,
        row.usual_minutes,
    )
