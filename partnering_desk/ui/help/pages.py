"""The pages of the help: Markdown files that come with the program, in the order of their names."""

from __future__ import annotations

from dataclasses import dataclass

from partnering_desk.files import read_resource, resource

_FOLDER = "help"
THREATS_AND_PROMISES = "3-threats-and-promises"
"""The page that says what the program promises of a register, and what it cannot."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page: the name that links to it use, its title, and its text as Markdown, without the title."""

    name: str
    title: str
    text: str


def help_pages() -> tuple[HelpPage, ...]:
    """Every page, first things first.

    Raises:
        FileNotFoundError: the installation is damaged; the pages are not there.
    """
    return tuple(_page(one.stem) for one in sorted(resource(_FOLDER).glob("*.md")))


def _page(name: str) -> HelpPage:
    first, _, text = read_resource(f"{_FOLDER}/{name}.md").partition("\n")
    return HelpPage(name, first.removeprefix("# "), text.strip())
