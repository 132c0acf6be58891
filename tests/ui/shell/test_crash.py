import sys
import threading
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
    assert 'Error: builtins.ValueError\n  File "test_crash.py", line ' in report


def test_a_report_holds_nothing_of_what_an_error_says() -> None:
    assert "agenda" not in report_of(an_error())


def test_an_error_is_shown_with_its_report(qtbot: QtBot, qapp: QApplication) -> None:
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
    assert "ValueError" in seen[0]


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


def test_an_error_of_another_thread_is_received_and_kept_as_before(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: kept.append(error))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    parent = QObject()
    CrashGuard(parent).install()
    close = QTimer(parent)
    close.timeout.connect(lambda: dialog.close() if (dialog := QApplication.activeModalWidget()) else None)
    close.start(5)

    def fail() -> None:
        raise ValueError("a thread of ours")

    thread = threading.Thread(target=fail)
    with qtbot.waitSignal(close.timeout):
        thread.start()
    thread.join()
    assert [str(error) for error in kept] == ["a thread of ours"]
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    close.stop()
