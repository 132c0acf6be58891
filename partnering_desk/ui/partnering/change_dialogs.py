"""Changing a Group Member: the notice of one party, and the answer of the other (Governance 5.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app.member_changes import ChangeRow, agree_change, notify_change, refuse_change
from partnering_desk.app.people import PersonRow, people_rows
from partnering_desk.app.register import Register
from partnering_desk.app.structure import GroupView, MemberView, structure
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.spelling.prose_edit import ProseEdit
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import Choice
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.text import quiet
from partnering_desk.ui.widgets.typed_fields import DateField


def needed(field: DateField, what: str) -> date:
    """The date in a field. Raises `Refusal` when there is none, saying `what` it is for."""
    day = field.value()
    if day is None:
        raise Refusal(f"{what} has no date. Type it like 4 dec or next tue.")
    return day


class NoticeDialog(Dialog):
    """Records a party's notice: which group, who leaves, who comes, from when.

    It may be about a `member` who leaves, or about an empty seat, `facing` the member who has no counterpart.
    """

    def __init__(
        self,
        parent: QWidget | None,
        register: Register,
        group_id: int | None = None,
        member: MemberView | None = None,
        facing: MemberView | None = None,
    ) -> None:
        super().__init__(parent, "Notice of a change of member", "Record notice")
        self._register = register
        self._groups: Sequence[GroupView] = structure(register).groups
        self._people: Sequence[PersonRow] = people_rows(register)
        self.group = Options("Group", [(one.group_id, one.name) for one in self._groups])
        self.group.set_value(group_id)
        self.party = Options("Party that gives notice", [(role, role.words) for role in PartyRole])
        self.party.set_value(member.party if member else facing.party.other if facing else None)
        self.outgoing: Options[int] = Options("Who leaves")
        self.incoming: Options[int] = Options("Who comes")
        self.seat = QLineEdit(facing.seat if facing is not None else "")
        self.notified, self.effective = DateField(register.today), DateField(register.today)
        self.notified.set_value(register.today())
        self.body.addWidget(quiet("Until the other party agrees, the old member stands (Governance 5.2)."))
        self.body.addLayout(row(labelled("&Group", self.group), labelled("&Party", self.party), space=12))
        self.body.addLayout(
            row(
                labelled("Who &leaves", self.outgoing, "Nobody: an empty seat is filled"),
                labelled("Who &comes", self.incoming, "Nobody: the seat is left empty"),
                space=12,
            )
        )
        self.body.addWidget(labelled("&What the seat is for", self.seat, "Left empty, it stays as it was."))
        self.body.addLayout(
            row(labelled("Notice &received", self.notified), labelled("Takes &effect", self.effective), space=12)
        )
        self.group.picked.connect(self._offer)
        self.party.picked.connect(self._offer)
        self._offer()
        self.outgoing.set_value(member.membership_id if member is not None else None)
        self.does = self.keep
        (self.incoming if member or facing else self.group).setFocus()

    def _offer(self) -> None:
        group = next(one for one in self._groups if one.group_id == self.group.value())
        role = self.party.value()
        sitting = [one for seat in group.seats if (one := seat.side(role)) is not None]
        names = {one.name for one in sitting}
        self.outgoing.offer([(0, "Nobody"), *((one.membership_id, one.name) for one in sitting)])
        free = [one for one in self._people if one.party is role and one.name not in names]
        self.incoming.offer([(0, "Nobody"), *((one.person_id, one.name) for one in free)])

    def keep(self) -> int:
        """Record the notice. Raises `Refusal`."""
        return notify_change(
            self._register,
            self.group.value(),
            self.party.value(),
            self.outgoing.value() or None,
            self.incoming.value() or None,
            needed(self.effective, "The change"),
            needed(self.notified, "The notice"),
            self.seat.text(),
        )


class AnswerDialog(Dialog):
    """Records the other party's answer to a notice: agreed, or refused with reasons."""

    def __init__(self, parent: QWidget | None, register: Register, change: ChangeRow) -> None:
        super().__init__(parent, f"Answer of the {change.party.other.words}", "Record answer")
        self._register, self._change = register, change
        self.answer = Choice("Answer", [(True, "Agreed"), (False, "Refused with reasons")])
        self.by = QLineEdit()
        self.on = DateField(register.today)
        self.on.set_value(register.today())
        self.reasons = ProseEdit()
        self.reasons.setFixedHeight(current().px(96))
        self.body.addWidget(
            quiet(f"{change.words}, from {show_date(change.effective_on)}. Notice of {show_date(change.notified_on)}.")
        )
        self.body.addWidget(self.answer)
        self.body.addLayout(row(labelled("Answered &by", self.by), labelled("&On", self.on), space=12))
        self._reasons = labelled("&Reasons", self.reasons)
        self.body.addWidget(self._reasons)
        self._reasons.setEnabled(False)
        self.answer.chosen.connect(lambda agreed: self._reasons.setEnabled(agreed is False))
        self.does = self.keep

    def keep(self) -> None:
        """Record the answer. Raises `Refusal`."""
        answered = needed(self.on, "The answer")
        if self.answer.value() is None:
            raise Refusal("Choose whether the notice was agreed or refused.")
        if self.answer.value() is True:
            agree_change(self._register, self._change.change_id, self.by.text(), answered)
        else:
            reasons = self.reasons.toPlainText()
            refuse_change(self._register, self._change.change_id, reasons, self.by.text(), answered)


class AppointDialog(Dialog):
    """Asks for a person and the day from which something holds: an office, a nomination."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str,
        people: Sequence[tuple[int, str]],
        today: Callable[[], date],
        keep: Callable[[int, date], object],
    ) -> None:
        super().__init__(parent, title, verb)
        self.person: Options[int] = Options("Person", people)
        self.since = DateField(today)
        self.since.set_value(today())
        self.body.addWidget(labelled("&Person", self.person))
        self.body.addWidget(labelled("&From", self.since))
        self._keep = keep
        self.does = self.keep
        self.person.setFocus()

    def keep(self) -> object:
        """Keep the appointment. Raises `Refusal`."""
        if not self.person.count():
            raise Refusal("Nobody can be chosen yet. Add the person first.")
        return self._keep(self.person.value(), needed(self.since, "The appointment"))
