"""While a register is open, its backups are written by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app.backups import back_up, backups
from partnering_desk.ui.shell.keeper import EVERY, Keeper
from tests.app.five import Five
from tests.ui.backed import drive, files, record

SHORT = 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return drive(tmp_path)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def keeper(partnering: Five, said: list[str], qtbot: QtBot) -> Iterator[Keeper]:
    """One whose hour is short."""
    owner = QWidget()
    made = Keeper(partnering.register, owner, said.append, every=SHORT)
    yield made
    made.stop()
    qtbot.waitUntil(lambda: not made.busy, timeout=20_000)
    owner.deleteLater()


def count(folder: Path) -> int:
    return sum(path.suffix == ".desk" for path in files(folder))


def test_it_is_every_hour() -> None:
    assert timedelta(milliseconds=EVERY) == timedelta(hours=1)


def test_each_hour_in_which_something_was_recorded_leaves_a_verified_backup(
    keeper: Keeper, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: count(folder) == 1, timeout=20_000)
    record(partnering.register)
    qtbot.waitUntil(lambda: count(folder) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: all(row.verified for row in backups(partnering.register, folder)), timeout=20_000)


def test_an_hour_in_which_nothing_was_recorded_leaves_none_and_thins_out(
    keeper: Keeper, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    partnering.clock.now -= timedelta(days=7)
    for _ in range(2):
        back_up(partnering.register, folder)
    partnering.clock.now += timedelta(days=7)
    back_up(partnering.register, folder)
    qtbot.waitUntil(lambda: count(folder) == 2, timeout=20_000)


def test_a_folder_that_is_away_is_said_once_and_tried_again(
    keeper: Keeper, partnering: Five, folder: Path, said: list[str], qtbot: QtBot
) -> None:
    folder.rename(folder.with_name("in a drawer"))
    qtbot.waitUntil(lambda: bool(said))
    looked: list[bool] = []
    keeper.looked.connect(lambda: looked.append(True))
    qtbot.waitUntil(lambda: len(looked) > 2)
    assert said == [
        f"The folder for backups, {folder}, is not there. Connect its drive or the network, or choose another."
    ]
    folder.with_name("in a drawer").rename(folder)
    qtbot.waitUntil(lambda: count(folder) == 1, timeout=20_000)


def test_what_is_being_written_as_it_is_stopped_is_given_up(
    keeper: Keeper, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: any(path.suffix == ".part" for path in files(folder)), timeout=20_000)
    keeper.stop()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=20_000)
    assert files(folder) == []


def test_nothing_is_written_once_it_is_stopped(keeper: Keeper, partnering: Five, folder: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: count(folder) == 1, timeout=20_000)
    keeper.stop()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=20_000)
    record(partnering.register)
    hours: list[bool] = []
    clock = QTimer(interval=SHORT)
    clock.timeout.connect(lambda: hours.append(keeper.busy))
    clock.start()
    qtbot.waitUntil(lambda: len(hours) > 4)
    clock.stop()
    assert not any(hours)
    assert count(folder) == 1
