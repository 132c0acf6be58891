"""What the Minutes page asks for: the chair's approval, the reason for being late, an action's date."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from partnering_desk.app import actions, minutes
from partnering_desk.app.action_rows import ActionRow, action_rows
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.minutes import MinutesView
from partnering_desk.app.recipients import check_chosen
from partnering_desk.app.register import Register
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.meetings.recipients_field import RecipientsField
from partnering_desk.ui.spelling.prose_edit import ProseEdit
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.person_picker import PersonPicker
from partnering_desk.ui.widgets.text import label, quiet
from partnering_desk.ui.widgets.typed_fields import DateField


class CirculateDialog(Dialog):
    """The chair's approval, where it is wanted, the reason, where the minutes are late, and to whom they go."""

    def __init__(self, parent: QWidget, register: Register, view: MinutesView) -> None:
        verb = "Circulate" if view.approved else "Approve and circulate"
        super().__init__(parent, f"Minutes of {view.ref}", verb)
        self._register, self._view = register, view
        self.approver = approver_box(view)
        self.reason = ProseEdit()
        self.reason.setFixedHeight(current().px(72))
        open_checks = [one.words for one in view.checks if not one.ok and not one.must]
        if open_checks:
            self.body.addWidget(label(f"Still to see to: {'; '.join(open_checks)}.", tone=Tone.CARE))
        form = Form()
        if not view.approved:
            form.add("&Approved by", self.approver, "You record the chair’s approval of what the minutes say now.")
        if view.needs_reason:
            form.add("&Why they are late", self.reason, _late_words(view))
        self.body.addWidget(form)
        self.recipients = RecipientsField(view.recipients)
        self.body.addWidget(self.recipients)
        self.does = self._approve

    @property
    def late_because(self) -> str:
        """The reason for being late; empty when none is wanted."""
        return self.reason.toPlainText().strip() if self._view.needs_reason else ""

    def _approve(self) -> None:
        check_chosen(self._view.recipients, self.recipients.chosen)
        minutes.check_reason(self._register, self._view.meeting_id, self.late_because)
        if not self._view.approved:
            minutes.approve(self._register, self._view.meeting_id, self.approver.currentData())


class ApproveDialog(Dialog):
    """The chair's approval alone."""

    def __init__(self, parent: QWidget, register: Register, view: MinutesView) -> None:
        super().__init__(parent, f"Approve the minutes of {view.ref}", "Approve")
        self.approver = approver_box(view)
        self.body.addWidget(quiet("It holds for what the minutes say now, and falls when that changes."))
        form = Form()
        form.add("&Approved by", self.approver)
        self.body.addWidget(form)
        self.does = lambda: minutes.approve(register, view.meeting_id, self.approver.currentData())


def approver_box(view: MinutesView) -> QComboBox:
    """Who may approve, the one who chaired first."""
    box = QComboBox()
    for one in view.approvers:
        box.addItem(one.name, one.person_id)
    return box


def _late_words(view: MinutesView) -> str:
    return f"They were due on {show_date(view.clock.due.date)}. {view.clock.due.explanation} (Governance 5.4.5)"


class ActionDialog(Dialog):
    """Who sees to an action, and by when."""

    def __init__(self, parent: QWidget, register: Register, action_id: int) -> None:
        self._row = _action(register, action_id)
        super().__init__(parent, f"Action {self._row.ref}", "Keep")
        self._register = register
        self.owner = PersonPicker("Owner", [(one.person_id, one.name) for one in actions.owners(register)])
        self.due = DateField(register.today)
        self.body.addWidget(label(self._row.text))
        form = Form()
        if not self._row.owners:
            form.add("&Owner", self.owner)
        form.add("&Due", self.due, "Typed as you say it: 4 dec, next tue")
        self.body.addWidget(form)
        self.does = self._keep
        (self.due if self._row.owners else self.owner).setFocus()

    def _keep(self) -> None:
        row, due = self._row, self.due.value()
        if due is None:
            raise Refusal("Type the day by which it is to be done.")
        owner_id = None if row.owners else self.owner.person_id()
        owner_ids = row.owner_ids if owner_id is None else (owner_id,)
        details = ActionDetails(row.text, owner_ids, row.owner_words, due)
        actions.update(self._register, row.action_id, details)


def _action(register: Register, action_id: int) -> ActionRow:
    for one in action_rows(register, action_id):
        return one
    raise Refusal("That action is not in the register any more.")
