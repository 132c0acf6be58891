"""How long the window takes to open on the sample, against a bare script that shows an empty window.

All are started anew each time, turn about, from compiled bytecode, on the screen that is there; medians are compared.
The clock starts before the process does and stops when the window has been painted

- as it stands before anything is asked: the rail with the partnering's heading, the bar, and the head of the Desk;
- and with every line of the Desk in it. Those need all of SQLAlchemy, the tables and the rules, which takes the
  processor longer than the bare script takes in all: they come after the window, and are told apart here.

How low the second can come at best is told beside it: the bare script that also maps the tables of a register and
loads the bank holidays, before anything is asked or drawn.

Work is the processor's time of the process until then, on all its threads: it is not disturbed by what else runs.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.printed import show

TURNS = 7

BARE = """
import sys, time
import sqlalchemy.orm
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: (window.repaint(), print(time.time(), time.process_time()), application.quit()))
application.exec()
"""

MAPPED = BARE.replace(
    "import sqlalchemy.orm\n",
    "import sqlalchemy.orm, partnering_desk.records.models\n"
    "from partnering_desk.rules.working_days import Nation, bank_holidays\n"
    "sqlalchemy.orm.configure_mappers(), bank_holidays(Nation.ENGLAND, 2026)\n",
)

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
        print(time.time(), time.process_time(), flush=True)
        os._exit(0)
timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
application.exec()
"""

SHOWN = DESK.format(ready="page is not None")
FILLED = DESK.format(ready="page is not None and page.buttons()")


def opened(script: str, *arguments: str) -> tuple[float, float]:
    """Seconds from before the process starts until it says that its window is painted; and those of work."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.time()
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True, env=environment
    )
    painted, work = run.stdout.split()[-2:]
    return float(painted) - begun, float(work)


def test_the_window_opens_on_the_sample(sample: Path) -> None:
    scripts = {
        "a bare window with sqlalchemy.orm": (BARE,),
        "the same with the tables and the bank holidays": (MAPPED,),
        "the desk's window on the sample": (SHOWN, str(sample)),
        "the desk's window with every obligation in it": (FILLED, str(sample)),
    }
    found: dict[str, list[tuple[float, float]]] = {what: [] for what in scripts}
    for _ in range(TURNS):
        for what, script in scripts.items():
            found[what].append(opened(*script))
    (bare, *desk) = found  # the first turn of each compiles what is not compiled yet
    for place, kind in enumerate(("time", "work")):
        middle = {what: statistics.median(one[place] for one in turns[1:]) for what, turns in found.items()}
        show(f"{bare}, {kind}", middle[bare], middle[bare])
        for what in desk:
            show(f"{what}, {kind}", middle[what], middle[bare], "" if what is desk[0] else "at most 1.3")
