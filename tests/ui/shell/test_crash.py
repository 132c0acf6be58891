from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from partnering_desk import __version__
from partnering_desk.ui.shell.crash import CrashDialog, CrashGuard, report_of


def an_error() -> Exception:
    try:
        raise ValueError("the agenda has no items")
    except ValueError as error:
        return error


def test_a_report_says_what_where_and_in_which_version() -> None:
    report = report_of(an_error())
    assert f"Partnering Desk {__version__}" in report
    assert "ValueError: the agenda has no items" in report
    assert "test_crash.py" in report


def test_an_error_is_logged_and_shown_with_its_report(
    qtbot: QtBot, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    parent = QObject()
    guard = CrashGuard(parent)
    error = an_error()
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            seen.append(dialog.findChildren(QPlainTextEdit)[0].toPlainText())
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    watch = QTimer(parent)
    watch.timeout.connect(look)
    watch.start(5)
    guard.receive(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(seen))
    watch.stop()
    assert "the agenda has no items" in seen[0]
    assert [record.message for record in caplog.records] == ["The program went wrong"]
    caplog.clear()


def test_the_report_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog("what went wrong")
    qtbot.addWidget(dialog)
    dialog.save(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "what went wrong"


def test_a_report_that_cannot_be_saved_is_said_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog("what went wrong")
    qtbot.addWidget(dialog)
    dialog.save(tmp_path / "no such folder" / "report.txt")
    assert "no such folder" in dialog.notice.words
