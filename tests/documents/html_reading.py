"""Reads HTML back as a browser and a screen reader would: headings, words, tables, colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr"})


@dataclass
class Element:
    """An element, and the words that stand in it."""

    tag: str
    attributes: dict[str, str]
    above: Element | None = None
    text: str = ""

    @property
    def style(self) -> dict[str, str]:
        """Its inline style, property by property."""
        pairs = (one.partition(":") for one in self.attributes.get("style", "").split(";") if one)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Seen(HTMLParser):
    """Everything in a document, in order; closing tags must match what was opened."""

    elements: list[Element] = field(default_factory=list)
    spoken: list[tuple[Element, str]] = field(default_factory=list)
    """Each piece of text that is shown, with the element it stands in."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"{tag} has an attribute twice"
        above = self._open[-1] if self._open else None
        made = Element(tag, {name: value or "" for name, value in attrs}, above)
        self.elements.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data
        if self._open and data.strip() and self._open[-1].tag not in ("style", "title"):
            self.spoken.append((self._open[-1], data))

    def all(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of each heading."""
        found = self.all("h1", "h2", "h3", "h4", "h5", "h6")
        return [(int(one.tag[1]), " ".join(one.text.split())) for one in found]

    @property
    def words(self) -> str:
        """All that is shown, with single spaces."""
        (body,) = self.all("body")
        return " ".join(body.text.split())


def seen(html: str) -> Seen:
    """A document, read to its end: nothing in it stays open."""
    made = Seen()
    made.feed(html)
    made.close()
    assert not made._open
    return made


def dark_colours(html: str) -> dict[str, dict[str, str]]:
    """What each class is shown with in the dark."""
    rules = re.findall(r"\.(\w+)\{([^}]*)\}", html.partition("prefers-color-scheme: dark")[2].partition("}}")[0] + "}")
    return {
        name: {
            one.partition(":")[0].strip(): one.partition(":")[2].replace("!important", "").strip()
            for one in said.split(";")
            if one
        }
        for name, said in rules
    }


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as "#1b1f24", as WCAG reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shown_in(element: Element, name: str, dark: dict[str, dict[str, str]]) -> str:
    """The colour or ground with which the words of an element are shown; `dark` is empty in the light."""
    at: Element | None = element
    while at is not None:
        found = next((dark[one][name] for one in at.classes if name in dark.get(one, {})), at.style.get(name))
        if found:
            return found
        at = at.above
    raise AssertionError(f"{element.tag} has no {name}")
