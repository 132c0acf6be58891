"""How long the window takes to open on the sample, against a bare script that shows an empty window.

Both are started anew each time, turn about, from compiled bytecode, on the screen that is there; medians are compared.
The clock starts before the process does and stops when the window has been painted with its content.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.printed import show

TURNS = 9

BARE = """
import sys, time
import sqlalchemy.orm
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: (window.repaint(), print(time.time()), application.quit()))
application.exec()
"""

DESK = """
import gc, os, sys, time
gc.set_threshold(50_000, 20, 50)  # as the way in does
from pathlib import Path
from partnering_desk.ui.shell.run import Appearance, MainWindow, begin, clock_on, make_application
from PySide6.QtCore import QTimer
from datetime import date
application = make_application()
window = MainWindow(Appearance(application), clock_on(date(2026, 11, 19)))
begin(window, Path(sys.argv[1]))
def look():
    page = window.workplace.shown_page() if window.workplace else None
    if {ready}:
        window.repaint()
        print(time.time(), flush=True)
        os._exit(0)
timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
application.exec()
"""

SHOWN = DESK.format(ready="page is not None")
FILLED = DESK.format(ready="page is not None and page.buttons()")


def opened(script: str, *arguments: str) -> float:
    """Seconds from before the process starts until it says that its window is painted."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.time()
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True, env=environment
    )
    return float(run.stdout.split()[-1]) - begun


def test_the_window_opens_on_the_sample(sample: Path) -> None:
    times: dict[str, list[float]] = {"bare": [], "shown": [], "filled": []}
    for _ in range(TURNS):
        times["bare"].append(opened(BARE))
        times["shown"].append(opened(SHOWN, str(sample)))
        times["filled"].append(opened(FILLED, str(sample)))
    bare, shown, filled = (statistics.median(one[1:]) for one in times.values())
    show("a bare window with sqlalchemy.orm", bare)
    show("the desk's window on the sample", shown, bare, "at most 1.3")
    show("the same with every obligation in it", filled, bare)
