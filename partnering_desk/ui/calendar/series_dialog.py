"""A series of meetings proposed for one group: shown with what was moved and why, changed, and accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHeaderView, QLineEdit, QTableView, QWidget

from partnering_desk.app import dates_on_paper
from partnering_desk.app.diary import consequences_of_scheduling
from partnering_desk.app.planner import groups
from partnering_desk.app.register import Register
from partnering_desk.app.series import Proposals, Proposed, accept, propose, suggested_span
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import count, join_words, sentence_case
from partnering_desk.ui.calendar.grid import ENTER
from partnering_desk.ui.calendar.series_model import DATE, PLACE, TIME, WHY, SeriesModel
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.background import Progress
from partnering_desk.ui.widgets.fields import labelled, named
from partnering_desk.ui.widgets.latest import Latest
from partnering_desk.ui.widgets.long_dialog import LongDialog
from partnering_desk.ui.widgets.table import Wrapping
from partnering_desk.ui.widgets.text import label, quiet
from partnering_desk.ui.widgets.typed_fields import DateField, TimeField


class SeriesDialog(LongDialog):
    """Proposes as soon as group and span are known, away from the screen; Enter accepts what is ticked."""

    def __init__(self, parent: QWidget, register: Register, group_id: int | None = None) -> None:
        super().__init__(parent, "Propose a series of meetings", "Put in the calendar")
        self._register = register
        self._groups = groups(register)
        self._proposals: Proposals | None = None
        self.group_field = QComboBox()
        self.group_field.addItems([one.name for one in self._groups])
        chosen = [place for place, one in enumerate(self._groups) if one.group_id == group_id]
        self.group_field.setCurrentIndex(next(iter(chosen), 0))
        self.first_field = DateField(register.today)
        self.until_field = DateField(register.today)
        self.time_field = TimeField()
        self.model = SeriesModel(register.today, self._look, self)
        self.table = self._make_table()
        self.frequency, self.gaps = quiet(""), label("", tone=Tone.CARE)
        self._lay_out()
        self.group_field.currentIndexChanged.connect(lambda _place: self._start_anew())
        for field in (self.first_field, self.until_field, self.time_field):
            field.changed.connect(lambda _value: self._propose())
        self.model.refused.connect(lambda sentence: self.say_inline(sentence, Tone.CARE))
        self.model.edited.connect(self._count)
        self.begins = self._accept
        self._proposing = Latest(self)
        self._goes_on = True
        self.group_field.setFocus()
        self._start_anew()

    def _lay_out(self) -> None:
        theme = current()
        fields = QGridLayout()
        fields.setSpacing(theme.px(8))
        for place, (name, field) in enumerate(
            (
                ("&Group", self.group_field),
                ("&Time", self.time_field),
                ("&First date", self.first_field),
                ("&Last date", self.until_field),
            )
        ):
            fields.addWidget(labelled(name, field), place // 2, place % 2)
        self.body.addLayout(fields)
        self.body.addWidget(self.frequency)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.gaps)
        self.setMinimumWidth(min(theme.px(860), self.screen().availableSize().width() - theme.px(40)))
        self.table.setMinimumHeight(theme.px(220))

    def _make_table(self) -> QTableView:
        table = named(QTableView(), "Meetings proposed")
        table.setModel(self.model)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setItemDelegate(Wrapping(table))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in (DATE, TIME, PLACE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _group_id(self) -> int:
        return self._groups[self.group_field.currentIndex()].group_id

    def _start_anew(self) -> None:
        """Another group: its own next date, a year on, at its usual time."""
        first, until = suggested_span(self._register, self._group_id())
        self.first_field.set_value(first)
        self.until_field.set_value(until)
        self.time_field.set_value(self._groups[self.group_field.currentIndex()].usual_start)
        self._propose()

    def _propose(self) -> None:
        work = attempt(self, self._ask)
        if work is not None:
            self._hold()
            self._proposing.ask(work, self._show)

    def _hold(self) -> None:
        """Nothing can be accepted while dates are looked for; the keyboard must not fall on to Cancel meanwhile."""
        if self.verb.hasFocus():
            self._goes_on = True
            self.table.setFocus()
        self.verb.setEnabled(False)

    def _show(self, found: Proposals) -> None:
        self._proposals = found
        self.verb.setEnabled(True)
        if self._goes_on:
            self._goes_on = False
            self.verb.setFocus()
        self.model.fill(found)
        self.frequency.setText(
            f"{sentence_case(found.frequency)}, on Working Days, without double-booking people or the room. "
            "Untick a date with Space; change date, time or place with F2."
        )
        self.gaps.setText(". ".join(found.gaps) + "." if found.gaps else "")
        self.gaps.setVisible(bool(found.gaps))
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _ask(self) -> Callable[[], Proposals]:
        first, until, at = self.first_field.value(), self.until_field.value(), self.time_field.value()
        if first is None or until is None:
            raise Refusal("Type the first and the last date of the series.")
        return partial(propose, self._register, self._group_id(), first, until, at)

    def _look(self, one: Proposed) -> tuple[str, ...]:
        return consequences_of_scheduling(self._register, self._group_id(), one.starts, one.minutes, one.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field proposes anew; only on the button does it accept."""
        if event.key() in ENTER and isinstance(self.focusWidget(), QLineEdit | QComboBox):
            self._goes_on = not self.verb.isEnabled()
            self.verb.setFocus()
            return
        super().keyPressEvent(event)

    def _count(self) -> None:
        taken = sum(one.taken for one in self.model.rows)
        self.verb.setText(f"Put {count(taken, 'meeting')} in the calendar")
        self.clear_inline()

    def _accept(self) -> Callable[[Progress], tuple[int, ...] | None]:
        if self._proposals is None:
            raise Refusal("Nothing is proposed yet. Type the first and the last date of the series.")
        chosen = replace(self._proposals, rows=self.model.rows)

        def work(progress: Progress) -> tuple[int, ...] | None:
            return accept(
                self._register, chosen, lambda done, of: progress.tell(done, of, ""), lambda: progress.cancelled
            )

        return work

    def done_words(self) -> str:
        """What was done, once it is."""
        made = self.result_value if isinstance(self.result_value, tuple) else ()
        on_paper = join_words(dates_on_paper.waiting_for(self._register, self._group_id()))
        notice = f", and one notice of all the dates, to be handed over to {on_paper}" if on_paper else ""
        return f"{count(len(made), 'meeting')} put in the calendar. The invitations wait in the outbox{notice}."
