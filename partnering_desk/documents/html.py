"""An outline as HTML that every reader takes: the body of a mail, and a page of its own.

Word's engine shows mail in Outlook, so there is nothing here but plain elements, tables and inline styles. Each colour
has a name too, under which programs in the dark show another. Everything that was typed is escaped.
"""

from collections.abc import Iterable, Sequence
from html import escape

from partnering_desk.documents.outline import (
    Block,
    Box,
    Change,
    Grid,
    Heading,
    Kind,
    Listing,
    Look,
    Outline,
    Para,
    People,
    Rule,
    Run,
    Status,
    Verbatim,
    Words,
)
from partnering_desk.documents.signs import fit, is_right_to_left
from partnering_desk.documents.snapshots import Tone

LIGHT = {
    "page": "color:#1b1f24;background-color:#ffffff",
    "quiet": "color:#5b6672",
    "link": "color:#0b5cad",
    "shade": "color:#1b1f24;background-color:#f4f5f7",
    "care": "color:#6b4500;background-color:#fff1d6",
    "good": "color:#0f5b2a;background-color:#dff3e4",
    "decision": "color:#1b1f24;background-color:#f0f6fd;border-left:4px solid #0b5cad",
    "doubtful": "color:#1b1f24;background-color:#fff1d6;border-left:4px solid #6b4500",
    "aside": "color:#1b1f24;background-color:#f4f5f7;border-left:4px solid #5b6672",
    "added": "color:#0f5b2a;text-decoration:underline",
    "removed": "color:#6b4500;text-decoration:line-through",
    "line": "border:1px solid #8a94a0",
    "rule": "border-top:1px solid #8a94a0",
    "quote": "border-left:3px solid #8a94a0",
}
"""The colours, by name. Each pair of words and ground is above 4.5:1."""
DARK = {
    "page": "color:#e8eaed;background-color:#1b1f24",
    "quiet": "color:#b3bcc6",
    "link": "color:#8ec1f5",
    "shade": "color:#e8eaed;background-color:#2a3038",
    "care": "color:#ffd89a;background-color:#3d2f12",
    "good": "color:#a5e3b9;background-color:#15351f",
    "decision": "color:#e8eaed;background-color:#1d2c3d;border-left-color:#8ec1f5",
    "doubtful": "color:#e8eaed;background-color:#3d2f12;border-left-color:#ffd89a",
    "aside": "color:#e8eaed;background-color:#2a3038;border-left-color:#b3bcc6",
    "added": "color:#a5e3b9",
    "removed": "color:#ffd89a",
    "line": "border-color:#7d8894",
    "rule": "border-color:#7d8894",
    "quote": "border-color:#7d8894",
}
"""The same in the dark."""
_TONES = {Tone.CARE: "care", Tone.GOOD: "good", Tone.QUIET: "shade"}

_FONT = "font:16px/1.5 'Segoe UI',Arial,sans-serif"
_PARAGRAPH = "margin:0 0 12px 0"
_CLOSE = "margin:0 0 4px 0"
_HEADINGS = {
    1: "margin:0 0 12px 0;font-size:26px;line-height:1.25;font-weight:bold",
    2: "margin:28px 0 8px 0;font-size:20px;line-height:1.3;font-weight:bold",
    3: "margin:12px 0 4px 0;font-size:17px;line-height:1.3;font-weight:bold",
}

_NARROW = (
    "@media (max-width:480px){.grid,.grid tbody,.grid tr,.grid th,.grid td{display:block;width:auto !important}"
    ".grid caption{display:block}.grid thead{display:none}"
    ".grid td,.grid tbody th{border:0 !important;padding:2px 6px !important}"
    ".grid tbody tr{border-bottom:1px solid #8a94a0;padding:6px 0}"
    ".grid [data-title]::before{content:attr(data-title) ': ';font-weight:bold}}"
)
"""On a narrow screen, or in very large letters, a row is set as lines, each with the title of its column."""


