"""The building blocks that documents share: text, labels, headings, grids, people, papers, the head of page 1."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from partnering_desk.documents import house
from partnering_desk.documents.fonts import BOLD, clean, markup
from partnering_desk.documents.house import GAP, NUMBER, WIDTH
from partnering_desk.documents.shapes import Chip, Heading, Panel
from partnering_desk.documents.snapshots import Column, Gap, Header, Paper, Present


def heading(title: str, number: str = "", aside: str = "") -> Heading:
    """The heading of a section, or of a numbered item; ``aside`` is short plain text at the right margin."""
    base = house.HANGING_SECTION if number else house.SECTION
    style = ParagraphStyle("with aside", base, rightIndent=3.2 * NUMBER) if aside else base
    made = Heading(markup(title, BOLD), style, bulletText=number or None)
    made.entry, made.aside = clean(f"{number} {title}").strip(), clean(aside)
    return made


def text(words: str, style: ParagraphStyle = house.BODY) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(markup(words), style)


def labelled(label: str, words: str, style: ParagraphStyle = house.BODY) -> Paragraph:
    """A paragraph that begins with a bold label: "**Quorum.** Both parties were represented …"."""
    return Paragraph(f"{markup(label + '.', BOLD)} {markup(words)}", style)


def labelled_list(label: str, entries: Sequence[str]) -> list[Flowable]:
    """One entry beside its label, several below it, none not at all."""
    if len(entries) < 2:
        return [labelled(label, entry) for entry in entries]
    bullet = ParagraphStyle("entry", house.BODY, leftIndent=house.STEP, spaceAfter=3)
    listed = [Paragraph(markup(entry), bullet, bulletText="•") for entry in entries]
    return [Paragraph(markup(label + ".", BOLD), house.SUBHEADING), *listed]


def grid(
    head: Sequence[Flowable],
    rows: Iterable[Sequence[Flowable]],
    shares: Sequence[float],
    room: float = WIDTH,
    ruled: bool = True,
) -> Table:
    """A table whose head row comes again on every page; ``shares`` divide the ``room`` among the columns."""
    widths = [room * share / sum(shares) for share in shares]
    lines = [list(head), *(list(row) for row in rows)]
    table = Table(
        lines,
        colWidths=widths,
        repeatRows=1,
        splitInRow=int(any(_taller_than_a_page(line, widths) for line in lines)),
        hAlign="RIGHT",
        spaceBefore=GAP,
        spaceAfter=3 * GAP,
    )
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


def _taller_than_a_page(line: Sequence[Flowable], widths: Sequence[float]) -> bool:
    """Whether a row has to be cut in two; any other row stays whole."""
    heights = (cell.wrap(width - 3 * GAP, house.HEIGHT)[1] for cell, width in zip(line, widths, strict=True))
    return max(heights) > house.HEIGHT - 20 * GAP


def cells(*words: str, style: ParagraphStyle = house.CELL) -> list[Flowable]:
    """A row of plain text for a grid."""
    return [text(each, style) for each in words]


def head_cells(*words: str) -> list[Flowable]:
    """The head row of a grid."""
    return [Paragraph(markup(each, BOLD), house.CELL) for each in words]


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
        text(kind, house.TITLE),
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
    words = "; ".join(f"{paper.ref} {paper.title}".strip() for paper in papers)
    return [labelled(label, words, house.HANGING_QUIET)]


def gap_panel(gap: Gap) -> Panel:
    """Where a confidential item was left out of this copy: a gap that is seen (P9)."""
    return Panel([labelled("Confidential", gap.reason)], bar=house.QUIET, fill=house.SHADE)
