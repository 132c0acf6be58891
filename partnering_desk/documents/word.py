"""An outline as a Word document with real styles, for those who must edit in Word.

Headings are headings, lists are lists, a table's head comes again on every page: Word's own navigation, contents and
accessibility checker work with it. The same outline gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

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
    plain,
)
from partnering_desk.documents.signs import fit, is_right_to_left

Element: TypeAlias = Any
"""An element of Word's own form: python-docx's types do not tell what it has."""

FONT = "Calibri"
_INK, _QUIET, _ACCENT = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x5B, 0x66, 0x72), RGBColor(0x0B, 0x5C, 0xAD)
_GOOD, _CARE = RGBColor(0x0F, 0x5B, 0x2A), RGBColor(0x6B, 0x45, 0x00)
_CHANGES = {Change.ADDED: "Added", Change.REMOVED: "Removed"}
_HEADINGS = {1: "Title", 2: "Heading 1", 3: "Heading 2", 4: "Heading 3"}
_SIZES = {"Title": 22, "Subtitle": 11, "Heading 1": 15, "Heading 2": 12, "Heading 3": 11}
_LOOKS = {Look.BODY: "Normal", Look.QUIET: "Quiet", Look.CLOSE: "Close"}
_BOXES = {Kind.DECISION: "Decision", Kind.DOUBTFUL: "Not binding", Kind.ASIDE: "Remark", Kind.QUOTE: "Quote"}
_GROUNDS = {
    "Decision": ("F0F6FD", "0B5CAD"),
    "Not binding": ("FFF1D6", "6B4500"),
    "Remark": ("F4F5F7", "5B6672"),
}
_ROOM, _LEAST, _MOST = 164, 13, 36
"""Between the margins, in millimetres; the least and the most letters that a column of a table is wide for."""
_LONGEST = 255
"""As many letters as a property of a file can have."""
_DEEPEST = 3
"""As many levels of lists have a style of their own."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def word_document(outline: Outline) -> bytes:
    """What an outline says, as a .docx file on A4."""
    document = Document()
    _set_styles(document)
    _set_page(document, outline)
    _set_properties(document, outline)
    _Writer(document).write(outline.blocks)
    out = BytesIO()
    document.save(out)
    return _without_times(out)


def _without_times(written: BytesIO) -> bytes:
    """The same file, whenever it is made: its parts bear no time."""
    out = BytesIO()
    with ZipFile(written) as parts, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for one in parts.infolist():
            kept.writestr(ZipInfo(one.filename, _NO_TIME), parts.read(one), ZIP_DEFLATED)
    return out.getvalue()


# --- styles, page, properties ---