def html_page(title: str, parts: Iterable[str]) -> str:
    """A whole HTML document of some parts, each a fragment as the functions below give it."""
    dark = "".join(
        f".{name}{{{';'.join(f'{one} !important' for one in colours.split(';'))}}}" for name, colours in DARK.items()
    )
    named = escape(fit(title))
    style = f"@media (prefers-color-scheme: dark){{{dark}}}{_NARROW}"
    return (
        '<!DOCTYPE html>\n<html lang="en-GB" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{named}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="supported-color-schemes" content="light dark">\n'
        f"<style>{style}</style>\n</head>\n"
        f'<body class="page" style="margin:0;padding:0;{LIGHT["page"]}">\n'
        f'<div role="article" aria-label="{named}" lang="en-GB" dir="ltr" class="page" '
        f'style="max-width:680px;margin:0 auto;padding:16px;overflow-wrap:break-word;word-wrap:break-word;'
        f'{_FONT};{LIGHT["page"]}">\n' + "\n".join(parts) + "\n</div>\n</body>\n</html>\n"
    )


def html_body(outline: Outline) -> str:
    """What an outline says, as a fragment that begins with its only heading of level 1."""
    return _blocks(outline.blocks)


def html_words(text: str) -> str:
    """Plain text as a fragment: paragraphs where it has an empty line, breaks where a line ends."""
    return "\n".join(
        f'<p style="{_PARAGRAPH}">{"<br>".join(escape(fit(line)) for line in paragraph.splitlines())}</p>'
        for paragraph in text.strip().split("\n\n")
    )


def html_rule() -> str:
    """A line across, as a fragment."""
    return f'<hr class="rule" style="margin:24px 0;border:0;{LIGHT["rule"]}">'


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Para():
            return _para(block)
        case Status():
            return f'<p style="{_PARAGRAPH}"><strong {_look(_TONES[block.tone])}>{escape(block.words)}</strong></p>'
        case Listing():
            return _listing(block)
        case Grid():
            return _grid(block)
        case People():
            return "\n".join(_party(title, people) for title, people in block.columns)
        case Box(kind=Kind.QUOTE):
            style = f"margin:0 0 12px 0;padding:0 0 0 12px;{LIGHT['quote']}"
            return f'<blockquote class="quote" style="{style}">\n{_blocks(block.blocks)}\n</blockquote>'
        case Box():
            return _box(block)
        case Verbatim():
            lines = "\n".join(map(escape, block.lines))
            style = f"{_PARAGRAPH};padding:8px;white-space:pre-wrap;{LIGHT['shade']}"
            return f'<pre class="shade" style="{style}">{lines}</pre>'
        case Rule():
            return html_rule()


def _look(name: str, style: str = "padding:2px 8px") -> str:
    return f'class="{name}" style="{style};{LIGHT[name]}"'


def _direction(words: str) -> str:
    return ' dir="rtl"' if is_right_to_left(words) else ""


def _heading(heading: Heading) -> str:
    number = f"{escape(heading.number)}&nbsp; " if heading.number else ""
    aside = ""
    if heading.aside:
        aside = f' <span class="quiet" style="font-weight:normal;{LIGHT["quiet"]}">{escape(heading.aside)}</span>'
    tag = f"h{heading.level}"
    style = _HEADINGS[min(heading.level, 3)]
    return f'<{tag} style="{style}"{_direction(heading.words)}>{number}{escape(heading.words)}{aside}</{tag}>'


def _para(para: Para) -> str:
    number = f"<b>{escape(para.number)}</b>&nbsp; " if para.number else ""
    look = f'style="{_PARAGRAPH}"'
    if para.look is Look.QUIET:
        look = _look("quiet", f"{_PARAGRAPH};font-size:15px")
    elif para.look is Look.CLOSE:
        look = f'style="{_CLOSE}"'
    return f"<p {look}{_direction(_said(para.words))}>{number}{_words(para.words)}</p>"


def _said(words: Words) -> str:
    return "".join(run.text for run in words)


