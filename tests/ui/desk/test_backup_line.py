"""The Desk asks for a folder for backups until one is chosen."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnering_desk.ui.desk.page import DeskPage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.ui.backed import drive
from tests.ui.showing import button_of, shown


def test_it_leads_to_settings_and_goes_once_a_folder_is_chosen(
    partnering: Five, appearance: Appearance, tmp_path: Path
) -> None:
    navigator = Navigator()
    with shown(DeskPage(partnering.register, navigator), partnering.register) as page:
        assert page.unsafe.words.startswith("No folder for backups is chosen yet.")
        QTest.mouseClick(button_of(page.unsafe, "Choose a folder"), Qt.MouseButton.LeftButton)
        assert navigator.place == ("settings", None)
        drive(tmp_path)
        page.refresh()
        assert not page.unsafe.isVisible()