def _set_styles(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    _set_language(document)
    for name, size in _SIZES.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set_font(style, size)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.keep_with_next = True
        borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
        if borders is not None:
            style.element.pPr.remove(borders)
    caption = document.styles["Caption"]
    assert isinstance(caption, ParagraphStyle)
    _set_font(caption, 10)
    caption.paragraph_format.keep_with_next = True
    _add_style(document, "Quiet").font.color.rgb = _QUIET
    close = _add_style(document, "Close").paragraph_format
    close.space_after, close.keep_with_next = Pt(2), True
    _add_style(document, "Typed lines").font.name = "Consolas"
    numbered = _add_style(document, "Numbered minute").paragraph_format
    numbered.left_indent, numbered.first_line_indent = Cm(1.2), Cm(-1.2)
    for name, (ground, bar) in _GROUNDS.items():
        _set_apart(_add_style(document, name), ground, bar)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _ACCENT, True
    added = document.styles.add_style(_CHANGES[Change.ADDED], WD_STYLE_TYPE.CHARACTER)
    added.font.color.rgb, added.font.underline = _GOOD, True
    removed = document.styles.add_style(_CHANGES[Change.REMOVED], WD_STYLE_TYPE.CHARACTER)
    removed.font.color.rgb, removed.font.strike = _CARE, True


def _set_font(style: ParagraphStyle, size: int) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{which}"), None)


def _set_language(document: WordDocument) -> None:
    """British English, for spelling and for a screen reader's voice, in every style that says nothing else."""
    (language,) = document.styles.element.iter(qn("w:lang"))
    language.set(qn("w:val"), "en-GB")


def _add_style(document: WordDocument, name: str) -> ParagraphStyle:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(made, ParagraphStyle)
    made.base_style = document.styles["Normal"]
    made.quick_style = True
    return made


def _set_apart(style: ParagraphStyle, ground: str, bar: str) -> None:
    """A bar at the left and a ground, as the pages have them."""
    style.paragraph_format.left_indent = Cm(0.4)
    properties = style.element.get_or_add_pPr()
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="24", space="8", color=bar))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    shade = _element("w:shd", val="clear", color="auto", fill=ground)
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _element(tag: str, **attributes: str) -> Element:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _set_page(document: WordDocument, outline: Outline) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(20), Mm(24)
    header = outline.header
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Quiet"]
    words = (header.reference, outline.kind, f"version {header.version}" if header.version else "", header.status)
    foot.add_run(fit(" · ".join(filter(None, words))) + " · Page ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A number that Word reckons when it shows the page."""
    field = _element("w:fldSimple", instr=instruction)
    field.append(WordRun(_element("w:r"), paragraph).element)
    WordRun(field[0], paragraph).text = "1"
    paragraph._p.append(field)


def _set_properties(document: WordDocument, outline: Outline) -> None:
    header, said = outline.header, document.core_properties
    made = (header.made or datetime(*_NO_TIME)).replace(microsecond=0)
    said.title = _property(outline.title)
    said.subject = _property(" · ".join(filter(None, (header.partnering, header.when, header.status))))
    said.author = said.last_modified_by = _property(header.author or header.partnering)
    said.keywords = _property(", ".join(filter(None, (header.reference, header.status))))
    said.language, said.category, said.comments = "en-GB", outline.kind, ""
    said.created = said.modified = made
    said.revision = 1


def _property(words: str) -> str:
    return fit(words)[:_LONGEST]


# --- the text ---


@dataclass(slots=True)
class _Writer:
    """Writes blocks at the end of a document; `depth` tells in how many lists, `look` in which box."""

    document: WordDocument
    depth: int = 0
    look: str = ""

    def write(self, blocks: Iterable[Block]) -> None:
        """Write the blocks, one after another."""
        for block in blocks:
            self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Para():
                self._para(block)
            case Status():
                self._add(plain(block.words), "Subtitle")
            case Listing():
                self._listing(block)
            case Grid():
                self._grid(block)
            case People():
                self._people(block)
            case Box():
                inside = replace(self, look=_BOXES[block.kind])
                inside.write(block.blocks)
            case Verbatim():
                lines = (Run(line, line_break=bool(at)) for at, line in enumerate(block.lines))
                self._add(tuple(lines), "Typed lines")
            case Rule():
                self._add(plain("* * *"), "Quiet")

    def _heading(self, heading: Heading) -> None:
        number = f"{heading.number}  " if heading.number else ""
        aside = f"  {heading.aside}" if heading.aside else ""
        self._add(plain(f"{number}{heading.words}{aside}"), _HEADINGS[min(heading.level, 4)])

    def _para(self, para: Para) -> None:
        if para.number:
            self._add((*plain(para.number), Run("\t"), *para.words), "Numbered minute")
        else:
            self._add(para.words, self._style(para))

    def _style(self, para: Para) -> str:
        if self.depth:
            return _levelled("List Continue", self.depth)
        return self.look or _LOOKS[para.look]

    def _add(self, words: Words, style: str) -> Paragraph:
        return _fill(self.document.add_paragraph(style=style), words)

    def _listing(self, listing: Listing) -> None:
        inside = replace(self, depth=self.depth + 1)
        numbering = None if listing.start is None else self._numbering(listing.start, inside.depth)
        name = _levelled("List Bullet" if listing.start is None else "List Number", inside.depth)
        for item in listing.items:
            first, rest = _first_of(item)
            made = self._add(first, name)
            if numbering is not None:
                properties = made._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, numbering
            inside.write(rest)

    def _numbering(self, start: int, depth: int) -> int:
        """A numbering of its own, which begins at `start`: Word would go on from the list before."""
        style: Element = self.document.styles[_levelled("List Number", depth)].element
        all_of_them: Element = self.document.part.numbering_part.element
        like = next(one for one in all_of_them.num_lst if one.numId == style.pPr.numPr.numId.val)
        made = all_of_them.add_num(like.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(made.numId)

    def _people(self, people: People) -> None:
        head = tuple(plain(title) for title, _ in people.columns)
        names = zip_longest(*(listed or ("Nobody",) for _, listed in people.columns), fillvalue="")
        self._table(head, [tuple(map(plain, row)) for row in names], heads_rows=False)

    def _grid(self, grid: Grid) -> None:
        if grid.caption:
            self._add(plain(grid.caption), "Caption")
        self._table(grid.head, grid.rows, grid.heads_rows)

    def _table(self, head: Sequence[Words], rows: Sequence[Sequence[Words]], heads_rows: bool) -> None:
        table = self.document.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
        _set_table(table, heads_rows)
        lines = [line.cells for line in table.rows]
        widths = _widths([head, *rows])
        for at, width in enumerate(widths):
            table.columns[at].width = width
            for line in lines:
                line[at].width = width
        for cell, words in zip(lines[0], head, strict=True):
            _fill_cell(cell, _bold(words))
            cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="F4F5F7"))
        for line, row in zip(lines[1:], rows, strict=True):
            for at, (cell, words) in enumerate(zip(line, row, strict=False)):
                _fill_cell(cell, _bold(words) if heads_rows and not at else words)
        self._add((), "Normal")