def _words(words: Words) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    if run.line_break:
        return "<br>"
    made = escape(run.text)
    if run.change:
        tag, name = ("ins", "added") if run.change is Change.ADDED else ("del", "removed")
        made = f"<{tag} {_look(name, 'padding:0')}>{made}</{tag}>"
    for wanted, tag in ((run.code, "code"), (run.struck, "s"), (run.italic, "em"), (run.bold, "strong")):
        if wanted:
            made = f"<{tag}>{made}</{tag}>"
    if run.link:
        made = f'<a href="{escape(run.link)}" class="link" style="{LIGHT["link"]}">{made}</a>'
    return made


def _listing(listing: Listing) -> str:
    tag, start = "ul", ""
    if listing.start is not None:
        tag, start = "ol", f' start="{listing.start}"' if listing.start != 1 else ""
    return _list(tag, start, map(_entry, listing.items))


def _list(tag: str, attributes: str, entries: Iterable[str]) -> str:
    items = "\n".join(f'<li style="margin:0 0 4px 0">{entry}</li>' for entry in entries)
    return f'<{tag}{attributes} style="margin:0 0 12px 0;padding:0 0 0 28px">\n{items}\n</{tag}>'


def _entry(blocks: Sequence[Block]) -> str:
    """What is inside a list item; a paragraph at its beginning needs no element of its own."""
    match blocks:
        case [Para(number="") as first, *rest]:
            return "\n".join(filter(None, (_words(first.words), _blocks(rest))))
    return _blocks(blocks)


def _party(title: str, people: Sequence[str]) -> str:
    label = f'<p style="margin:0 0 4px 0"><strong>{escape(title)}</strong></p>'
    named = f' aria-label="{escape(title)}"'
    return f"{label}\n{_list('ul', named, map(escape, people or ('Nobody',)))}"


def _box(box: Box) -> str:
    look = _look(box.kind.value, f"padding:8px 16px 2px 16px;{_FONT}")
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        'style="margin:0 0 12px 0;width:100%">\n'
        f"<tr><td {look}>\n{_blocks(box.blocks)}\n</td></tr>\n</table>"
    )


def _grid(grid: Grid) -> str:
    """A table of data; its roles are said, for where a narrow screen shows its rows as lines."""
    caption = f'<caption style="text-align:left;padding:0 0 4px 0">{escape(grid.caption)}</caption>\n'
    head = "".join(_cell(words, "columnheader") for words in grid.head)
    titles = [_said(words) for words in grid.head]
    rows = "\n".join(f'<tr role="row" valign="top">{_row(row, titles, grid.heads_rows)}</tr>' for row in grid.rows)
    style = f"margin:0 0 12px 0;width:100%;text-align:left;border-collapse:collapse;{LIGHT['line']}"
    return (
        f'<table role="table" class="grid line" width="100%" cellpadding="6" cellspacing="0" style="{style}">\n'
        f"{caption if grid.caption else ''}"
        f'<thead role="rowgroup"><tr role="row" align="left" valign="top">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'
    )


def _row(row: Sequence[Words], titles: Sequence[str], heads: bool) -> str:
    return "".join(
        _cell(words, "rowheader" if heads and not at else "cell", title)
        for at, (words, title) in enumerate(zip(row, titles, strict=False))
    )


def _cell(words: Words, role: str, title: str = "") -> str:
    tag, scope = {
        "columnheader": ("th", ' scope="col"'),
        "rowheader": ("th", ' scope="row"'),
        "cell": ("td", ""),
    }[role]
    name, colours = ("shade line", f";{LIGHT['shade']}") if role == "columnheader" else ("line", "")
    weight = "" if role == "cell" else ";font-weight:bold"
    style = f"{_FONT}{weight};{LIGHT['line']}{colours}"
    titled = f' data-title="{escape(title)}"' if title and words else ""
    attributes = f'{scope} role="{role}"{titled} class="{name}" style="{style}"'
    return f"<{tag}{attributes}{_direction(_said(words))}>{_words(words)}</{tag}>"
