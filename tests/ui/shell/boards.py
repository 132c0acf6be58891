"""Places with pages of the tests' own, to see what the shell does with any page."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from partnering_desk.app.register import Register
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.shell.places import SET_UP, Place
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.filters import FilterBar
from partnering_desk.ui.widgets.scroll_page import ScrollPage


class Board(Page):
    """Keeps what the shell asked of it."""

    shows = frozenset({"action"})

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.asked: list[str] = []
        self.line = QLineEdit()
        body = ScrollPage(type(self).__name__, "A board of the tests")
        body.add(labelled("&Typed", self.line))
        body.body.addStretch(1)
        self.content.addWidget(body)

    def refresh(self) -> None:
        self.asked.append("refresh")

    def show_subject(self, subject: Subject) -> None:
        self.asked.append(f"show {subject}")

    def leave(self) -> None:
        self.asked.append("leave")


class First(Board):
    pass


class Second(Board):
    pass


class Headed(Board):
    """Has a header of its own, as a meeting has."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.head = QLabel("Core Group · CG/2026/06")

    def header(self) -> QWidget:
        return self.head


class Listed(Board):
    """Holds a register, as most places do."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.bar: FilterBar[str] = FilterBar("Groups")
        self.content.addWidget(self.bar)


PLACES = (
    Place("desk", "Desk", __name__, "First"),
    Place("meetings", "Meetings", __name__, "Second"),
    Place("partnering", "Groups and people", __name__, "Listed"),
    Place("settings", "Settings", __name__, "Second", foot=True),
    Place("meeting", "Meeting", __name__, "Headed", rail=False),
    Place(SET_UP, "Set up", "partnering_desk.ui.shell.first_step", "FirstStep", rail=False),
)
