"""One party's vote while a decision is put: for, against or abstain, and who casts it (Governance 5.7)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from partnering_desk.app.ballots import PartyBallot
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Vote
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.buttons import Choice as Buttons
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import quiet, strong

_OPTIONS = ((Choice.FOR, "For"), (Choice.AGAINST, "Against"), (Choice.ABSTAIN, "Abstain"))


class BallotBox(QFrame):
    """The party's name, its one vote, and the person who casts it."""

    voted = Signal()

    def __init__(self, party: PartyRole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.party = party
        self._names: dict[int, str] = {}
        set_look(self, role="card")
        self.choice = Buttons(f"{party.words} vote", _OPTIONS)
        self.choice.chosen.connect(lambda _value: self.voted.emit())
        self.caster = named(QComboBox(), f"{party.words} vote cast by")
        self.caster.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.caster.setMinimumContentsLength(6)
        self.caster.activated.connect(lambda _place: self.voted.emit())
        head = row(strong(party.words, wrap=False), quiet("one vote", wrap=False), None)
        foot = row(quiet("cast by", wrap=False), self.caster)
        foot.setStretch(1, 1)
        self.setLayout(column(head, self.choice, foot, margin=12))

    def show_ballot(self, ballot: PartyBallot) -> None:
        """Offer those who may cast the vote now; who was chosen stays chosen while they may."""
        before = self.caster.currentData()
        self._names = {one.person_id: one.name for one in ballot.casters}
        self.caster.clear()
        for one in ballot.casters:
            self.caster.addItem(f"{one.name}, {one.remark}" if one.remark else one.name, one.person_id)
        if not ballot.casters:
            self.caster.addItem("nobody here", None)
        self.caster.setCurrentIndex(max(self.caster.findData(before), 0))

    def vote(self) -> Vote:
        """The vote as it stands; no vote while no button is down."""
        chosen = self.choice.value()
        if not isinstance(chosen, Choice):
            return Vote(self.party, Choice.NONE)
        person_id = self.caster.currentData()
        return Vote(self.party, chosen, self._names.get(person_id, ""), person_id)
