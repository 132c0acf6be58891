"""The places of the window, each with its page, which is loaded when it is first visited."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from partnering_desk.ui.shell.page import Page

_UI = "partnering_desk.ui."
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
            return find_spec(_UI + self.module) is not None
        except ModuleNotFoundError:
            return False

    def load(self) -> type[Page]:
        """The class of the page.

        Raises:
            TypeError: what the module holds under that name is no page.
        """
        found = getattr(import_module(_UI + self.module), self.page)
        if not (isinstance(found, type) and issubclass(found, Page)):
            raise TypeError(f"{self.module}.{self.page} is not a Page")
        return found


PLACES = (
    Place("desk", "Desk", "desk.page", "DeskPage"),
    Place("calendar", "Calendar", "calendar.page", "CalendarPage"),
    Place("meetings", "Meetings", "meetings.page", "MeetingsPage"),
    Place("actions", "Actions", "registers.actions", "ActionsPage"),
    Place("decisions", "Decisions", "registers.decisions", "DecisionsPage"),
    Place("partnering", "Groups and people", "partnering.page", "PartneringPage"),
    Place("documents", "Documents", "documents.page", "DocumentsPage"),
    Place("outbox", "Outbox", "outbox.page", "OutboxPage"),
    Place("settings", "Settings", "settings.page", "SettingsPage", foot=True),
    Place(SET_UP, "Set up", "shell.first_step", "FirstStep", rail=False),
    Place("meeting", "Meeting", "meetings.workspace", "MeetingWorkspace", rail=False),
)

STANDS_UNDER = {"meeting": "meetings"}
"""Places that are not on the rail, and the place of the rail that is lit for them."""


def places_built() -> tuple[Place, ...]:
    """The places whose pages are there, in the order of the rail."""
    return tuple(place for place in PLACES if place.built)


def place_named(name: str) -> Place:
    """The place of that name.

    Raises:
        KeyError: there is none.
    """
    return {place.name: place for place in PLACES}[name]
