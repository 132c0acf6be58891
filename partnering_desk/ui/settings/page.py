"""What a person sets for this machine: under which name they record, how the desk looks, backups, and mail."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from partnering_desk.app.register import Register
from partnering_desk.ui import preferences
from partnering_desk.ui.locks.card import PassphraseCard
from partnering_desk.ui.settings.backups_card import BackupsCard
from partnering_desk.ui.settings.beside import beside
from partnering_desk.ui.settings.mail_form import MailForm
from partnering_desk.ui.settings.opening_card import OpeningCard
from partnering_desk.ui.settings.spelling_form import SpellingForm
from partnering_desk.ui.shell.appearance import Appearance, Colours
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.spelling.spelling import the_spelling
from partnering_desk.ui.theme.theme import LARGEST, SMALLEST, STEP
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import Card, column, row
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.scroll_page import ScrollPage

_COLOURS = {Colours.SYSTEM: "As the system shows", Colours.LIGHT: "Light", Colours.DARK: "Dark"}


@runtime_checkable
class Records(Protocol):
    """A window that shows under which name a person records."""

    def record_as(self, who: str) -> None:
        """Record under a name from now on."""
        ...


class SettingsPage(Page):
    """Settings of this person on this machine; those of the contract are under Groups and people."""

    shows: ClassVar[frozenset[str]] = frozenset(("none",))

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.body = ScrollPage(
            "Settings",
            "For you, on this machine. How the contract is read stands under Groups and people, for everybody.",
        )
        self.mail = MailForm()
        self.spelling = SpellingForm()
        self.who = QLineEdit()
        self.scale, self.colours = QComboBox(), QComboBox()
        self.backups = BackupsCard(register)
        self.passphrase = PassphraseCard(register)
        self.opening = OpeningCard()
        self.body.add(self._person_card(), self.passphrase, self.backups, self.spelling, self.mail, self.opening)
        self.body.body.addStretch(1)
        self.content.addWidget(self.body)

    def _person_card(self) -> Card:
        for per_cent in range(SMALLEST, LARGEST + 1, STEP):
            self.scale.addItem(f"{per_cent} %", per_cent)
        for one, words in _COLOURS.items():
            self.colours.addItem(words, one)
        self.scale.activated.connect(lambda _place: self._choose_scale())
        self.colours.activated.connect(lambda _place: self._choose_colours())
        self.who_button = button("Record under this name", self.keep_name)
        self.who.returnPressed.connect(self.keep_name)
        name, look = Form(), Form()
        name.add("&Recording as", self.who, "It stands beside what you record, such as M. Okafor.")
        look.add("&Text size", self.scale, "Also Ctrl + and Ctrl −.")
        look.add("&Colours", self.colours)
        card = Card(heading="You and this window")
        card.body.addLayout(beside(column(name, row(self.who_button, None), space=12), look))
        return card

    def refresh(self) -> None:
        """Show what holds now."""
        self.who.setText(self.register.who)
        self.passphrase.refresh()
        self.backups.refresh()
        self.spelling.refresh()
        the_spelling().wake(self)
        look = self._appearance()
        if look is not None:
            self.scale.setCurrentIndex(self.scale.findData(look.scale))
            self.colours.setCurrentIndex(self.colours.findData(look.colours))

    def keep_name(self) -> None:
        """Record under the name typed, from now on."""
        who, window = self.who.text().strip(), self.window()
        if isinstance(window, Records):
            window.record_as(who)
        else:
            preferences.keep("who", who)
            self.register.record_as(who)
        self.navigator.say(f"Recording as {who}" if who else "Recording without a name")

    def _choose_scale(self) -> None:
        look = self._appearance()
        if look is not None:
            look.choose_scale(int(self.scale.currentData()))

    def _choose_colours(self) -> None:
        look = self._appearance()
        if look is not None:
            look.choose_colours(Colours(self.colours.currentData()))

    def _appearance(self) -> Appearance | None:
        application = QApplication.instance()
        found = application.findChildren(Appearance) if application is not None else []
        return found[-1] if found else None
