"""Everything that the menus offer, wherever one is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from partnering_desk.ui.shell.appearance import Appearance, Colours
from partnering_desk.ui.shell.menus import Command, Menu
from partnering_desk.ui.shell.places import Place

if TYPE_CHECKING:
    from partnering_desk.ui.shell.window import MainWindow


def _keys() -> Iterator[str]:
    """The keys of the places of the rail, in its order: the tenth has those that settings have elsewhere."""
    yield from (f"Ctrl+{number}" for number in range(1, 10))
    yield "Ctrl+,"


def commands_of(window: MainWindow, look: Appearance, places: Sequence[Place]) -> tuple[Menu, ...]:
    """The menus of the window, from Partnering to Help."""
    to_places = [
        Command(place.label.replace("&", "&&"), keys, partial(window.go, place.name))
        for place, keys in zip((one for one in places if one.rail), _keys(), strict=False)
    ]
    return (
        (
            "&Partnering",
            (
                Command("&Open a register…", "Ctrl+O", lambda: window.welcome().ask_open()),
                Command("&New register…", "Ctrl+Shift+N", lambda: window.welcome().ask_new()),
                Command("Look at a &sample…", "", lambda: window.welcome().ask_sample()),
                None,
                Command("Save this &list as a spreadsheet…", "Ctrl+Shift+S", window.save_list),
                None,
                Command("&Recording as…", "", window.ask_who),
                Command("&Lock now", "Ctrl+L", window.lock),
                Command("&Close register", "Ctrl+F4", window.close_register),
                None,
                Command("E&xit", "Ctrl+Q", window.close),
            ),
        ),
        (
            "&Edit",
            (
                Command("&Undo", "Ctrl+Z", window.undo, window.undo_words),
                Command("&Redo", "Ctrl+Y; Ctrl+Shift+Z", window.redo, window.redo_words),
            ),
        ),
        (
            "&Go",
            (
                Command("&Search everything", "Ctrl+K", window.show_palette),
                Command("Search &this page", "Ctrl+F", window.search_page),
                None,
                *to_places,
                None,
                Command("&History of what is chosen", "F8", window.show_history),
                Command("&Back", "Alt+Left; Back", window.back),
                Command("&Forward", "Alt+Right; Forward", window.forward),
            ),
        ),
        (
            "&View",
            (
                Command("&Larger text", "Ctrl++; Ctrl+=", look.larger),
                Command("&Smaller text", "Ctrl+-", look.smaller),
                Command("&Usual text", "Ctrl+0", look.usual),
                None,
                Command("As the s&ystem shows", "", lambda: look.choose_colours(Colours.SYSTEM)),
                Command("L&ight", "", lambda: look.choose_colours(Colours.LIGHT)),
                Command("&Dark", "", lambda: look.choose_colours(Colours.DARK)),
            ),
        ),
        (
            "&Help",
            (
                Command("&Help", "Shift+F1", window.show_help),
                Command("&Keys", "F1", window.show_keys),
            ),
        ),
    )
