"""Where the button of each line of the Desk leads."""

import pytest
from pytestqt.qtbot import QtBot

from partnering_desk.rules.obligations import Kind, Obligation
from partnering_desk.ui.desk.where import where
from partnering_desk.ui.partnering.page import PartneringPage
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.ui.showing import wait_for_answer


def owed(kind: Kind, place: str, subject: int | None = None, part: int | None = None) -> Obligation:
    return Obligation(kind, "", "", None, None, None, "", place, subject, part)


@pytest.mark.parametrize(
    ("line", "place", "subject"),
    [
        (owed(Kind.AGENDA, "meeting", 12), "meeting", "12/prepare"),
        (owed(Kind.MEETING, "meeting", 12), "meeting", "12/meet"),
        (owed(Kind.DEBRIEF, "meeting", 12, 34), "meeting", "12/meet/34"),
        (owed(Kind.MINUTES, "meeting", 12), "meeting", 12),
        (owed(Kind.CONFIRMATION, "meeting", 12), "meeting", "12/confirm"),
        (owed(Kind.MEETING, "calendar", 3), "calendar", 3),
        (owed(Kind.CHAIR, "partnering"), "partnering", "people"),
        (owed(Kind.COUNTERPART, "partnering", 7), "partnering", "structure/7"),
        (owed(Kind.MEMBER_CHANGE, "partnering", 8), "partnering", "notices/8"),
        (owed(Kind.NOMINEE, "partnering"), "partnering", "contract"),
        (owed(Kind.ACTIONS, "actions"), "actions", None),
    ],
)
def test_each_button_leads_to_where_it_can_be_done(line: Obligation, place: str, subject: int | str | None) -> None:
    assert where(line) == (place, subject)


def test_lines_about_people_lead_to_the_tab_where_they_are_settled(partnering: Five, qtbot: QtBot) -> None:
    page = PartneringPage(partnering.register, Navigator())
    qtbot.addWidget(page)
    for kind, tab in (
        (Kind.GROUP, "Notices of change"),
        (Kind.CHAIR, "People"),
        (Kind.REPRESENTATIVE, "Contract and parties"),
    ):
        page.visit(where(owed(kind, "partnering"))[1])
        wait_for_answer(page)
        assert page.tabs.tabText(page.tabs.currentIndex()) == tab