def _widths(rows: Sequence[Sequence[Words]]) -> list[Mm]:
    """The room divided among columns by what stands in them, within bounds."""
    longest = [max(len("".join(run.text for run in cell)) for cell in column) for column in zip(*rows, strict=False)]
    shares = [max(_LEAST, min(_MOST, one)) for one in longest]
    return [Mm(_ROOM * share / sum(shares)) for share in shares]


def _levelled(name: str, depth: int) -> str:
    """The style of a level of lists: "List Bullet", "List Bullet 2" and so on."""
    level = min(depth, _DEEPEST)
    return name if level == 1 else f"{name} {level}"


def _first_of(item: Sequence[Block]) -> tuple[Words, Sequence[Block]]:
    """The words that stand beside a list's mark, and what follows below them."""
    match item:
        case [Para() as first, *rest]:
            return first.words, rest
    return (), item


def _bold(words: Words) -> Words:
    return tuple(replace(run, bold=True) for run in words)


def _set_table(table: Table, heads_rows: bool) -> None:
    """Its head comes again on every page, no row is cut in two, and readers are told which cells are heads."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), str(int(heads_rows)))
    for at, line in enumerate(table.rows):
        properties: Element = line._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if not at:
            properties.append(_element("w:tblHeader"))


def _fill_cell(cell: _Cell, words: Words) -> None:
    paragraph = _fill(cell.paragraphs[0], words)
    paragraph.paragraph_format.space_after = Pt(2)


def _fill(paragraph: Paragraph, words: Words) -> Paragraph:
    backwards = is_right_to_left("".join(run.text for run in words))
    if backwards:
        paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
    for run in words:
        made = _add_link(paragraph, run) if run.link else paragraph.add_run()
        _set_run(made, run, backwards)
    return paragraph


def _set_run(made: WordRun, run: Run, backwards: bool) -> None:
    if run.line_break:
        made.add_break()
    if run.text:
        made.add_text(run.text)
    made.bold, made.italic, made.font.strike = run.bold or None, run.italic or None, run.struck or None
    made.font.rtl = backwards or None
    if run.change:
        made.style = _CHANGES[run.change]
    if run.code:
        made.font.name = "Consolas"


def _add_link(paragraph: Paragraph, run: Run) -> WordRun:
    """A run inside a link that can be followed."""
    to = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), to)
    paragraph._p.append(link)
    inner = OxmlElement("w:r")
    link.append(inner)
    made = WordRun(inner, paragraph)
    made.style = "Hyperlink"
    return made
