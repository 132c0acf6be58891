"""What is loaded when: the window stands before SQLAlchemy, and what makes documents waits until one is made."""

import os
import subprocess
import sys
from pathlib import Path

OPEN = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from partnering_desk.ui.shell.run import Appearance, MainWindow, begin, clock_on, finish, make_application
application = make_application()
window = MainWindow(Appearance(application), clock_on(date(2026, 11, 19)))
seen = []
show_register = window.show_register
def shown(register):
    show_register(register)
    seen.append(set(sys.modules))
window.show_register = shown
begin(window, Path(sys.argv[1]))
def look():
    page = window.workplace.shown_page() if window.workplace else None
    if page is not None and page.buttons():
        timer.stop()
        window.close()
        application.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
application.exec()
finish()
print("BEFORE", *sorted(seen[0]))
print("AFTER", *sorted(sys.modules))
"""
DOCUMENTS = {"icalendar", "keyring", "markdown_it", "markdownify", "openpyxl", "pikepdf", "reportlab", "smtplib"}


def loaded(sample: Path) -> tuple[set[str], set[str]]:
    """The modules loaded when the register is on the screen, and when the Desk has its lines."""
    run = subprocess.run(
        [sys.executable, "-c", OPEN, str(sample)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    before, after = (set(line.split()[1:]) for line in run.stdout.splitlines()[-2:])
    return before, after


def test_the_window_stands_before_sqlalchemy_is_loaded_and_the_desk_needs_nothing_that_makes_documents(
    sample: Path,
) -> None:
    before, after = loaded(sample)
    assert "partnering_desk.ui.desk.page" in before
    assert "sqlalchemy" not in before
    assert "holidays" not in before
    assert "sqlalchemy" in after
    assert not DOCUMENTS & after
