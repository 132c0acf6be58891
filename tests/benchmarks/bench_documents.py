"""How long it takes to set minutes, beside what ReportLab takes for the same words untagged; and how large they are."""

import gc
import re
import time
from collections.abc import Callable
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from partnering_desk.documents import house
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.snapshots import ActionLine, MinutesItem, MinutesSheet
from tests.benchmarks.printed import show
from tests.documents.reading import page_texts
from tests.documents.sheets import HEADER, MINUTES

PARAGRAPHS, ROWS, ITEMS = 400, 300, 40
ROUNDS = 5
WORDS = re.findall(
    r"\S+",
    "the group noted report performance residents scheme move-on within days target quarter two vacancies team filled "
    "members asked whether hostel figures contractor commissioner agreed letter sent by next meeting",
)


def sentence(start: int, length: int) -> str:
    return " ".join(WORDS[(start * 7 + at * 5) % len(WORDS)] for at in range(length)).capitalize() + "."


SAID = [" ".join(sentence(at + part, 14) for part in range(2 + at % 3)) for at in range(PARAGRAPHS)]
ACTIONS = tuple(
    ActionLine(f"A-{at}", sentence(at, 14), "R. Lindqvist", "by 18 January 2027", "Open", item=str(at % ITEMS + 1))
    for at in range(ROWS)
)


def long_minutes() -> bytes:
    each = PARAGRAPHS // ITEMS
    items = tuple(
        MinutesItem(str(at + 1), sentence(at, 4), "\n\n".join(SAID[at * each : (at + 1) * each])) for at in range(ITEMS)
    )
    return minutes_pdf(MinutesSheet(HEADER, items=items, actions=ACTIONS))


def plain() -> bytes:
    """The same words by ReportLab alone: paragraphs and a table, untagged."""
    out = BytesIO()
    rows = [
        [Paragraph(words, house.CELL) for words in (one.ref, one.item, one.text, one.owners, one.due, one.state)]
        for one in ACTIONS
    ]
    table = Table(rows, colWidths=[50, 40, 150, 80, 80, 60])
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=house.MARGIN, rightMargin=house.MARGIN, invariant=1)
    story: list[Flowable] = [Paragraph(words, house.BODY) for words in SAID]
    document.build([*story, table])
    return out.getvalue()


def fastest(made: Callable[[], bytes]) -> float:
    """The least processor time of a few rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        made()
        times.append(time.process_time() - began)
    return min(times)


def test_long_minutes_take_no_more_than_three_times_as_long_as_plain_text() -> None:
    pdf, basis = long_minutes(), fastest(plain)
    taken = fastest(long_minutes)
    show(f"{len(page_texts(pdf))} pages of minutes, {len(pdf) / 1000:.0f} kB", taken, basis, "wanted: 3 x, 400 kB")
    assert taken <= 3 * basis
    assert len(pdf) < 400_000


def test_ordinary_minutes_are_set_anew_within_a_preview() -> None:
    taken = fastest(lambda: minutes_pdf(MINUTES))
    show("ordinary minutes, set anew while somebody types", taken, 0.3, "at most 1: 300 ms")
    assert taken < 0.3
