"""What is pasted from Word, Outlook or a browser, turned into notes as they are typed."""

from __future__ import annotations

import re
from html import unescape

_WORD_BULLET = re.compile(r"^(?P<indent>\s*)(?:[·•§▪◦–]|\\?\*|o)(?:\s|\xa0)+(?=\S)")
_UNSEEN = re.compile(r"(?s)<!--.*?-->|<!\[[^>]*>|<(style|script|head|title|xml)\b.*?</\1\s*>")
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")


def notes_from_html(html: str) -> str:
    """The notes that say what `html` says: its paragraphs, lists, bold words, links and quotes, all of its text."""
    from bs4.exceptions import ParserRejectedMarkup
    from markdownify import ASTERISK, ATX, MarkdownConverter

    converter = MarkdownConverter(
        heading_style=ATX, bullets="-", strong_em_symbol=ASTERISK, escape_underscores=False, strip=["img"]
    )
    seen = _with_pictures_named(_UNSEEN.sub("", html))
    try:
        text: str = converter.convert(seen)
    except (RecursionError, ParserRejectedMarkup):  # tags in tags by the thousand, or none: the words stay, unadorned
        text = unescape(_TAG.sub(" ", seen))
    lines = [_tidy(line) for line in text.replace("\xa0", " ").splitlines()]
    return _BLANK_LINES.sub("\n\n", _tight_lists(lines)).strip("\n")


_PICTURE = re.compile(r"""(?is)<img\b[^>]*?\balt\s*=\s*(["'])(?P<alt>.*?)\1[^>]*>""")


def _with_pictures_named(html: str) -> str:
    """Notes hold no pictures; what a picture is called stays."""
    return _PICTURE.sub(lambda found: f" {found['alt']} ", html)


def _tidy(line: str) -> str:
    """Word makes its lists of paragraphs that start with a bullet."""
    return _WORD_BULLET.sub(lambda found: f"{found['indent']}- ", line).rstrip()


def _tight_lists(lines: list[str]) -> str:
    """The lines without blank ones between one point of a list and the next."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        between = (
            not line
            and kept
            and kept[-1].lstrip().startswith("- ")
            and next((later for later in lines[number:] if later), "").lstrip().startswith("- ")
        )
        if not between:
            kept.append(line)
    return "\n".join(kept)
