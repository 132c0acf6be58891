"""What is asked when a decision takes effect, is answered, or is overruled (Governance 5.4.6, 5.6, 7.2)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from partnering_desk.app import decisions
from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.register import Register
from partnering_desk.app.typed import Candidate
from partnering_desk.rules.clause import G5_4_6, G5_6, G7_2, Refusal
from partnering_desk.rules.decisions import check_effect
from partnering_desk.rules.votes import Effect
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.person_picker import PersonPicker
from partnering_desk.ui.widgets.text import label, quiet
from partnering_desk.ui.widgets.typed_fields import DateField


def _effects(chosen: Effect | None) -> QComboBox:
    box = QComboBox()
    box.addItem("Choose how", None)
    for one in Effect:
        box.addItem(one.words, one)
    box.setCurrentIndex(list(Effect).index(chosen) + 1 if chosen else 0)
    return box


class EffectDialog(Dialog):
    """How a decision takes effect, who sees to it, and by when."""

    def __init__(self, parent: QWidget, register: Register, decision: DecisionRow, people: Sequence[Candidate]) -> None:
        super().__init__(parent, f"How {decision.ref} takes effect", "Keep")
        self._register, self._decision = register, decision
        self.body.addWidget(quiet(decision.text))
        form = Form()
        self.effect = form.add("&How", _effects(decision.effect))
        self.owner = form.add("&Who sees to it", PersonPicker("", [(one.person_id, one.name) for one in people]))
        self.owner.set_person(decision.effect_owner_id)
        self.due = DateField(register.today)
        self.due.set_value(decision.effect_due)
        form.add("&By when", self.due)
        self.body.addWidget(form)
        self.does = self._keep
        self.effect.setFocus()

    def _keep(self) -> None:
        effect, owner_id = self.effect.currentData(), self.owner.person_id()
        check_effect(effect, self.owner.currentText().strip())
        decisions.set_effect(self._register, self._decision.decision_id, effect, owner_id, self.due.value())


class GivenDialog(Dialog):
    """The day on which a decision was given effect, and how."""

    def __init__(self, parent: QWidget, register: Register, decision: DecisionRow) -> None:
        super().__init__(parent, f"{decision.ref} was given effect", "Record")
        self._register, self._decision = register, decision
        self.body.addWidget(quiet(decision.text))
        form = Form()
        self.effect = form.add("&How", _effects(decision.effect))
        self.on = DateField(register.today)
        self.on.set_value(register.today())
        form.add("&Given effect on", self.on)
        self.body.addWidget(form)
        self.body.addWidget(quiet("This stays with the decision."))
        self.does = self._record
        self.on.setFocus()

    def _record(self) -> None:
        day = self.on.value()
        if day is None:
            raise Refusal("Type the day on which it was given effect (Governance 5.4.6).", G5_4_6)
        decisions.give_effect(self._register, self._decision.decision_id, day, self.effect.currentData())


class AnswerDialog(Dialog):
    """The day on which the authority asked for was answered."""

    def __init__(self, parent: QWidget, register: Register, decision: DecisionRow) -> None:
        super().__init__(parent, f"{decision.authority_person} has answered", "Record the answer")
        self._register, self._decision = register, decision
        self.body.addWidget(quiet(decision.text))
        self.body.addWidget(label("The matter goes on the group's next agenda for decision."))
        form = Form()
        self.on = DateField(register.today)
        self.on.set_value(register.today())
        form.add("&Answered on", self.on)
        self.body.addWidget(form)
        self.does = self._record
        self.on.setFocus()

    def _record(self) -> None:
        day = self.on.value()
        if day is None:
            raise Refusal("Type the day of the answer (Governance 5.6).", G5_6)
        decisions.answer_authority(self._register, self._decision.decision_id, day)


class OverruleDialog(Dialog):
    """Which decision of the Core Group overruled or changed a Working Group's."""

    def __init__(self, parent: QWidget, register: Register, decision: DecisionRow, core: Sequence[DecisionRow]) -> None:
        super().__init__(parent, f"{decision.ref} is overruled", f"Overrule {decision.ref}", destroys=True)
        self._register, self._decision = register, decision
        self.body.addWidget(quiet(decision.text))
        self.body.addWidget(
            label("It stays in the register, marked with the Core Group's decision that replaced it. This stands.")
        )
        form = Form()
        self.by = form.add("&Overruled or changed by", QComboBox())
        for one in core:
            self.by.addItem(f"{one.ref}, {show_date(one.taken_at.date())}: {one.text}", one.decision_id)
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.by.setMinimumContentsLength(30)
        self.body.addWidget(form)
        self.does = self._overrule
        self.by.setFocus()

    def _overrule(self) -> None:
        by_id = self.by.currentData()
        if by_id is None:
            raise Refusal(
                "Only a decision that the Core Group carried afterwards can overrule it, and there is none "
                "(Governance 7.2). Put the matter on the Core Group's agenda.",
                G7_2,
            )
        decisions.overrule(self._register, self._decision.decision_id, by_id)
