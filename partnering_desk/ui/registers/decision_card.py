"""One decision with everything that was kept with it, what became of it, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from partnering_desk.app.decision_history import Step, authority_words, effect_words, history
from partnering_desk.app.decision_rows import DecisionOutcome, DecisionRow
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.wording import join_words, show_date, show_time
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.buttons import button, quiet_button
from partnering_desk.ui.widgets.card import Card, clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.text import heading, label, quiet, section, small

TONES = {
    DecisionOutcome.CARRIED: Tone.GOOD,
    DecisionOutcome.NOT_AGREED: Tone.CARE,
    DecisionOutcome.RECOMMENDED: Tone.INFO,
    DecisionOutcome.DEFERRED_FOR_AUTHORITY: Tone.INFO,
}


class DecisionCard(Card):
    """The decision shown. What was decided stands; buttons say what can become of it."""

    effect_pressed = Signal()
    given_pressed = Signal()
    answer_pressed = Signal()
    overrule_pressed = Signal()
    meeting_pressed = Signal()
    history_pressed = Signal()
    other_pressed = Signal(str)
    """The number of another decision, to be shown instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Decision")
        self.shown: DecisionRow | None = None
        self._title, self._chip = heading(""), Chip("")
        head = row(self._title, self._chip)
        head.setStretch(0, 1)
        self._under = quiet("")
        self.to_meeting = quiet_button("", self.meeting_pressed.emit)
        self.set_effect = button("Say how it takes effect…", self.effect_pressed.emit)
        self.given = button("Record that it was given effect…", self.given_pressed.emit)
        self.answer = button("Record the answer…", self.answer_pressed.emit)
        self.overrule = button("Overruled by the Core Group…", self.overrule_pressed.emit)
        self._words = column(space=12)
        buttons = QWidget()
        line = FlowLayout(buttons)
        self.history = button("History…", self.history_pressed.emit)
        for one in (self.set_effect, self.given, self.answer, self.overrule, self.history):
            line.addWidget(one)
        self._history = column(space=8)
        self.body.addLayout(head)
        self.body.addWidget(self._under)
        self.body.addWidget(self.to_meeting)
        self.body.addLayout(self._words)
        self.body.addWidget(buttons)
        self.body.addWidget(section("What became of it"))
        self.body.addLayout(self._history)
        self.body.addStretch(1)

    def show_decision(self, decision: DecisionRow, group_kind: GroupKind | None) -> None:
        """Show a decision of a group of that kind."""
        self.shown = decision
        self._title.setText(decision.ref)
        overruled = bool(decision.replaced_by)
        words = "Overruled" if overruled else decision.outcome_words
        self._chip.show_words(words, Tone.CARE if overruled else TONES[decision.outcome])
        moment = f"{show_date(decision.taken_at.date())} at {show_time(decision.taken_at)}"
        if decision.meeting_id is None:
            moment = f"{show_date(decision.taken_at.date())}, in writing"
        self._under.setText(" · ".join(filter(None, [decision.group, moment, decision.clause])))
        self.to_meeting.setText(f"Go to {decision.ref.rpartition('/')[0]}")
        self.to_meeting.setVisible(decision.meeting_id is not None)
        self.set_effect.setVisible(decision.effect_open)
        self.given.setVisible(decision.effect_open)
        waits = decision.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY
        self.answer.setVisible(waits and decision.authority_answered_on is None)
        self.overrule.setVisible(decision.stands and group_kind is GroupKind.WORKING)
        self._fill(decision)

    def _fill(self, decision: DecisionRow) -> None:
        clear(self._words)
        self._words.addWidget(_selectable(decision.text))
        views = "\n".join(
            f"{one.organisation}{f' ({one.person})' if one.person else ''}: {one.view}" for one in decision.views
        )
        for name, words in (
            ("Votes", decision.votes_words),
            ("Quorum as found", decision.quorum_words),
            ("Who counted", join_words(decision.counted)),
            ("Confidential", "Its item is confidential." if decision.confidential else ""),
            ("Under the item", decision.item_title),
            ("Reasons", decision.reasons),
            ("Options weighed", decision.options),
            ("Views of the other authorities", views),
            ("Effect", effect_words(decision)),
            ("Authority", authority_words(decision)),
        ):
            if words:
                self._words.addLayout(column(small(name), _selectable(words), space=0))
        clear(self._history)
        for step in history(decision):
            self._history.addWidget(self._step(step))

    def _step(self, step: Step) -> QWidget:
        words = f"{show_date(step.on)}: {step.words}" if step.on else step.words
        if not step.ref:
            return label(words)
        made: QPushButton = quiet_button(words, lambda: self.other_pressed.emit(step.ref))
        made.setAccessibleDescription(f"Shows {step.ref}")
        return made


def _selectable(words: str) -> QLabel:
    made = label(words)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
