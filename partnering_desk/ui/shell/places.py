"""The places of the window, each with its page, which is loaded when it is first visited."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnering_desk.ui.shell.page import Page

_UI = "partnering_desk.ui"
SET_UP = "set-up"
"""The place shown while the register has no partnering."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its name in the program, its label on the rail, and where its page is."""

    name: str
    label: str
    module: str
    page: str
    rail: bool = True
    foot: bool = False

    @property
    def built(self) -> bool:
        """Whether the page's module is there."""
        try:
            return find_spec(self.module) is not None
        except ModuleNotFoundError:
            return False

    def load(self) -> type[Page]:
        """The class of the page.

        Raises:
            TypeError: what the module holds under that name is no page.
        """
        from partnering_desk.ui.shell.page import Page

        found = getattr(import_module(self.module), self.page)
        if not (isinstance(found, type) and issubclass(found, Page)):
            raise TypeError(f"{self.module}.{self.page} is not a Page")
        return found


PLACES = (
    Place("desk", "Desk", f"{_UI}.desk.page", "DeskPage"),
    Place("calendar", "Calendar", f"{_UI}.calendar.page", "CalendarPage"),
    Place("meetings", "Meetings", f"{_UI}.meetings.page", "MeetingsPage"),
    Place("actions", "Actions", f"{_UI}.registers.actions", "ActionsPage"),
    Place("decisions", "Decisions", f"{_UI}.registers.decisions", "DecisionsPage"),
    Place("partnering", "Groups and people", f"{_UI}.partnering.page", "PartneringPage"),
    Place("documents", "Documents", f"{_UI}.documents.page", "DocumentsPage"),
    Place("record", "Record", f"{_UI}.record.page", "RecordPage"),
    Place("outbox", "Outbox", f"{_UI}.outbox.page", "OutboxPage"),
    Place("settings", "Settings", f"{_UI}.settings.page", "SettingsPage", foot=True),
    Place(SET_UP, "Set up", f"{_UI}.shell.first_step", "FirstStep", rail=False),
    Place("meeting", "Meeting", f"{_UI}.meetings.workspace", "MeetingWorkspace", rail=False),
)

STANDS_UNDER = {"meeting": "meetings"}
"""Places that are not on the rail, and the place of the rail that is lit for them."""


def places_built() -> tuple[Place, ...]:
    """The places whose pages are there, in the order of the rail."""
    return tuple(place for place in PLACES if place.built)
