"""What can be done with copies in the outbox, wherever they are listed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QWidget

from partnering_desk.app import contents, outbox
from partnering_desk.app.contents import Kept
from partnering_desk.app.mail_settings import MailSettings, load
from partnering_desk.app.outbox import Channel, DispatchState, OutboxRow, Sent
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count, join_words
from partnering_desk.ui.documents.opening import open_file
from partnering_desk.ui.outbox.password import password_for
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt, refuse, tried
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.dialog import Dialog, confirm
from partnering_desk.ui.widgets.fields import Form, named
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import label, quiet

Rows = Sequence[OutboxRow]


def waits(rows: Rows) -> bool:
    """Whether there are rows, none of which has surely reached its person."""
    return bool(rows) and all(one.state.pending and not one.going for one in rows)


def one_alone(rows: Rows) -> bool:
    """Whether there is one row."""
    return len(rows) == 1


def waits_for_mail(rows: Rows) -> bool:
    """Whether there are rows, all of which can go by mail: they wait, were refused or may have been sent."""
    return waits(rows) and all(one.channel is Channel.SMTP for one in rows)


def due_by_mail(rows: Rows) -> list[OutboxRow]:
    """Those of `rows` that wait to go by mail, without any word from a person."""
    return [one for one in rows if one.state is DispatchState.WAITING and one.channel is Channel.SMTP]


def may_have_been_sent(rows: Rows) -> bool:
    """Whether there are rows, of all of which only their people can tell whether they arrived."""
    return waits(rows) and all(one.state is DispatchState.UNANSWERED for one in rows)


class SendingBar(QWidget):
    """How far the sending is, with a button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("")
        self.bar = named(QProgressBar(), "Sending")
        self.bar.setTextVisible(False)
        self.stop = button("Stop")
        line = row(self.words, self.bar, self.stop, space=12, margin=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_progress(self, done: int, of: int, name: str) -> None:
        """Show how many copies of how many are done."""
        self.words.setText(f"Sending {done + 1} of {of}: {name}" if name else f"{done} of {of} dealt with")
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.show()


class OutboxDeeds:
    """Send, retry, save as drafts, hand over, take back: for the page that lists the copies."""

    def __init__(self, page: Page, register: Register, navigator: Navigator) -> None:
        self._page, self._register, self._navigator = page, register, navigator
        self._worker = Worker(page)
        self._progress: Progress | None = None
        self.bar = SendingBar()
        self.bar.stop.clicked.connect(self.stop)
        self.said = Notice()
        """What came of the last sending; it stays until the next, though the page is filled anew meanwhile."""

    @property
    def busy(self) -> bool:
        """Whether sending is under way."""
        return self._worker.busy

    def send(self, dispatch_ids: Collection[int] | None = None) -> None:
        """Send what waits to go by mail, or those copies of it; the page says what came of it."""
        settings = self._settings()
        if settings is None or self.busy:
            return
        password = password_for(self._page, settings)
        if password is None:
            return
        register = self._register
        self.said.clear()

        def work(progress: Progress) -> Sent:
            return outbox.send_waiting(
                register, settings, password, dispatch_ids, progress.tell, lambda: progress.cancelled
            )

        self._progress = self._worker.run_in_steps(work, self._sent, self._failed, self.bar.show_progress)

    def stop(self) -> None:
        """Stop sending after the copy that is going out."""
        if self._progress is not None:
            self._progress.cancel()

    def _failed(self, error: Exception) -> None:
        self.bar.hide()
        refuse(self._page, error)

    def _sent(self, result: Sent) -> None:
        self.bar.hide()
        self.said.say(result.words, Tone.BAD if result.problem else Tone.GOOD)

    def _settings(self) -> MailSettings | None:
        found = load()
        if found is None:
            self.said.say(
                "No mail server is set up on this machine yet, so the copies wait. Set it up, save them as drafts for "
                "Outlook, or hand them over on paper.",
                Tone.CARE,
                "Set up…",
                lambda: self._navigator.go("settings"),
            )
        return found

    def retry(self, rows: Rows) -> None:
        """Send these copies now, to the addresses that people have now; ask first of those that may have arrived."""
        maybe = [one.person for one in rows if one.state is DispatchState.UNANSWERED]
        if maybe and not confirm(self._page, f"{_maybe_words(maybe)} Send again?", "Send again"):
            return
        ids = [one.dispatch_id for one in rows]
        done, _ = tried(self._page, outbox.retry, self._register, ids)
        if done:
            self.send(ids)

    def arrived(self, rows: Rows) -> None:
        """Record that these copies, which may have been sent, did arrive."""
        tried(self._page, outbox.take_as_sent, self._register, [one.dispatch_id for one in rows])

    def open_copy(self, rows: Rows) -> None:
        """Open what was sent, or is to be handed over, with the system's own program for such files."""
        register, kept = self._register, Kept(rows[0].document_id, paper=False)
        self._worker.run(lambda: contents.open_copy(register, kept), lambda path: open_file(self._page, path))

    def save_drafts(self, rows: Rows) -> None:
        """Ask for a folder and write the copies there, as drafts that Outlook opens."""
        folder = QFileDialog.getExistingDirectory(self._page, "Save the drafts in")
        if not folder:
            return
        ids = [one.dispatch_id for one in rows]
        written = attempt(self._page, outbox.save_drafts, self._register, load(), ids, Path(folder))
        if written is not None:
            self._navigator.say(f"{count(len(written), 'draft')} saved; open them in Outlook and press Send")

    def hand_over(self, rows: Rows) -> None:
        """Ask how, and record the copies as handed over on paper."""
        HandOverDialog(self._page, self._register, rows).exec()

    def withdraw(self, rows: Rows) -> None:
        """Ask once, and take the copies back unsent."""
        names = ", ".join(one.person for one in rows[:3]) + ("…" if len(rows) > 3 else "")
        sentence = f"{count(len(rows), 'copy', 'copies')} will not be sent ({names}). It stays recorded that they were."
        if confirm(self._page, sentence, "Take back"):
            tried(self._page, outbox.withdraw, self._register, [one.dispatch_id for one in rows])


def _maybe_words(names: Sequence[str]) -> str:
    return (
        f"{join_words(names)} may have this already: the connection ended before the mail server answered. "
        "Sent again, it could arrive twice."
    )


class HandOverDialog(Dialog):
    """How copies were handed over on paper."""

    def __init__(self, parent: QWidget, register: Register, rows: Rows) -> None:
        super().__init__(parent, "Handed over on paper", "Record")
        self.body.addWidget(label(", ".join(one.person for one in rows)))
        self.how = QLineEdit()
        form = Form()
        form.add("&How", self.how, "By post, large type, at the reception. It may stay empty.")
        self.body.addWidget(form)
        self.body.addWidget(quiet("Record it when the copies have been handed over."))
        self.does = lambda: outbox.hand_over(register, [one.dispatch_id for one in rows], self.how.text().strip())
        self.how.setFocus()
