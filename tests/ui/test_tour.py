"""The tour goes through the whole main job and leaves what it promises; the person's own settings stay as they are."""

from __future__ import annotations

import os
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.ui.tour import driver
from partnering_desk.ui.tour.driver import Driver, Lost, Story, Until


@pytest.mark.timeout(400)
def test_the_tour_leaves_pictures_papers_an_invitation_and_a_mail(tmp_path: Path) -> None:
    left = tmp_path / "left"
    own = tmp_path / "own"
    settings = os.environ | {"XDG_CONFIG_HOME": str(own), "XDG_STATE_HOME": str(tmp_path / "state")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        settings.pop(name, None)
    taken = subprocess.run(
        (sys.executable, "-m", "partnering_desk", "tour", str(left)),
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert taken.returncode == 0, taken.stdout
    pictures = sorted(left.glob("*.png"))
    assert pictures[0].name == "01-desk.png"
    assert [int(one.name[:2]) for one in pictures] == list(range(1, len(pictures) + 1))
    assert {(QImage(str(one)).width(), QImage(str(one)).height()) for one in pictures} == {(1440, 900)}
    for name in (
        "agenda.pdf",
        "pack.pdf",
        "minutes.pdf",
        "appendix.pdf",
        "working-group-report.pdf",
        "action-list.pdf",
    ):
        assert PdfReader(left / name).pages
    assert b"METHOD:REQUEST" in (left / "invitation.ics").read_bytes()
    (mail,) = left.glob("*.eml")
    assert message_from_bytes(mail.read_bytes())["X-Unsent"] == "1"
    assert not own.exists()


def lived(qtbot: QtBot, story: Story, window: QWidget) -> str:
    window.show()
    lives = Driver(window, story)
    with qtbot.waitSignal(lives.ended):
        lives.start()
    window.close()
    return lives.failure


def test_what_does_not_come_ends_the_tour_with_a_sentence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "PATIENCE", 0.05)
    window = QWidget()
    qtbot.addWidget(window)
    failure = lived(qtbot, iter([Until("the morning", lambda: False)]), window)
    assert failure == "The tour stopped after the start: the morning did not come."


def test_what_is_not_there_to_be_pressed_ends_the_tour(qtbot: QtBot) -> None:
    def press() -> None:
        raise Lost("there is nothing to press.")

    window = QWidget()
    qtbot.addWidget(window)
    assert lived(qtbot, iter([press]), window) == "The tour stopped after the start: there is nothing to press."


def test_one_thing_is_done_after_the_other(qtbot: QtBot) -> None:
    done: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)

    def story() -> Story:
        yield lambda: done.append("first")
        yield lambda: QTimer.singleShot(20, lambda: done.append("later"))
        yield Until("what comes later", lambda: "later" in done)
        yield lambda: done.append("last")

    assert lived(qtbot, story(), window) == ""
    assert done == ["first", "later", "last"]
