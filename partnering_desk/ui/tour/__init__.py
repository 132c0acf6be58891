"""The tour: the real window on the sample, driven by keys and mouse through the whole main job, in pictures."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from partnering_desk.app.demo import write_demo
from partnering_desk.app.faults import Fault
from partnering_desk.rules.wording import count
from partnering_desk.ui import preferences
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.run import make_application
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.tour.driver import Act, Driver
from partnering_desk.ui.tour.hands import Hands
from partnering_desk.ui.tour.story import whole_story
from partnering_desk.ui.widgets.background import finish

DAY = date(2026, 11, 19)
"""The Thursday on which the tour begins."""

_WIDTH, _HEIGHT = 1440, 900
_SCREEN = {"name": "tour", "x": 0, "y": 0, "width": _WIDTH, "height": _HEIGHT, "logicalDpi": 96, "dpr": 1}
"""The screen made up where there is none."""

_OWN = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA")


@dataclass(slots=True)
class Clock:
    """The time of the tour, moved on by the story."""

    now: datetime

    def __call__(self) -> datetime:
        """The time that it is in the tour."""
        return self.now

    def to(self, day: date, moment: str) -> Act:
        """Make it another day and time, such as "14:02"."""

        def act() -> None:
            self.now = datetime.combine(day, time.fromisoformat(moment))

        return act


def tour(output: Path) -> int:
    """Take the tour and leave numbered pictures, the PDFs, the invitation and a mail in `output`.

    Nothing of this person is touched: the register, the settings and the papers are in a temporary folder, and no
    keyring is asked. Where there is no screen, one is made up. Returns 0; or 1 when a step did not come, which is
    told in a sentence.

    Raises:
        Fault: `output` cannot be written.
    """
    kept = tempfile.TemporaryDirectory(prefix="partnering-desk-tour-", ignore_cleanup_errors=True)
    with kept as folder, _own_surroundings(Path(folder)):
        return _take(output, Path(folder))


@contextmanager
def _own_surroundings(folder: Path) -> Iterator[None]:
    """Settings in a folder of the tour's own, no keyring, and a screen."""
    own = dict.fromkeys(_OWN, str(folder / "settings")) | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        screen = folder / "screen.json"
        screen.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
        own["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _take(output: Path, folder: Path) -> int:
    register, left = folder / "Five Boroughs.desk", folder / "left"
    left.mkdir()
    write_demo(register, on=DAY)
    failure, hands = _drive(register, left)
    _hand_over(left, output)
    for path in sorted(left.iterdir()):
        print(output / path.name)
    if failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"The tour took {count(len(hands.taken), 'picture')}.")
    return 0


def _hand_over(left: Path, output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        for path in left.iterdir():
            shutil.copyfile(path, output / path.name)
    except OSError as error:
        raise Fault(
            f"{output} cannot be written: {error.strerror}. Name another folder for what the tour leaves."
        ) from error


def _drive(register: Path, left: Path) -> tuple[str, Hands]:
    """Open the window on `register` and live through the story; what went wrong, if anything, and the hands."""
    application = make_application()
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application.setCursorFlashTime(0)  # the text cursor is in every picture, or a picture is not the same twice
    preferences.keep("who", "M. Okafor")
    clock = Clock(datetime(DAY.year, DAY.month, DAY.day, 10, 42, 7))
    appearance = Appearance(application)
    window = MainWindow(appearance, clock)
    window.resize(_WIDTH, _HEIGHT)  # the whole screen: it has no frame there
    window.show()
    window.open_path(register)
    hands = Hands(window, left)
    driver = Driver(window, whole_story(window, hands, clock, appearance, register, left))
    driver.ended.connect(lambda: application.exit(0))  # quit would close the window first
    with _errors_told_to(driver):
        driver.start()
        application.exec()
        if driver.failure:
            hands.photograph_now("stopped")
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog):  # left open by a story that ended early; nobody is there to be asked
                one.done(QDialog.DialogCode.Rejected)
        window.close()
    _end(application, window)
    return driver.failure, hands


@contextmanager
def _errors_told_to(driver: Driver) -> Iterator[None]:
    """What is raised inside Qt's calls is printed, and ends the tour."""
    before = sys.excepthook

    def told(kind: type[BaseException], error: BaseException, trace: object) -> None:
        before(kind, error, error.__traceback__)
        driver.stop(f"The tour stopped: {kind.__name__}: {error}")

    sys.excepthook = told
    try:
        yield
    finally:
        sys.excepthook = before


def _end(application: QApplication, window: MainWindow) -> None:
    finish()
    window.deleteLater()
    application.quit()
