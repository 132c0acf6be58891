"""A decision that both parties took in writing between meetings (practice P10)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.decisions import decide_in_writing
from partnering_desk.app.groups import GroupRow, group_rows
from partnering_desk.app.people import PersonRow, people_rows
from partnering_desk.app.register import Register
from partnering_desk.rules.clause import P10, Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, FollowOn, Outcome, Vote, follow_ons, outcome, vote_sentence
from partnering_desk.ui.registers.action_fields import TextField
from partnering_desk.ui.widgets.buttons import Choice as Buttons
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form, labelled
from partnering_desk.ui.widgets.person_picker import PersonPicker
from partnering_desk.ui.widgets.text import quiet
from partnering_desk.ui.widgets.typed_fields import DateField

_OPTIONS = ((Choice.FOR, "For"), (Choice.AGAINST, "Against"), (Choice.ABSTAIN, "Abstain"))


class _Ballot(QWidget):
    """One party's vote as it came in writing, and who cast it."""

    def __init__(self, party: PartyRole, people: Sequence[PersonRow]) -> None:
        super().__init__()
        self.party = party
        self.choice = Buttons(f"{party.words} vote", _OPTIONS)
        own = [(one.person_id, one.name) for one in people if one.party is party]
        self.caster = PersonPicker(f"{party.words} vote cast by", own)
        name = f"{party.words} vote"
        self.setLayout(column(labelled(name, self.choice), labelled(f"{name} cast by", self.caster), space=8))

    def vote(self) -> Vote:
        """The vote as it stands. Raises `Refusal` when the name is nobody's."""
        chosen = self.choice.value()
        if not isinstance(chosen, Choice):
            return Vote(self.party, Choice.NONE)
        return Vote(self.party, chosen, self.caster.currentText(), self.caster.person_id())


class InWritingDialog(Dialog):
    """`result_value` is the decision recorded."""

    def __init__(self, parent: QWidget, register: Register) -> None:
        super().__init__(parent, "A decision in writing between meetings", "Record decision")
        self._register = register
        self._groups: dict[int, GroupRow] = {one.group_id: one for one in group_rows(register)}
        people = people_rows(register)
        form = Form()
        self.group = form.add("&Group", QComboBox())
        for one in self._groups.values():
            self.group.addItem(one.name, one.group_id)
        self.group.activated.connect(lambda _place: self._offer_follow_ons())
        self.text = form.add("&Decision, as the minutes shall say it", TextField(3))
        self.ballots = tuple(_Ballot(party, people) for party in PartyRole)
        self.body.addWidget(form)
        for ballot in self.ballots:
            self.body.addWidget(ballot)
            ballot.choice.chosen.connect(lambda _value: self._show_outcome())
        self.foreseen = quiet("")
        self.follow_on = QComboBox()
        self._follow = labelled("What &follows", self.follow_on)
        more = Form()
        self.on = DateField(register.today)
        self.on.set_value(register.today())
        more.add("&Both votes were in on", self.on)
        self.reasons = more.add("&Reasons, where they are given", TextField(2))
        self.options = more.add("O&ptions weighed", TextField(2))
        for part in (self.foreseen, self._follow, more):
            self.body.addWidget(part)
        self.does = self._record
        self._offer_follow_ons()
        self._show_outcome()
        self.group.setFocus()

    def _offer_follow_ons(self) -> None:
        self.follow_on.clear()
        self.follow_on.addItem("Choose what follows", None)
        group = self._groups.get(self.group.currentData())
        for one in follow_ons(group.kind) if group else ():
            self.follow_on.addItem(one.words, one)

    def _votes(self) -> tuple[Vote, ...]:
        """The votes as far as they are given, whoever cast them."""
        values = [(ballot.party, ballot.choice.value()) for ballot in self.ballots]
        return tuple(Vote(party, value if isinstance(value, Choice) else Choice.NONE) for party, value in values)

    def _show_outcome(self) -> None:
        votes = self._votes()
        voted = all(one.choice is not Choice.NONE for one in votes)
        self.foreseen.setText(vote_sentence(votes) if voted else "Both parties' votes are needed.")
        self._follow.setVisible(voted and outcome(votes) is Outcome.NOT_AGREED)

    def _record(self) -> DecisionRow:
        day = self.on.value()
        if day is None:
            raise Refusal("Type the day on which both votes were in.", P10)
        chosen = self.follow_on.currentData() if not self._follow.isHidden() else None
        return decide_in_writing(
            self._register,
            self.group.currentData(),
            self.text.text(),
            [ballot.vote() for ballot in self.ballots],
            day,
            follow_on=FollowOn(chosen) if chosen is not None else None,
            reasons=self.reasons.text(),
            options=self.options.text(),
        )
