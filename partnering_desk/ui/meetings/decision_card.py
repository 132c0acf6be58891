"""A decision as recorded: its words, both votes, what came of it, and how it takes effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from partnering_desk.app import decisions
from partnering_desk.app.decision_rows import DecisionOutcome, DecisionRow, VoteRow
from partnering_desk.app.register import Register
from partnering_desk.app.typed import Candidate
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect
from partnering_desk.rules.wording import show_date, show_time
from partnering_desk.ui.meetings.two_beside import TwoBeside
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.buttons import quiet_button
from partnering_desk.ui.widgets.card import Card, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.dialog import confirm
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.text import label, quiet, section, small, strong
from partnering_desk.ui.widgets.typed_fields import DateField

_TONES = {
    DecisionOutcome.CARRIED: Tone.GOOD,
    DecisionOutcome.NOT_AGREED: Tone.CARE,
    DecisionOutcome.RECOMMENDED: Tone.INFO,
    DecisionOutcome.DEFERRED_FOR_AUTHORITY: Tone.INFO,
}
_CHOICES = {Choice.FOR: Tone.GOOD, Choice.AGAINST: Tone.BAD, Choice.ABSTAIN: Tone.CARE, Choice.NONE: Tone.PLAIN}


class DecisionCard(QWidget):
    """One decision. What was decided stands; how it takes effect can be said and changed here."""

    def __init__(
        self,
        register: Register,
        shown: DecisionRow,
        people: tuple[Candidate, ...],
        can_take_back: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._register, self.shown = register, shown
        kind = "Recommendation" if shown.outcome is DecisionOutcome.RECOMMENDED else "Decision"
        card = Card()
        card.setAccessibleName(f"{kind} {shown.ref}: {shown.text}. {shown.outcome_words}")
        card.body.addWidget(label(shown.text))
        if len(shown.votes) == len(PartyRole):
            first, second = (_vote_box(vote) for vote in shown.votes)
            card.body.addWidget(TwoBeside(first, second))
        for words in _remarks(shown):
            card.body.addWidget(small(words))
        card.body.addWidget(self._foot(people, can_take_back))
        self.setLayout(column(section(f"{kind} {shown.ref}"), card))

    def _foot(self, people: tuple[Candidate, ...], can_take_back: bool) -> QWidget:
        shown = self.shown
        inside: list[QWidget] = [Chip(f"{shown.outcome_words} {show_time(shown.taken_at)}", _TONES[shown.outcome])]
        if shown.follow_on is not None:
            inside.append(quiet(shown.follow_on.sentence, wrap=False))
        if shown.stands:
            inside += self._effect(people)
        if can_take_back:
            inside.append(quiet_button("Take back…", self._take_back))
        holder = QWidget()
        line = FlowLayout(holder)
        for one in inside:
            line.addWidget(one)
        return holder

    def _effect(self, people: tuple[Candidate, ...]) -> list[QWidget]:
        self.effect = named(QComboBox(), "Takes effect by")
        self.effect.addItem("choose how", None)
        for one in Effect:
            self.effect.addItem(one.words, one)
        self.owner = named(QComboBox(), "Seen to by")
        self.owner.addItem("choose who", None)
        self.owner.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.owner.setMinimumContentsLength(14)
        for person in people:
            self.owner.addItem(person.name, person.person_id)
        self.due = DateField(self._register.today)
        named(self.due.line, "To take effect by")
        self.due.set_value(self.shown.effect_due)
        self.show_effect(self.shown)
        for chosen in (self.effect.activated, self.owner.activated, self.due.changed):
            chosen.connect(lambda _what: self._keep_effect())
        pairs = (("takes effect by", self.effect), ("seen to by", self.owner), ("due", self.due))
        return [_pair(words, field) for words, field in pairs]

    def show_effect(self, shown: DecisionRow) -> None:
        """Show how it takes effect, who sees to it and by when; a date that is being typed stays as it is."""
        before, self.shown = self.shown, shown
        if shown.stands:
            self.effect.setCurrentIndex(self.effect.findData(shown.effect) if shown.effect else 0)
            found = self.owner.findData(shown.effect_owner_id) if shown.effect_owner_id else 0
            self.owner.setCurrentIndex(max(found, 0))
            if shown.effect_due != before.effect_due:
                self.due.set_value(shown.effect_due)

    def _keep_effect(self) -> None:
        due: date | None = attempt(self, self.due.value)
        attempt(
            self,
            decisions.set_effect,
            self._register,
            self.shown.decision_id,
            self.effect.currentData(),
            self.owner.currentData(),
            due,
        )

    def _take_back(self) -> None:
        sentence = (
            f"{self.shown.ref} “{self.shown.text}” goes from the record, with both votes; its wording stays with "
            "the item. Its number is not given again."
        )
        if confirm(self, sentence, f"Take back {self.shown.ref.rpartition('/')[2]}"):
            attempt(self, decisions.take_back, self._register, self.shown.decision_id)


def without_effect(shown: DecisionRow) -> DecisionRow:
    """The decision apart from its effect, which can change while its card stands."""
    return replace(shown, effect=None, effect_owner_id=None, effect_owner="", effect_due=None)


def _pair(words: str, field: QWidget) -> QWidget:
    holder = QWidget()
    line = FlowLayout(holder)
    line.addWidget(quiet(words, wrap=False))
    line.addWidget(field)
    return holder


def _vote_box(vote: VoteRow) -> QFrame:
    box = QFrame()
    set_look(box, role="card")
    cast = f"cast by {vote.cast_by}" if vote.cast_by else "nobody cast it"
    head = row(strong(vote.party.words, wrap=False), quiet("one vote", wrap=False), None)
    chip = row(Chip(vote.choice.words.capitalize(), _CHOICES[vote.choice]), quiet(cast))
    chip.setStretch(1, 1)
    box.setLayout(column(head, chip, margin=12))
    return box


def _remarks(shown: DecisionRow) -> list[str]:
    said = [f"{view.organisation}{f' ({view.person})' if view.person else ''}: {view.view}" for view in shown.views]
    if shown.reasons:
        said.append(f"Reasons: {shown.reasons}")
    if shown.options:
        said.append(f"Options: {shown.options}")
    if shown.quorum_words:
        said.append(shown.quorum_words + ("" if shown.quorum_words.endswith(".") else "."))
    if shown.authority_due:
        said.append(f"To be answered by {shown.authority_person} by {show_date(shown.authority_due)} (Governance 5.6).")
    if shown.ratifies:
        said.append(f"Settles the recommendation {shown.ratifies}.")
    if shown.replaced_by:
        said.append(f"Replaced by {shown.replaced_by} (Governance 7.2).")
    return said
