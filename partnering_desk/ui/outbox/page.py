"""The outbox: what is to reach whom, why it has not yet, since when; and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QHideEvent

from partnering_desk.app.outbox import DispatchState, OutboxRow, outbox_rows
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count
from partnering_desk.ui.outbox import columns
from partnering_desk.ui.outbox.deeds import (
    OutboxDeeds,
    due_by_mail,
    may_have_been_sent,
    one_alone,
    waits,
    waits_for_mail,
)
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.filters import Filter, Quick
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.text import quiet, title


class OutboxPage(Page):
    """Every copy of every document, those that wait first."""

    shows: ClassVar[frozenset[str]] = frozenset(("dispatch", "circulation", "document", "person", "meeting"))

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.deeds = OutboxDeeds(self, register, navigator)
        self.under = quiet("")
        self.send_button = primary_button("Send now", self.deeds.send)
        self.view: RegisterView[OutboxRow] = RegisterView(
            "Outbox",
            (
                columns.WHAT,
                columns.PERSON,
                columns.WHY,
                columns.STATE,
                columns.WHEN,
                columns.NEXT,
                columns.SAID,
            ),
            key=lambda one: one.dispatch_id,
            one="copy",
            many="copies",
            quicks=[
                Quick("Waiting", lambda one: one.state.pending, down=True),
                Quick("Could not be sent", lambda one: bool(one.problem)),
            ],
            filters=[Filter("Person", lambda one: one.person), Filter("Document", lambda one: one.brief)],
            empty=EmptyPlace(
                "Nothing has gone out yet",
                "Invitations, agendas, minutes and reminders stand here until they have reached everybody.",
                "Go to meetings",
                lambda: navigator.go("meetings"),
            ),
            verbs=[
                Verb("Send again now", self.deeds.retry, "Ctrl+Return", waits_for_mail),
                Verb("Save as drafts for Outlook…", self.deeds.save_drafts, "Ctrl+D", waits),
                Verb("Handed over on paper…", self.deeds.hand_over, "Ctrl+H", waits),
                Verb("It arrived", self.deeds.arrived, "Ctrl+Shift+Return", may_have_been_sent),
                Verb("Take back…", self.deeds.withdraw, "Del", waits),
                Verb("Open a copy", self.deeds.open_copy, "Ctrl+O", one_alone),
            ],
        )
        self.view.opened.connect(self._open)
        self.view.chosen.connect(self._show_buttons)
        self._build()

    def _build(self) -> None:
        chosen = self.view.selected
        self.retry_button = button("Send again", lambda: self.deeds.retry(chosen()))
        self.draft_button = button("Save as drafts…", lambda: self.deeds.save_drafts(chosen()))
        self.paper_button = button("Handed over…", lambda: self.deeds.hand_over(chosen()))
        self.arrived_button = button("It arrived", lambda: self.deeds.arrived(chosen()))
        self.back_button = button("Take back…", lambda: self.deeds.withdraw(chosen()))
        head = row(column(title("Outbox"), self.under, space=4), self.send_button, space=16)
        head.setStretch(0, 1)
        tools = row(
            self.retry_button, self.draft_button, self.paper_button, self.arrived_button, self.back_button, None
        )
        body = column(head, self.deeds.said, self.deeds.bar, self.view, tools, space=12, margin=24)
        body.setStretch(3, 1)
        self.content.addLayout(body, 1)

    def _open(self, one: OutboxRow) -> None:
        """Go to what was sent of its meeting; what is of no one meeting is opened itself."""
        if one.meeting_id is None:
            self.deeds.open_copy([one])
        else:
            self.navigator.go("meeting", f"{one.meeting_id}/circulate")

    def refresh(self) -> None:
        """Ask what waits."""
        self.ask_register(partial(outbox_rows, self.register), self._show_rows)

    def _show_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        self.view.set_rows(rows)
        mail = len(due_by_mail(rows))
        self.under.setText(_waiting_words(rows))
        self.send_button.setEnabled(mail > 0)
        self._show_buttons()

    def hideEvent(self, event: QHideEvent) -> None:
        """What came of a sending has been read when the page is left."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.deeds.busy:
            self.deeds.said.clear()

    def show_subject(self, subject: Subject) -> None:
        """Show one copy."""
        if isinstance(subject, int):
            self.view.select(subject)

    def _show_buttons(self) -> None:
        rows = self.view.selected()
        self.retry_button.setEnabled(waits_for_mail(rows))
        self.arrived_button.setEnabled(may_have_been_sent(rows))
        for one in (self.draft_button, self.paper_button, self.back_button):
            one.setEnabled(waits(rows))


def _waiting_words(rows: Sequence[OutboxRow]) -> str:
    pending = [one for one in rows if one.state.pending]
    if not pending:
        return "Nothing waits."
    mail = len(due_by_mail(pending))
    refused = sum(one.state is DispatchState.REFUSED for one in pending)
    going = sum(one.going for one in pending)
    unsure = sum(one.state is DispatchState.UNANSWERED for one in pending) - going
    numbers = {
        "to be sent": mail,
        "being sent": going,
        "refused": refused,
        "may have been sent": unsure,
        "to be handed over on paper": len(pending) - mail - going - refused - unsure,
    }
    told = [f"{number} {words}" for words, number in numbers.items() if number]
    words = f"{count(len(pending), 'copy waits', 'copies wait')}: {', '.join(told)}."
    return f"{words} What could not be sent is tried again by itself while the desk is open; what was refused is not."
