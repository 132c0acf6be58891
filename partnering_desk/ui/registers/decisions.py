"""The register of decisions: what was decided under which quorum, by which votes, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from partnering_desk.app import actions
from partnering_desk.app.decision_history import authority_words, effect_words, quorum_found
from partnering_desk.app.decision_rows import DecisionKind, DecisionOutcome, DecisionRow
from partnering_desk.app.decisions import decision_rows
from partnering_desk.app.groups import GroupRow, group_rows
from partnering_desk.app.readings import settings_now
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.votes import Choice, check_in_writing
from partnering_desk.rules.wording import count, show_date
from partnering_desk.ui.registers.beside import Beside
from partnering_desk.ui.registers.decision_card import TONES, DecisionCard
from partnering_desk.ui.registers.decision_dialogs import AnswerDialog, EffectDialog, GivenDialog, OverruleDialog
from partnering_desk.ui.registers.in_writing_dialog import InWritingDialog
from partnering_desk.ui.registers.papers import show_decision_register
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt, tried
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.filters import Filter, Quick
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.text import quiet, title

COLUMNS: tuple[Column[DecisionRow], ...] = (
    Column("Ref", text=lambda one: one.ref, sort=lambda one: (one.taken_at.isoformat(), one.ref), width=138),
    Column(
        "Date",
        text=lambda one: show_date(one.taken_at.date()),
        sort=lambda one: one.taken_at,
        width=148,
        value=lambda one: one.taken_at.date(),
    ),
    Column("Decision", text=lambda one: one.text, width=0),
    Column("Outcome", text=lambda one: _outcome(one), tone=lambda one: _tone(one), width=124),
    Column("Group", text=lambda one: one.group, width=120),
    Column(
        "Votes",
        text=lambda one: _votes(one),
        hint=lambda one: one.votes_words,
        width=104,
        value=lambda one: one.votes_words,
    ),
    Column("Quorum", text=quorum_found, hint=lambda one: one.quorum_words, width=84),
    Column("Effect", text=lambda one: effect_words(one) or authority_words(one), width=154),
)
ON_CARD = (4, 5, 6, 7)
"""Columns that the card of the decision chosen says instead."""


def _outcome(decision: DecisionRow) -> str:
    return f"Overruled by {decision.replaced_by}" if decision.replaced_by else decision.outcome_words


def _tone(decision: DecisionRow) -> Tone:
    return Tone.CARE if decision.replaced_by else TONES[decision.outcome]


def _votes(decision: DecisionRow) -> str:
    if decision.votes and all(one.choice is Choice.FOR for one in decision.votes):
        return "Both for"
    return ", ".join(f"{one.party.words} {one.choice.words.lower()}" for one in decision.votes)


def _waits_for_authority(decision: DecisionRow) -> bool:
    return decision.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY and decision.authority_answered_on is None


class DecisionsPage(Page):
    """All decisions of the partnering; the one chosen stands beside them on its card."""

    shows = frozenset({"decision", "vote", "party_view", "person", "meeting", "meeting_group", "agenda_item"})

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self._kinds: dict[int, GroupKind] = {}
        self._rows: tuple[DecisionRow, ...] = ()
        self.view = self._view()
        self.view.setFocusProxy(self.view.table)
        self.card = DecisionCard()
        self.beside = Beside(self.view, self.card, "All decisions")
        self._head_words = quiet("")
        self.in_writing = button("Decide in writing…", self.decide_in_writing)
        self.register_button = button("Decision register…", lambda: show_decision_register(self, register))
        self.register_button.setToolTip("What was decided in a period, to be printed or sent")
        buttons = (self.register_button, self.in_writing)
        head = row(column(title("Decisions"), self._head_words, space=4), *buttons, space=8)
        head.setStretch(0, 1)
        body = column(head, self.beside, space=16, margin=24)
        body.setStretch(1, 1)
        self.content.addLayout(body, 1)
        self.view.chosen.connect(self._show_card)
        self.beside.shares.connect(self._hide_what_the_card_says)
        self.view.opened.connect(lambda _row: self._open_card())
        self.card.effect_pressed.connect(self.set_effect)
        self.card.given_pressed.connect(self.give_effect)
        self.card.answer_pressed.connect(self.record_answer)
        self.card.overrule_pressed.connect(self.overrule)
        self.card.meeting_pressed.connect(self._go_to_meeting)
        self.card.other_pressed.connect(self._go_to_other)
        self.card.history_pressed.connect(self.show_history)
        written = QShortcut(QKeySequence("Ctrl+N"), self, self.decide_in_writing)
        written.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _view(self) -> RegisterView[DecisionRow]:
        return RegisterView(
            "Decisions",
            COLUMNS,
            key=lambda one: one.decision_id,
            one="decision",
            quicks=[
                Quick("To be given effect", lambda one: one.effect_open),
                Quick("Deferred for authority", _waits_for_authority),
                Quick("Overruled", lambda one: bool(one.replaced_by)),
                Quick("In writing", lambda one: one.kind is DecisionKind.IN_WRITING),
            ],
            filters=[
                Filter("Outcome", lambda one: one.outcome_words),
                Filter("Group", lambda one: one.group),
                Filter("Year", lambda one: str(one.taken_at.year)),
            ],
            empty=EmptyPlace(
                "No decisions yet",
                "Decisions are put in meetings, under their items, and stand here with their votes and quorum.",
                "Go to the meetings",
                lambda: self.navigator.go("meetings"),
            ),
            verbs=[
                Verb("Say how it takes effect…", lambda _rows: self.set_effect(), fits=_to_effect),
                Verb("Record that it was given effect…", lambda _rows: self.give_effect(), "Ctrl+Return", _to_effect),
                Verb("Go to its meeting", lambda _rows: self._go_to_meeting(), fits=_met),
                Verb("History…", lambda _rows: self.show_history(), fits=lambda rows: len(rows) == 1),
            ],
            sort=(1, Qt.SortOrder.DescendingOrder),
        )

    def refresh(self) -> None:
        """Ask for the decisions again."""
        register = self.register
        self.ask_register(lambda: (group_rows(register), decision_rows(register)), lambda found: self._show(*found))

    def _show(self, groups: tuple[GroupRow, ...], rows: tuple[DecisionRow, ...]) -> None:
        self._kinds = {one.group_id: one.kind for one in groups}
        self._rows = rows
        self.view.set_rows(rows)
        waiting = sum(one.effect_open for one in rows)
        self._head_words.setText(
            f"{count(waiting, 'decision')} still to be given effect (Governance 5.4.6)"
            if waiting
            else "What was decided, by which votes, and what became of it"
        )
        self._show_card()

    def show_subject(self, subject: Subject) -> None:
        """Choose the decision named."""
        if self.view.select(subject):
            self.beside.open_card()
        else:
            self.say_inline("That decision is not in the register any more.", Tone.CARE)

    def thing(self) -> Thing | None:
        """The decision chosen."""
        rows = self.view.selected()
        return Thing("decision", rows[0].decision_id) if len(rows) == 1 else None

    def take_focus(self) -> None:
        """The list is wanted first."""
        self.view.table.setFocus()

    def _show_card(self) -> None:
        rows = self.view.selected()
        if len(rows) == 1:
            self.card.show_decision(rows[0], self._kinds.get(rows[0].group_id))
        self.beside.show_card(len(rows) == 1)

    def _hide_what_the_card_says(self, shared: bool) -> None:
        for place in ON_CARD:
            self.view.table.setColumnHidden(place, shared)

    def _open_card(self) -> None:
        self.beside.open_card()
        self.card.setFocus()
        self.card.focusNextChild()

    def decide_in_writing(self) -> None:
        """Record a decision taken in writing, where the partnering allows it (practice P10)."""
        settings = attempt(self, settings_now, self.register)
        if settings is None or (not settings.in_writing_allowed and not tried(self, check_in_writing, (), settings)[0]):
            return
        dialog = InWritingDialog(self, self.register)
        if dialog.exec() and isinstance(dialog.result_value, DecisionRow):
            self._asked_for = dialog.result_value.decision_id
            self.refresh()
            self.navigator.say(f"{dialog.result_value.ref} is recorded; the group's next meeting tables it.")

    def set_effect(self) -> None:
        """Ask how the decision shown takes effect."""
        if self.card.shown is not None:
            people = actions.owners(self.register)
            self._ask(EffectDialog(self, self.register, self.card.shown, people), "says how it takes effect.")

    def give_effect(self) -> None:
        """Ask when the decision shown was given effect."""
        if self.card.shown is not None:
            self._ask(GivenDialog(self, self.register, self.card.shown), "was given effect.")

    def record_answer(self) -> None:
        """Ask when the authority was answered."""
        if self.card.shown is not None:
            self._ask(AnswerDialog(self, self.register, self.card.shown), "is answered.")

    def overrule(self) -> None:
        """Ask by which decision of the Core Group the one shown is overruled (Governance 7.2)."""
        shown = self.card.shown
        if shown is not None:
            core = [
                one
                for one in self._rows
                if one.stands and self._kinds.get(one.group_id) is GroupKind.CORE and one.taken_at >= shown.taken_at
            ]
            self._ask(OverruleDialog(self, self.register, shown, core), "is overruled.")

    def _ask(self, dialog: Dialog, done: str) -> None:
        shown = self.card.shown
        if dialog.exec() and shown is not None:
            self.navigator.say(f"{shown.ref} {done}")

    def _go_to_meeting(self) -> None:
        if self.card.shown is not None and self.card.shown.meeting_id is not None:
            self.navigator.go("meeting", self.card.shown.meeting_id)

    def _go_to_other(self, ref: str) -> None:
        found = next((one for one in self._rows if one.ref == ref), None)
        if found is not None:
            self.view.select(found.decision_id)


def _to_effect(rows: tuple[DecisionRow, ...]) -> bool:
    return len(rows) == 1 and rows[0].effect_open


def _met(rows: tuple[DecisionRow, ...]) -> bool:
    return len(rows) == 1 and rows[0].meeting_id is not None
