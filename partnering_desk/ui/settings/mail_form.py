"""The mail server of this person on this machine: typed, tried by a button, its password in the keyring."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from partnering_desk.app import mail_settings
from partnering_desk.app.mail_settings import MailProblem, MailSettings, Security
from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.outbox.password import known_password, remember
from partnering_desk.ui.settings.beside import beside
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt, refuse, tried
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import Card, row
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import quiet

_PORTS = {Security.STARTTLS: "587", Security.TLS: "465", Security.NONE: "25"}


class MailForm(Card):
    """Host, port, security, user, password and sender; Test signs in and leaves again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(heading="Sending mail", parent=parent)
        self._worker = Worker(self)
        self.answer = Notice()
        self.host, self.port, self.user = QLineEdit(), QLineEdit("587"), QLineEdit()
        self.sender_name, self.sender_address = QLineEdit(), QLineEdit()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.security = QComboBox()
        for one in Security:
            self.security.addItem(one.words, one)
        self.security.activated.connect(self._suggest_port)
        self.test_button = button("Test", self.test)
        self.save_button = primary_button("Save", self.save)
        self._worker.busy_changed.connect(self.test_button.setDisabled)
        self._build()
        self.show_settings()

    def _build(self) -> None:
        server, sender = Form(), Form()
        server.add("Mail &server", self.host, "Ask your IT service, such as smtp.example.gov.uk.")
        server.add("&Protection", self.security)
        server.add("P&ort", self.port)
        sender.add("&User name", self.user, "Empty where nobody signs in.")
        sender.add("Pass&word", self.password, "Goes into this system’s keyring, never into a file.")
        sender.add("Sender’s &name", self.sender_name)
        sender.add("Sender’s &address", self.sender_address)
        self.body.addWidget(quiet("Agendas, minutes and invitations go out through this server."))
        self.body.addLayout(beside(server, sender))
        self.body.addWidget(self.answer)
        self.body.addLayout(row(None, self.test_button, self.save_button))

    def show_settings(self) -> None:
        """Show what is kept on this machine."""
        kept = mail_settings.load()
        if kept is None:
            return
        self.host.setText(kept.host)
        self.port.setText(str(kept.port))
        self.security.setCurrentIndex(self.security.findData(kept.security))
        self.user.setText(kept.user)
        self.sender_name.setText(kept.sender_name)
        self.sender_address.setText(kept.sender_address)
        if kept.user and known_password(kept) is not None:
            self.password.setPlaceholderText("kept in the keyring")

    def settings(self) -> MailSettings:
        """What is typed. Raises `Refusal` when it cannot be."""
        port = self.port.text().strip()
        if not port.isdecimal():
            raise Refusal("The port is a number from 1 to 65535: usually 587, or 465 with TLS from the start.")
        return MailSettings(
            self.host.text().strip(),
            int(port),
            Security(self.security.currentData()),
            self.user.text().strip(),
            self.sender_name.text().strip(),
            self.sender_address.text().strip(),
        )

    def save(self) -> None:
        """Keep the settings for this person on this machine."""
        settings = attempt(self, self.settings)
        if settings is None:
            return
        done, _ = tried(self, mail_settings.save, settings)
        if done:
            self.answer.say(*self._keep_password(settings))

    def _keep_password(self, settings: MailSettings) -> tuple[str, Tone]:
        password = self.password.text()
        if not settings.user or not password:
            return "Saved.", Tone.GOOD
        if remember(settings, password):
            return "Saved; the password is in this system’s keyring.", Tone.GOOD
        return (
            "Saved. This system has no keyring, so the password is asked for each time the desk is opened.",
            Tone.CARE,
        )

    def test(self) -> None:
        """Sign in to the server and leave again; say what it answered."""
        settings = attempt(self, self.settings)
        if settings is None:
            return
        password = self.password.text() or known_password(settings)
        self.answer.say("Asking the server…", Tone.INFO)
        self._worker.run(lambda: _try(settings, password), lambda answer: self.answer.say(*answer), self._refused)

    def _refused(self, error: Exception) -> None:
        self.answer.clear()
        refuse(self, error)

    def _suggest_port(self) -> None:
        if self.port.text().strip() in ("", *_PORTS.values()):
            self.port.setText(_PORTS[Security(self.security.currentData())])

    def say_inline(self, sentence: str, tone: Tone) -> None:
        """Show a sentence beside the buttons."""
        self.answer.say(sentence, tone)

    def clear_inline(self) -> None:
        """Take the sentence away."""
        self.answer.clear()


def _try(settings: MailSettings, password: str | None) -> tuple[str, Tone]:
    try:
        return mail_settings.try_connection(settings, password), Tone.GOOD
    except MailProblem as problem:
        return problem.sentence, Tone.BAD
