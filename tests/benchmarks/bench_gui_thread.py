"""The longest call on the screen's thread in real use of the window on the sample, place by place and step by step.

Everything is done twice where a first time makes or loads what the second finds there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from partnering_desk.app.backup_place import choose_folder
from partnering_desk.app.meetings import MeetingRow, Step, meeting_rows
from partnering_desk.app.people_sheet import read_people
from partnering_desk.app.stages import Stage
from partnering_desk.ui.calendar.page import MONTH, YEAR, CalendarPage
from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.meetings.minutes import MinutesPage
from partnering_desk.ui.meetings.prepare import PreparePage
from partnering_desk.ui.meetings.workspace import MeetingWorkspace
from partnering_desk.ui.partnering.page import PartneringPage
from partnering_desk.ui.registers.actions import ActionsPage
from partnering_desk.ui.registers.decisions import DecisionsPage
from partnering_desk.ui.settings.page import SettingsPage
from partnering_desk.ui.shell.appearance import Appearance, Colours
from partnering_desk.ui.shell.palette import Palette
from partnering_desk.ui.widgets.dialog import Dialog
from tests.benchmarks.use import MOST, Use, in_use, say

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def use(qtbot: QtBot, qapp: QApplication, sample: Path) -> Iterator[Use]:
    with in_use(qtbot, qapp, sample) as one:
        yield one


def of_stage(use: Use, *stages: Stage) -> MeetingRow:
    """The next meeting that is so far."""
    return min((one for one in meeting_rows(use.work.register) if one.stage in stages), key=lambda one: one.starts)


def send(dialog: QDialog) -> None:
    """Press the button that a dialog is for."""
    assert isinstance(dialog, Dialog)
    dialog.verb.click()


def walk_places(use: Use) -> None:
    places = [name for name, place in use.work.places.items() if place.rail]
    for name in places:
        use.go(f"{name}, first", name)
    for name in places:
        use.go(f"{name}, again", name)


def walk_steps(use: Use) -> None:
    for time in ("first", "again"):
        for stage in (Stage.PLANNED, Stage.AGENDA, Stage.MINUTES, Stage.CIRCULATED, Stage.CONFIRMED):
            found = [one for one in meeting_rows(use.work.register) if one.stage is stage]
            for step in Step if found else ():
                use.go(f"{stage.words}: {step.value}, {time}", "meeting", f"{found[0].id}/{step.value}")


def hold_a_meeting(use: Use) -> None:
    row = of_stage(use, Stage.AGENDA, Stage.PLANNED)
    use.go("prepare a meeting", "meeting", f"{row.id}/prepare")
    page = use.page(PreparePage, use.page(MeetingWorkspace))
    use.do("prepare: an item added", lambda: page.add("Repairs before the winter"))
    use.dialog("prepare: preview", page.preview)
    use.dialog("prepare: circulated", page.circulate, send)
    use.go("meet, first", "meeting", f"{row.id}/meet")
    meet = use.page(MeetPage, use.page(MeetingWorkspace))
    use.dialog("meet: opened before its day", meet.open_or_close, send)
    meet.people.list.setFocus()
    for at in range(meet.people.list.count()):
        meet.people.list.setCurrentRow(at)
        use.keys("meet: presence", Qt.Key.Key_P)
    use.twice("meet: somebody in attendance", meet.add_person)
    for _ in range(3):
        use.do("meet: next item", lambda: meet.step_by(1))
        use.type("meet: typing notes", "The **report** was taken as read.")
    use.do("meet: a decision's form", meet.put_decision)
    meet.item.line.setFocus()
    use.type("meet: typing an action", "send the report / Amadi / 4 dec")
    use.keys("meet: an action kept", Qt.Key.Key_Return)
    use.dialog("meet: next date", meet.next_date)
    use.dialog("meet: closed", meet.open_or_close, send)


def send_minutes(use: Use) -> None:
    row = of_stage(use, Stage.MINUTES)
    use.go("minutes, first", "meeting", f"{row.id}/minutes")
    page = use.page(MinutesPage, use.page(MeetingWorkspace))
    use.dialog("minutes: asked and left", page.circulate)
    use.dialog("minutes: sent", page.circulate, send)


def plan(use: Use) -> None:
    use.go("calendar, to plan", "calendar")
    page = use.page(CalendarPage)
    for by in (1, 1, -1, -1):
        use.do("calendar: another month", partial(page._turn, by))
    for view in (YEAR, MONTH, YEAR):
        page.view.set_value(view)
        use.do(f"calendar: by the {view}", page._choose_view)
    use.do("calendar: another year", partial(page._turn, 1))
    page.view.set_value(MONTH)
    use.do("calendar: by the month", page._choose_view)
    use.twice("calendar: a new meeting", lambda: page.ask("new", date(2026, 12, 3)))
    use.dialog("calendar: a series, left", page.propose)
    use.dialog("calendar: a series, put in", page.propose, send)


def keep_registers(use: Use) -> None:
    use.go("actions, to look", "actions")
    actions = use.page(ActionsPage)
    use.type("actions: typing in the search", "rep", actions.search_field())
    for row in (0, 1):
        use.do("actions: one chosen", partial(actions.view.table.selectRow, row))
    actions.card.settle()
    use.twice("actions: one added", actions.add)
    use.twice("actions: a log", lambda: actions.read_log(DATA / "action-log.xlsx"))
    use.go("decisions, to look", "decisions")
    decisions = use.page(DecisionsPage)
    use.type("decisions: typing in the search", "rep", decisions.search_field())
    use.do("decisions: one chosen", partial(decisions.view.table.selectRow, 0))
    use.twice("decisions: in writing", decisions.decide_in_writing)
    for place in ("meetings", "documents"):
        use.go(f"{place}, to look", place)
        shown = use.work.shown_page()
        assert shown is not None
        use.type(f"{place}: typing in the search", "cg", shown.search_field())


def look_after_people(use: Use) -> None:
    use.go("groups and people, to look", "partnering")
    page = use.page(PartneringPage)
    for time in ("first", "again"):
        for name in ("structure", "people", "notices", "appendix", "contract", "readings"):
            use.do(f"groups and people: {name}, {time}", partial(page.show_tab, name))
    page.show_tab("people")
    use.type("people: typing in the search", "am", page.search_field())
    use.twice("people: one added", page.people.add)
    use.do("people: one chosen", partial(page.people.view.table.selectRow, 0))
    (person, *_) = page.people.view.selected()
    use.twice("people: one changed", partial(page.people.change, person))
    use.twice("people: one appointed", partial(page.people.appoint, person))
    use.twice("people: one merged", partial(page.people.merge, person))
    use.twice("people: a list", lambda: page.people.read(read_people(DATA / "people.csv")))
    page.show_tab("structure")
    use.twice("structure: a group added", page.structure.add_group)
    use.twice("structure: a notice", page.structure.record_notice)


def back_up(use: Use, folder: Path) -> None:
    choose_folder(folder)
    use.go("settings, with a folder", "settings")
    card = use.page(SettingsPage).backups
    use.do("settings: backed up", card.back_up)
    use.do("settings: a backup chosen", partial(card.list.selectRow, 0))
    use.dialog("settings: restored", card.ask_restore)


def everywhere(use: Use) -> None:
    use.twice("search everything", use.window.show_palette)
    use.dialog("search everything, for some words", use.window.show_palette, partial(search, use))
    use.dialog("recording as", use.window.ask_who)
    use.dialog("keys", use.window.show_keys)
    use.go("the desk", "desk")
    for menu in use.window.findChildren(QMenu):
        for time in ("first", "again"):
            use.do(f"the menu {menu.title().replace('&', '')}, {time}", partial(menu.popup, use.window.pos()))
            menu.close()
    use.do("an act undone", use.window.undo)
    use.do("an act done again", use.window.redo)


def search(use: Use, dialog: QDialog) -> None:
    """Type in the palette, then leave it."""
    assert isinstance(dialog, Palette)
    use.type("search everything: typing", "report", dialog.line)
    dialog.reject()


def change_the_look(use: Use, look: Appearance) -> None:
    for colours in (Colours.DARK, Colours.LIGHT):
        use.do(f"{colours.value} colours", partial(look.choose_colours, colours))
    use.do("larger text", look.larger)
    use.do("usual text", look.usual)


def test_no_call_on_the_screens_thread_lasts_over_50_ms(use: Use, tmp_path: Path, qapp: QApplication) -> None:
    look = qapp.findChildren(Appearance)[-1]  # those of benchmarks before it may be there still
    try:
        walk_places(use)
        walk_steps(use)
        plan(use)
        keep_registers(use)
        look_after_people(use)
        hold_a_meeting(use)
        send_minutes(use)
        back_up(use, tmp_path)
        everywhere(use)
        change_the_look(use, look)
    finally:
        say(use.meter, MOST)
