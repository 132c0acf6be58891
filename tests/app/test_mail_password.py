"""The mail server's password is in the system's keyring or nowhere: where there is none, no file gets it instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from partnering_desk.app import mail_settings
from partnering_desk.app.mail_settings import MailSettings, Security

SETTINGS = MailSettings("localhost", 587, Security.STARTTLS, "m.okafor", "M. Okafor", "m.okafor@rbkc.example")
PASSWORD = "quarterly-figures"


@pytest.fixture(params=[fail.Keyring, null.Keyring], ids=["none that works", "none at all"])
def no_keyring(request: pytest.FixtureRequest) -> Iterator[None]:
    before: KeyringBackend = keyring.get_keyring()
    keyring.set_keyring(request.param())
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_password_is_not_kept_and_so_is_asked_for(tmp_path: Path) -> None:
    mail_settings.save(SETTINGS)
    assert not mail_settings.keep_password(SETTINGS, PASSWORD)
    assert mail_settings.kept_password(SETTINGS) is None
    written = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert written
    assert not [one for one in written if PASSWORD.encode() in one.read_bytes()]
