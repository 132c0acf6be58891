"""Putting a decision: its words, each party's vote, and what follows when not both are for it (Governance 5.7)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from partnering_desk.app import decisions
from partnering_desk.app.here import QuorumBand
from partnering_desk.app.meeting import save_decision_draft
from partnering_desk.app.register import Register
from partnering_desk.app.room import ItemRow, Room
from partnering_desk.rules.numbers import decision_ref
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import ReservedMatter
from partnering_desk.rules.votes import Choice, FollowOn, Outcome, follow_ons, outcome, vote_sentence
from partnering_desk.ui.meetings.ballot_box import BallotBox
from partnering_desk.ui.meetings.decision_extras import DecisionExtras
from partnering_desk.ui.meetings.defer_dialog import DeferDialog
from partnering_desk.ui.meetings.notes_edit import NotesEdit
from partnering_desk.ui.meetings.two_beside import TwoBeside
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt, tried
from partnering_desk.ui.widgets.buttons import button, quiet_button
from partnering_desk.ui.widgets.card import Card, column, row
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.scroll_page import bring_into_sight
from partnering_desk.ui.widgets.text import quiet, section


class DecisionForm(QWidget):
    """A decision being put under one item. Its words are kept as they are typed."""

    ended = Signal()
    """It was recorded, or given up: the form goes."""

    def __init__(self, register: Register, room: Room, item: ItemRow, band: QuorumBand | None) -> None:
        super().__init__()
        self._register, self._room, self.item_id = register, room, item.item_id
        self.title = section("")
        self.words = NotesEdit("Decision", lines=1)
        self.words.setPlaceholderText("The decision, as the minutes shall say it")
        self.words.show_notes(item.decision_draft or item.ratifies_text)
        self.words.to_save.connect(self._keep_draft)
        self.boxes = (BallotBox(PartyRole.COMMISSIONER), BallotBox(PartyRole.CONTRACTOR))
        for box in self.boxes:
            box.voted.connect(self._show_outcome)
        self.foreseen = quiet("")
        self.follow_on = named(QComboBox(), "What follows")
        self.follow_on.addItem("choose what follows", None)
        for one in follow_ons(room.kind):
            self.follow_on.addItem(one.words, one)
        self.refused = Notice()
        self.extras = DecisionExtras(room.settings.reserved_matters)
        self.extras.hide()
        self.extras.reserved.activated.connect(lambda _place: self._show_outcome())
        self._build()
        self.show_room(room)
        self.show_quorum(band)

    def _build(self) -> None:
        self.record = button("Record decision", self.record_decision)
        self.record.setToolTip("Ctrl+Enter")
        self.recommend = button("Note as a recommendation", self.note_recommendation)
        self.defer = button("Defer for authority…", self._defer)
        self.more = quiet_button("Reasons, options, views…", self._unfold)
        self.give_up = quiet_button("Leave it", self._leave)
        acts = QWidget()
        line = FlowLayout(acts)
        for one in (self.record, self.recommend, self.defer, self.more, self.give_up):
            line.addWidget(one)
        self._votes = TwoBeside(*self.boxes)
        result = row(self.foreseen, self.follow_on)
        result.setStretch(0, 1)
        card = Card(self.words, self._votes, self.refused, self.extras)
        card.body.addLayout(result)
        card.body.addWidget(acts)
        card.setAccessibleName("Decision being put")
        self.setLayout(column(self.title, card))
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._record_or_recommend)

    def show_room(self, room: Room) -> None:
        """The meeting changed around the form: who may vote, and the next number."""
        self._room = room
        self.title.setText(f"Decision {decision_ref(room.ref, room.next_decision)}")

    def show_quorum(self, band: QuorumBand | None) -> None:
        """Whether it can be decided at this moment; without quorum it can be noted as a recommendation."""
        ballots = attempt(self, decisions.ballots, self._register, self._room.meeting_id) or ()
        for box, ballot in zip(self.boxes, ballots, strict=False):
            box.show_ballot(ballot)
        self.extras.show_others(ballots)
        can = band is None or band.quorate
        self._votes.setEnabled(can)
        self.record.setVisible(can)
        self.recommend.setVisible(not can)
        if band is not None and not can:
            self.refused.say(band.remark, Tone.CARE)
        else:
            self.refused.clear()
        self._show_outcome()

    def _reserved(self) -> ReservedMatter | None:
        title = self.extras.reserved.currentData()
        return next((one for one in self._room.settings.reserved_matters if one.title == title), None)

    def _show_outcome(self) -> None:
        votes = [box.vote() for box in self.boxes]
        voted = all(vote.choice is not Choice.NONE for vote in votes)
        not_agreed = voted and outcome(votes, self._reserved()) is Outcome.NOT_AGREED
        self.follow_on.setVisible(not_agreed and self._votes.isEnabled())
        words = vote_sentence(votes, self._reserved()) if voted else ""
        self.foreseen.setText(words)
        self.foreseen.setVisible(bool(words) and self._votes.isEnabled())
        self.foreseen.setAccessibleName(words)

    def _keep_draft(self, words: str) -> None:
        done, _ = tried(self, save_decision_draft, self._register, self.item_id, words)
        if not done:
            self.words.not_saved()

    def _record_or_recommend(self) -> None:
        if self.recommend.isHidden():
            self.record_decision()
        else:
            self.note_recommendation()

    def record_decision(self) -> None:
        """Put it to the vote as it stands; a refusal is shown in the form."""
        follow_on: FollowOn | None = self.follow_on.currentData() if not self.follow_on.isHidden() else None
        self.words.save_now()
        done = attempt(
            self,
            decisions.put,
            self._register,
            self._room.meeting_id,
            self.item_id,
            self.words.toPlainText(),
            [box.vote() for box in self.boxes],
            follow_on=follow_on,
            reasons=self.extras.reasons.text(),
            options=self.extras.options.text(),
            views=self.extras.views(),
            reserved=self.extras.reserved.currentData(),
        )
        if done is not None:
            self.ended.emit()
        elif not self.follow_on.isHidden() and follow_on is None:
            self.follow_on.setFocus()
            bring_into_sight(self.follow_on)

    def note_recommendation(self) -> None:
        """Note it as a recommendation for the next quorate meeting (Governance 5.5)."""
        self.words.save_now()
        done = attempt(
            self,
            decisions.recommend,
            self._register,
            self._room.meeting_id,
            self.item_id,
            self.words.toPlainText(),
            reasons=self.extras.reasons.text(),
            options=self.extras.options.text(),
        )
        if done is not None:
            self.ended.emit()

    def say_inline(self, sentence: str, tone: Tone) -> None:
        """Show why it was refused, in the form."""
        self.refused.say(sentence, tone)

    def clear_inline(self) -> None:
        """Take the last refusal away."""
        self.refused.clear()

    def _unfold(self) -> None:
        self.extras.setVisible(self.extras.isHidden())
        if not self.extras.isHidden():
            self.extras.reasons.setFocus()

    def _defer(self) -> None:
        self.words.save_now()
        dialog = DeferDialog(self, self._register, self._room, self.item_id, self.words.toPlainText())
        if dialog.exec():
            self.ended.emit()

    def _leave(self) -> None:
        self.words.setPlainText("")
        self.words.save_now()
        self.ended.emit()
