"""The house style of every document, in one place: paper, sizes, colours, the styles of text, and the page.

That page 1 is "Page 1 of 5" is written in when the last page is done; the same story always gives the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate

from partnering_desk.documents.fonts import BOLD, font_name
from partnering_desk.documents.snapshots import Header, Tone
from partnering_desk.documents.tagged.file import file_of
from partnering_desk.documents.tagged.scale import NORMAL, Scale
from partnering_desk.documents.tagged.sheet import PAGINATION, Sheet
from partnering_desk.documents.tagged.text import Text

# --- colours, each above 4.5:1 on what it stands on ---
INK = HexColor("#1b1f24")
QUIET = HexColor("#5b6672")
ACCENT = HexColor("#0b5cad")
HAIRLINE = HexColor("#dfe2e6")
SHADE = HexColor("#f4f5f7")
TINT = HexColor("#f0f6fd")
GOOD, GOOD_TINT = HexColor("#0f5b2a"), HexColor("#dff3e4")
CARE, CARE_TINT = HexColor("#6b4500"), HexColor("#fff1d6")
TONES: dict[Tone, tuple[Color, Color]] = {
    Tone.CARE: (CARE, CARE_TINT),
    Tone.GOOD: (GOOD, GOOD_TINT),
    Tone.QUIET: (QUIET, SHADE),
}

# --- the paper ---
MARGIN = 23 * mm
TOP, BOTTOM = 20 * mm, 24 * mm
WIDTH = A4[0] - 2 * MARGIN
HEIGHT = A4[1] - TOP - BOTTOM
NUMBER = 11 * mm  # the column in which the numbers of items and paragraphs hang
STEP = 6 * mm  # one level of a list
GAP = 4.0  # spaces are multiples of this


BODY = ParagraphStyle(
    "body",
    fontName=font_name(),
    fontSize=11,
    leading=15.5,
    textColor=INK,
    bulletFontName=font_name(),
    bulletFontSize=11,
    spaceAfter=6,
    allowWidows=0,
    allowOrphans=0,
    underlineWidth=0.5,
    underlineOffset=-1.5,
)
KICKER = ParagraphStyle("kicker", BODY, fontSize=8.5, leading=12, textColor=QUIET, spaceAfter=2)
TITLE = ParagraphStyle("title", BODY, fontName=font_name(BOLD), fontSize=22, leading=27, spaceAfter=1)
REFERENCE = ParagraphStyle("reference", BODY, fontSize=10.5, leading=14.5, textColor=QUIET, spaceAfter=6)
QUIET_TEXT = ParagraphStyle("quiet", BODY, fontSize=9.5, leading=13, textColor=QUIET, spaceAfter=4)
SECTION = ParagraphStyle(
    "section",
    BODY,
    fontName=font_name(BOLD),
    fontSize=14,
    leading=18,
    spaceBefore=16,
    spaceAfter=5,
    bulletFontName=font_name(BOLD),
    bulletFontSize=14,
    keepWithNext=1,
)
HANGING_SECTION = ParagraphStyle("item", SECTION, leftIndent=NUMBER)
HANGING = ParagraphStyle("hanging", BODY, leftIndent=NUMBER)
HANGING_QUIET = ParagraphStyle("hanging quiet", QUIET_TEXT, leftIndent=NUMBER)
ASIDE = ParagraphStyle("aside", BODY, fontSize=10.5, spaceAfter=0)
SUBHEADING = ParagraphStyle("subheading", BODY, fontName=font_name(BOLD), spaceBefore=6, spaceAfter=3, keepWithNext=1)
CLOSING = ParagraphStyle("closing", BODY, spaceBefore=12)
CELL = ParagraphStyle("cell", BODY, fontSize=10, leading=13.5, spaceAfter=0)
FOOT = ParagraphStyle("foot", BODY, fontSize=8.5, leading=11, textColor=QUIET, spaceAfter=0)
CHIP = ParagraphStyle("chip", BODY, fontSize=9.5, leading=12, spaceAfter=0)


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: the words at its head (from page 2 on) and at its foot."""

    head: str
    foot: str


Story = Callable[[], list[Flowable]]


class KeepWithBeginning(KeepTogether):
    """Headings with the beginning of what they head: the whole of it moves on only when it cannot be cut."""

    def __init__(self, flowables: list[Flowable]) -> None:
        super().__init__(flowables)
        self.kept = list(flowables)

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """The headings, then what fits below them, then the rest; or all of it on the next page."""
        *headings, last = self.kept
        room, after = height, 0.0
        for block in headings:
            above = max(after, block.getSpaceBefore()) if after else 0.0
            room -= above + block.wrapOn(self.canv, width, height)[1]
            after = block.getSpaceAfter()
        room -= max(after, last.getSpaceBefore())
        parts = last.splitOn(self.canv, width, room) if room > 0 else []
        return [*headings, *parts] if parts else super().split(width, height)


