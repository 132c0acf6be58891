"""The building blocks that documents share: text, labels, headings, grids, people, papers, the head of page 1."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from partnering_desk.documents import house
from partnering_desk.documents.fonts import clean
from partnering_desk.documents.house import GAP, NUMBER, WIDTH
from partnering_desk.documents.shapes import Chip, Grid, Heading, Panel
from partnering_desk.documents.snapshots import Column, Gap, Header, Paper, Present
from partnering_desk.documents.tagged.structure import Element
from partnering_desk.documents.tagged.text import Text
from partnering_desk.documents.tagged.words import Link, Run, Words, bold

BULLETS, NUMBERS = "/O/List/ListNumbering/Disc", "/O/List/ListNumbering/Decimal"
"""What a list says of its labels."""


def heading(title: str, number: str = "", aside: str = "") -> Heading:
    """The heading of a section, or of a numbered item; ``aside`` is short plain text at the right margin."""
    base = house.HANGING_SECTION if number else house.SECTION
    style = ParagraphStyle("with aside", base, rightIndent=3.2 * NUMBER) if aside else base
    made = Heading(style, title, tag="H2", label=number)
    made.entry, made.aside = clean(f"{number} {title}").strip(), aside
    return made


def text(words: str, style: ParagraphStyle = house.BODY, tag: str = "P") -> Text:
    """A paragraph of plain text."""
    return Text(style, words, tag=tag)


def labelled(label: str, words: str, style: ParagraphStyle = house.BODY) -> Text:
    """A paragraph that begins with a bold label: "**Quorum.** Both parties were represented …"."""
    return Text(style, bold(f"{label}."), f" {words}")


def labelled_list(label: str, entries: Sequence[str]) -> list[Flowable]:
    """One entry beside its label, several below it, none not at all."""
    if len(entries) < 2:
        return [labelled(label, entry) for entry in entries]
    bullet = ParagraphStyle("entry", house.BODY, leftIndent=house.STEP, spaceAfter=3)
    items = [Element("LI", whole) for whole in [Element("L", about=BULLETS)] for _ in entries]
    return [
        text(f"{label}.", house.SUBHEADING),
        *(
            Text(bullet, entry, tag="LBody", parent=item, label="•", label_element=Element("Lbl", item))
            for item, entry in zip(items, entries, strict=True)
        ),
    ]


def grid(
    head: Sequence[Text],
    rows: Iterable[Sequence[Text]],
    shares: Sequence[float],
    room: float = WIDTH,
    ruled: bool = True,
    named: bool = False,
    element: Element | None = None,
) -> Grid:
    """A table whose head row comes again on every page; ``shares`` divide the ``room`` among the columns.

    When it is ``named``, each row goes by what its first cell says. ``element`` is what the table is in the structure,
    where something else knows it too: its caption, or the item of a list around it.
    """
    widths = [room * share / sum(shares) for share in shares]
    lines = [list(head), *(list(row) for row in rows)]
    _be_a_table(lines, named, element or Element("Table"))
    table = Grid(lines, colWidths=widths, repeatRows=1, hAlign="RIGHT", spaceBefore=GAP, spaceAfter=3 * GAP)
    table.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), house.SHADE),
            ("FONTNAME", (0, 0), (-1, -1), house.CELL.fontName),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.5 * GAP),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1.5 * GAP),
            ("TOPPADDING", (0, 0), (-1, -1), GAP if ruled else GAP / 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), GAP if ruled else GAP / 4),
            ("TOPPADDING", (0, 0), (-1, 0), GAP),
            ("BOTTOMPADDING", (0, 0), (-1, 0), GAP),
            *([("LINEBELOW", (0, 1), (-1, -1), 0.6, house.HAIRLINE)] if ruled else ()),
        ]
    )
    return table


def _be_a_table(lines: Sequence[Sequence[Text]], named: bool, table: Element) -> None:
    """Give each cell its place in the structure of a table."""
    top = Element("TR", Element("THead", table))
    for cell in lines[0]:
        cell.element = Element("TH", top, about="/O/Table/Scope/Column", once=True)
    body = Element("TBody", table)
    for line in lines[1:]:
        row = Element("TR", body)
        for at, cell in enumerate(line):
            names = named and not at
            cell.element = Element("TH", row, about="/O/Table/Scope/Row") if names else Element("TD", row)


def cells(*words: str, style: ParagraphStyle = house.CELL) -> list[Text]:
    """A row of plain text for a grid."""
    return [text(each, style) for each in words]


def head_cells(*words: str) -> list[Text]:
    """The head row of a grid."""
    return [Text(house.CELL, bold(each)) for each in words]


def people(columns: Sequence[Column]) -> list[Flowable]:
    """The table of who was there, or who is asked: a column a party, a line a person."""
    if not columns:
        return []
    listed = [[_person(person) for person in column.people] or ["Nobody"] for column in columns]
    rows = [cells(*line) for line in zip_longest(*listed, fillvalue="")]
    head = head_cells(*(column.title for column in columns))
    return [grid(head, rows, [1.0] * len(columns), ruled=False)]


def _person(person: Present) -> str:
    """The line of one person: "L. Farah for P. Nowak (online, from 10:15)", "Y. Adeyemi, service users"."""
    words = f"{person.name} for {person.delegate_for}" if person.delegate_for else person.name
    words += f" ({', '.join(person.remarks)})" if person.remarks else ""
    return f"{words}, {person.organisation}" if person.organisation else words


def head_of_page_one(header: Header, kind: str) -> list[Flowable]:
    """Kicker, title, reference line, status and what the version replaces."""
    place = (header.reference, header.when, header.place)
    kicker = clean(" · ".join(filter(None, (header.partnering, header.group)))).upper()
    blocks: list[Flowable] = [
        text(kicker, house.KICKER),
        text(kind, house.TITLE, tag="H1"),
        text(" · ".join(filter(None, place)), house.REFERENCE),
    ]
    if header.status:
        blocks.append(Chip(header.status, *house.TONES[header.tone]))
    if header.version or header.supersedes:
        version = f"Version {header.version}." if header.version else ""
        blocks.append(text(" ".join(filter(None, (version, header.supersedes))), house.QUIET_TEXT))
    return [*blocks, Spacer(0, GAP)]


def papers_line(papers: Sequence[Paper]) -> list[Flowable]:
    """The papers of an item, in one line; nothing when there are none."""
    if not papers:
        return []
    label = "Paper" if len(papers) == 1 else "Papers"
    words: list[Words] = []
    for paper in papers:
        words += ["; " if words else " ", *paper_words(paper)]
    return [Text(house.HANGING_QUIET, bold(f"{label}."), *words)]


def paper_words(paper: Paper) -> list[Words]:
    """What a paper is called; in a pack that leads to it, and the page follows."""
    called = f"{paper.ref} {paper.title}".strip()
    if not paper.page:
        return [called]
    link = Link(f"#{paper.ref}", Element("Link"))
    return [Run(called, colour=house.ACCENT, link=link), f", page {paper.page}"]


def gap_panel(gap: Gap) -> Panel:
    """Where a confidential item was left out of this copy: a gap that is seen (P9)."""
    return Panel([labelled("Confidential", gap.reason)], bar=house.QUIET, fill=house.SHADE)


def led_into(blocks: list[Flowable], followed: bool) -> list[Flowable]:
    """A heading and the quiet lines under it, none of which a page ends with when something is to follow them."""
    for block in blocks if followed else blocks[:-1]:
        block.keepWithNext = True
    return blocks
