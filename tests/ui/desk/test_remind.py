"""The owners of actions that fall due are reminded from the Desk, by one press (desk.png)."""

from datetime import date

from pytestqt.qtbot import QtBot

from partnering_desk.app.outbox import outbox_rows
from partnering_desk.ui.desk.page import DeskPage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.app.held import hold
from tests.ui.showing import shown


def test_one_press_reminds_the_owners_and_the_line_then_says_so(
    partnering: Five, appearance: Appearance, qtbot: QtBot
) -> None:
    held = hold(partnering)
    for name in ("Sadia Rahman", "Sadia Rahman", "Yetunde Adeyemi"):
        held.action("Read the figures", owner=name, due=date(2026, 11, 20))
    navigator = Navigator()
    said: list[str] = []
    navigator.said.connect(said.append)
    with shown(DeskPage(partnering.register, navigator), partnering.register) as page:
        name = "Remind owners: 3 actions fall due"
        qtbot.waitUntil(lambda: any(one.accessibleName() == name for one in page.buttons()))
        next(one for one in page.buttons() if one.accessibleName() == name).click()
        qtbot.waitUntil(lambda: said == ["Reminders to S. Rahman and Y. Adeyemi in the outbox."])
        again = "See the actions: 3 actions fall due"
        qtbot.waitUntil(lambda: any(one.accessibleName() == again for one in page.buttons()))
    waiting = outbox_rows(partnering.register, waiting_only=True)
    told = {one.person: one.state_words for one in waiting if one.brief == "Reminder of actions"}
    assert told == {"Sadia Rahman": "not sent yet", "Yetunde Adeyemi": "to be handed over on paper"}
