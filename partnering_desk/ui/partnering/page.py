"""Groups and people: who faces whom, who everybody is, and what the partnering has agreed."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from partnering_desk.app.parties import partnering_row
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.ui.partnering.appendix_view import AppendixView
from partnering_desk.ui.partnering.contract_view import ContractView
from partnering_desk.ui.partnering.notices_view import NoticesView
from partnering_desk.ui.partnering.people_view import PeopleView
from partnering_desk.ui.partnering.readings_view import ReadingsView
from partnering_desk.ui.partnering.structure_view import StructureView
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.text import quiet, title


class _View(Protocol):
    def refresh(self) -> None:
        """Ask the register."""


class PartneringPage(Page):
    """A tab each for the structure, the people, the notices, the Appendix, the contract and its readings.

    A subject is a person's id, or the name of a tab: structure, people, notices, appendix, contract, readings. With
    an id, "notices/7" is a notice to be answered, "structure/12" a Group Member who has no counterpart.
    """

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "partnering",
            "setting",
            "closure",
            "party",
            "organisation",
            "person",
            "representative",
            "nominee",
            "meeting_group",
            "membership",
            "group_office",
            "group_terms",
            "party_lead",
            "person_terms",
            "member_change",
        }
    )

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.structure = StructureView(register, self.ask_register)
        self.people = PeopleView(register)
        self.notices = NoticesView(register)
        self.appendix = AppendixView(register)
        self.contract = ContractView(register)
        self.readings = ReadingsView(register)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for one in (self.tabs, self.tabs.tabBar()):
            one.setAccessibleName("Parts of groups and people")
        self._names: list[str] = []
        self._views: list[_View] = []
        self._stale: set[int] = set()
        for name, words, view in (
            ("structure", "Structure", self.structure),
            ("people", "People", self.people),
            ("notices", "Notices of change", self.notices),
            ("appendix", "Appendix", self.appendix),
            ("contract", "Contract and parties", self.contract),
            ("readings", "Readings and closures", self.readings),
        ):
            self._add(name, words, view, view)
        self.under = quiet("")
        head = column(title("Groups and people"), self.under, space=4)
        head.setContentsMargins(0, 0, 0, current().px(8))
        outside = column(space=8, margin=24)
        outside.addLayout(head)
        outside.addWidget(self.tabs, 1)
        self.content.addLayout(outside, 1)
        self.tabs.currentChanged.connect(self._fill)
        self.people.history_wanted.connect(self.show_history)
        self.structure.history_wanted.connect(lambda group: navigator.go("record", str(Thing("meeting_group", group))))

    def _add(self, name: str, words: str, widget: QWidget, view: _View) -> None:
        holder = QWidget()
        inside = column(widget)
        inside.setContentsMargins(0, current().px(16), 0, 0)
        holder.setLayout(inside)
        self.tabs.addTab(holder, words)
        self._names.append(name)
        self._views.append(view)

    def refresh(self) -> None:
        """Fill the tab shown now; the others when they are come to."""
        shown = partnering_row(self.register)
        self.under.setText(f"{shown.name}: who meets whom, and how the contract is read")
        self._stale = set(range(len(self._views)))
        self._fill(self.tabs.currentIndex())

    def _fill(self, place: int) -> None:
        if place in self._stale:
            self._stale.discard(place)
            self._views[place].refresh()

    def thing(self) -> Thing | None:
        """The person chosen, on the tab of people; the partnering itself elsewhere."""
        if self._views[self.tabs.currentIndex()] is self.people:
            return self.people.thing()
        return Thing("partnering", self.register.partnering_id)

    def show_tab(self, name: str) -> None:
        """Show one of the tabs by its name."""
        if name in self._names:
            self.tabs.setCurrentIndex(self._names.index(name))

    def show_subject(self, subject: Subject) -> None:
        """Show a tab by its name, and in it what an id names; or a person by id."""
        if isinstance(subject, str):
            name, _, named = subject.partition("/")
            self.show_tab(name)
            if named:
                does = {"notices": self.notices.answer_one, "structure": self.structure.fill_gap}[name]
                QTimer.singleShot(0, self, partial(does, int(named)))  # asked once the page is seen
        elif subject is not None:
            self.show_tab("people")
            self.people.view.select(subject)
