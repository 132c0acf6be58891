"""Where registers are offered to be kept: with the person's documents, unless they choose."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.welcome import Welcome, remember


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the system's own dialogs begin; they are closed without a choice."""
    places: list[str] = []

    def answer(_parent: object, _title: str, where: str, *_: object, **__: object) -> tuple[str, str]:
        places.append(where)
        return "", ""

    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, answer)
    return places


def test_new_registers_and_samples_are_offered_in_the_documents(
    qtbot: QtBot, appearance: Appearance, tmp_path: Path, asked: list[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    remember(stick / "north.desk")
    page = Welcome()
    qtbot.addWidget(page)
    page.ask_new()
    page.ask_sample()
    assert asked == [str(tmp_path / "Partnering.desk"), str(tmp_path / "Sample.desk")]


def test_the_next_to_open_is_looked_for_beside_the_last(
    qtbot: QtBot, appearance: Appearance, tmp_path: Path, asked: list[str]
) -> None:
    page = Welcome()
    qtbot.addWidget(page)
    page.ask_open()
    remember(tmp_path / "stick" / "north.desk")
    page.ask_open()
    assert asked == [str(tmp_path), str(tmp_path / "stick")]