class _Sheet(Sheet):
    """Pages that each say how many there are, which is known only when the last one is done."""

    _filename: BytesIO
    made = ""
    raised = 0.0  # how much higher than designed the foot begins

    def save(self) -> None:
        last = self.getPageNumber() - 1
        of = last + sum(self.inserted.values())
        for page in range(1, last + 1):
            number = page + sum(count for after, count in self.inserted.items() if after < page)
            self.beginForm(_counter(page))
            self.setFont(FOOT.fontName, self.setting.size(FOOT.fontSize))
            self.setFillColor(QUIET)
            self.drawRightString(A4[0] - MARGIN, BOTTOM - 12 * mm + self.raised, f"Page {number} of {of}")
            self.endForm()
        self._filename.write(file_of(self, self.made))


def _counter(page: int) -> str:
    return f"counter{page}"


class _Document(BaseDocTemplate):
    """A document whose properties say when it was made, in place of ReportLab's fixed or present time."""

    made: datetime | None = None

    def beforeDocument(self) -> None:
        made = self.made
        if made is not None:
            assert isinstance(self.canv, _Sheet)
            self.canv.setDateFormatter(lambda *_: f"D:{made:%Y%m%d%H%M%S}")
            self.canv.made = made.isoformat(timespec="seconds")


def render(header: Header, kind: str, story: Story, scale: Scale = NORMAL) -> bytes:
    """The PDF of a story: ``kind`` is the document's name ("Minutes"), ``story`` its flowables.

    The same header, story and scale give the same bytes.
    """
    running = Running(
        head=_joined(header.partnering, header.group),
        foot=_joined(header.reference, kind, _version(header), header.status),
    )
    out = BytesIO()
    document = _Document(
        out,
        pagesize=A4,
        invariant=1,
        pageCompression=1,
        lang="en-GB",
        initialFontName=font_name(),
        displayDocTitle=True,
        keepTogetherClass=KeepWithBeginning,
        title=", ".join(filter(None, (kind, header.group, header.reference))),
        author=header.author or header.partnering,
        subject=_joined(header.partnering, header.when, header.status),
        creator="Partnering Desk",
        keywords=[word for word in (header.reference, header.status) if word],
    )
    bottom = BOTTOM + _more_lines(running.foot, scale)
    room = A4[1] - bottom - TOP - _more_lines(running.head, scale)
    frame = Frame(MARGIN, bottom, WIDTH, room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=_furniture(running)))
    document.made = header.made
    document.build([*story(), *_record(header)], canvasmaker=partial(_Sheet, scale=scale, room=room))
    return out.getvalue()


def _record(header: Header) -> list[Flowable]:
    return [Text(FOOT, header.record)] if header.record else []


def _furniture(running: Running) -> Callable[[Canvas, BaseDocTemplate], None]:
    """Draws what every page carries; none of it is part of the text."""

    def draw(sheet: Canvas, document: BaseDocTemplate) -> None:
        assert isinstance(sheet, _Sheet)
        page = sheet.getPageNumber()
        raised = sheet.raised = _more_lines(running.foot, sheet.setting)
        with sheet.artifact(PAGINATION):
            if page > 1:
                _line_of_text(sheet, running.head, A4[1] - TOP + 6 * mm)
            sheet.setStrokeColor(HAIRLINE)
            sheet.setLineWidth(0.6)
            foot = BOTTOM - 12 * mm + raised
            rule = foot + 5 * mm + (sheet.setting.size(FOOT.fontSize) - FOOT.fontSize) / 2
            sheet.line(MARGIN, rule, A4[0] - MARGIN, rule)
            _line_of_text(sheet, running.foot, foot)
            sheet.doForm(_counter(page))

    return draw


def _line_of_text(sheet: Sheet, words: str, baseline: float) -> None:
    line = Text(FOOT, words)
    line.wrapOn(sheet, _beside_the_number(sheet.setting), HEIGHT)
    line.drawOn(sheet, MARGIN, baseline - line.height + sheet.setting.size(FOOT.fontSize))


def _beside_the_number(scale: Scale) -> float:
    """How wide a line at the head or foot can be beside "Page 10 of 12", in points."""
    return WIDTH - 26 * mm * scale.size(FOOT.fontSize) / FOOT.fontSize


def _more_lines(words: str, scale: Scale) -> float:
    """How much taller words at the head or foot are than one line as designed, in points."""
    return Text(FOOT, words).measured(_beside_the_number(scale), scale)[1] - FOOT.leading


def _version(header: Header) -> str:
    return f"version {header.version}" if header.version else ""


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))
