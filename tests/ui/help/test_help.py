"""The help: read from the keyboard, and each link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnering_desk.ui.help.dialog import HelpDialog
from partnering_desk.ui.help.pages import THREATS_AND_PROMISES, help_pages
from partnering_desk.ui.shell.appearance import Appearance

HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)]*)\)")


@pytest.fixture
def help_shown(appearance: Appearance, qtbot: QtBot) -> Iterator[HelpDialog]:
    dialog = HelpDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


def test_the_pages_are_read_one_after_another_with_the_arrow_keys(help_shown: HelpDialog) -> None:
    for page in help_pages():
        assert help_shown.text.accessibleName() == page.title
        shown = help_shown.text.toPlainText().splitlines()
        assert set(HEADING.findall(page.text)) <= set(shown)
        QTest.keyClick(help_shown.list, Qt.Key.Key_Down)


def test_a_link_leads_to_another_page(help_shown: HelpDialog) -> None:
    help_shown.text.anchorClicked.emit(QUrl(f"{THREATS_AND_PROMISES}.md"))
    assert help_shown.list.currentItem().text() == "Threats and promises"


def test_a_link_to_a_page_that_is_not_there_changes_nothing(help_shown: HelpDialog) -> None:
    help_shown.go_to("9-nowhere")
    assert help_shown.list.currentRow() == 0


def test_a_link_outside_is_opened_by_the_system(help_shown: HelpDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    help_shown.follow(QUrl("https://example.org/"))
    assert [one.toString() for one in opened] == ["https://example.org/"]


def test_every_link_of_every_page_leads_to_a_page() -> None:
    pages = help_pages()
    names = {f"{one.name}.md" for one in pages}
    assert {link for one in pages for link in LINK.findall(one.text)} <= names


def test_it_can_open_on_the_page_that_is_asked_for(appearance: Appearance, qtbot: QtBot) -> None:
    dialog = HelpDialog(None, THREATS_AND_PROMISES)
    qtbot.addWidget(dialog)
    assert "What the screen shows as saved is on the disk" in dialog.text.toPlainText()
