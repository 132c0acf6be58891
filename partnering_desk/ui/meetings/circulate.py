"""The Circulate step: what went out to whom, how, when, with which fingerprint, and what the server said."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from partnering_desk.app.outbox import DispatchState, OutboxRow, circulation_rows
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count
from partnering_desk.ui.meetings.step import StepPage
from partnering_desk.ui.outbox import columns
from partnering_desk.ui.outbox.deeds import (
    OutboxDeeds,
    due_by_mail,
    may_have_been_sent,
    one_alone,
    waits,
    waits_for_mail,
)
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.filters import Filter, Quick
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.text import quiet, section


class CirculatePage(StepPage):
    """Every copy of one meeting's documents."""

    shows: ClassVar[frozenset[str]] = frozenset(("dispatch", "circulation", "document", "person"))

    def __init__(self, register: Register, meeting_id: int, navigator: Navigator) -> None:
        super().__init__(register, meeting_id, navigator)
        self.deeds = OutboxDeeds(self, register, navigator)
        self.under = quiet("")
        self.send_button = primary_button("Send now", self._send)
        self.view: RegisterView[OutboxRow] = RegisterView(
            "Circulation",
            (
                columns.WHAT,
                columns.PERSON,
                columns.WHY,
                columns.HOW,
                columns.STATE,
                columns.WHEN,
                columns.SAID,
                columns.PRINT,
            ),
            key=lambda one: one.dispatch_id,
            one="copy",
            many="copies",
            quicks=[Quick("Waiting", lambda one: one.state.pending)],
            filters=[Filter("Document", lambda one: one.filename)],
            verbs=[
                Verb("Send again now", self.deeds.retry, "Ctrl+Return", waits_for_mail),
                Verb("Save as drafts for Outlook…", self.deeds.save_drafts, "Ctrl+D", waits),
                Verb("Handed over on paper…", self.deeds.hand_over, "Ctrl+H", waits),
                Verb("It arrived", self.deeds.arrived, "Ctrl+Shift+Return", may_have_been_sent),
                Verb("Take back…", self.deeds.withdraw, "Del", waits),
                Verb("Open a copy", self.deeds.open_copy, "Ctrl+O", one_alone),
            ],
        )
        self.view.chosen.connect(self._show_buttons)
        self._rows: tuple[OutboxRow, ...] = ()
        self._build()

    def _build(self) -> None:
        self.retry_button = button("Send again", lambda: self.deeds.retry(self._meant()))
        self.draft_button = button("Save as drafts…", lambda: self.deeds.save_drafts(self._meant()))
        self.paper_button = button("Handed over…", lambda: self.deeds.hand_over(self._meant()))
        self.arrived_button = button("It arrived", lambda: self.deeds.arrived(self._meant()))
        self.back_button = button("Take back…", lambda: self.deeds.withdraw(self._meant()))
        tools = row(
            self.retry_button, self.draft_button, self.paper_button, self.arrived_button, self.back_button, None
        )
        listed = QWidget()
        body = column(
            section("Who was sent what"),
            self.under,
            self.deeds.said,
            self.deeds.bar,
            self.view,
            tools,
            space=8,
            margin=20,
        )
        body.setStretch(4, 1)
        listed.setLayout(body)
        empty = EmptyPlace(
            "Nothing has gone out yet",
            "Once the minutes are approved and circulated, everybody who is sent a copy stands here, with how and "
            "when it reached them.",
            "Go to the minutes",
            lambda: self.navigator.go("meeting", f"{self.meeting_id}/minutes"),
        )
        nothing = QWidget()
        around = column(empty, margin=20)
        around.addStretch(1)
        nothing.setLayout(around)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(nothing)
        self.content.addWidget(self.stack, 1)

    def buttons(self) -> list[QWidget]:
        """Send what waits to go by mail."""
        return [self.send_button] if due_by_mail(self._rows) else []

    def refresh(self) -> None:
        """Ask what went out and what waits."""
        self.ask_register(partial(circulation_rows, self.register, self.meeting_id), self._show_rows)

    def _show_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        self._rows = rows
        self.stack.setCurrentIndex(0 if rows else 1)
        self.view.set_rows(rows)
        self.under.setText(_summary(rows))
        self._show_buttons()
        self.buttons_changed.emit()

    def _send(self) -> None:
        self.deeds.send([one.dispatch_id for one in due_by_mail(self._rows)])

    def _meant(self) -> tuple[OutboxRow, ...]:
        return self.view.selected()

    def _show_buttons(self) -> None:
        rows = self._meant()
        self.retry_button.setEnabled(waits_for_mail(rows))
        self.arrived_button.setEnabled(may_have_been_sent(rows))
        for one in (self.draft_button, self.paper_button, self.back_button):
            one.setEnabled(waits(rows))


def _summary(rows: tuple[OutboxRow, ...]) -> str:
    words = {
        DispatchState.SENT: "sent",
        DispatchState.DRAFTED: "saved as drafts",
        DispatchState.HANDED_OVER: "handed over on paper",
        DispatchState.WAITING: "waiting",
        DispatchState.REFUSED: "refused",
        DispatchState.UNANSWERED: "perhaps sent",
        DispatchState.WITHDRAWN: "not sent",
    }
    numbers = {state: sum(1 for one in rows if one.state is state) for state in words}
    told = [f"{number} {words[state]}" for state, number in numbers.items() if number]
    return f"{count(len(rows), 'copy', 'copies')}: {', '.join(told)}."
