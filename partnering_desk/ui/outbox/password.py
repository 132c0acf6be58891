"""The mail server's password: from the system's keyring, or asked for and known until the program ends."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app.mail_settings import MailSettings, keep_password, kept_password
from partnering_desk.ui.widgets.buttons import tick
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form

_KNOWN: dict[MailSettings, str] = {}
"""Passwords typed since the program was started, where there is no keyring."""


def remember(settings: MailSettings, password: str) -> bool:
    """Keep a password in the keyring; where there is none, until the program ends. Whether it was the keyring."""
    _KNOWN[settings] = password
    return keep_password(settings, password)


def known_password(settings: MailSettings) -> str | None:
    """The password, without asking for it; None when it is not known. Empty where nobody signs in."""
    if not settings.user:
        return ""
    return _KNOWN.get(settings) or kept_password(settings)


def forget_all() -> None:
    """Know no password any more that is not in the keyring."""
    _KNOWN.clear()


def password_for(parent: QWidget, settings: MailSettings) -> str | None:
    """The password, asked for where it is not known; None when the person does not give it."""
    known = known_password(settings)
    if known is not None:
        return known
    dialog = PasswordDialog(parent, settings)
    return dialog.password.text() if dialog.exec() else None


class PasswordDialog(Dialog):
    """Asks for the password of the mail server."""

    def __init__(self, parent: QWidget, settings: MailSettings) -> None:
        super().__init__(parent, f"Password of {settings.user}", "Sign in and send")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = tick("Keep it in this system’s keyring")
        form = Form()
        form.add("&Password", self.password, f"For the mail server {settings.host}.")
        self.body.addWidget(form)
        self.body.addWidget(self.keep)
        self._settings = settings
        self.does = self._keep
        self.password.setFocus()

    def _keep(self) -> None:
        if self.keep.isChecked():
            remember(self._settings, self.password.text())
        else:
            _KNOWN[self._settings] = self.password.text()
