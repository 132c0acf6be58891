"""How long a pack of 30 papers and 600 pages takes, and how much memory it needs."""

import subprocess
import sys
import time
from pathlib import Path

from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.snapshots import MinutesItem, MinutesSheet, PackPaper
from tests.benchmarks.printed import show
from tests.documents.paper_files import as_paper
from tests.documents.sheets import HEADER

PAPERS, PAGES = 30, 600
SECONDS, MEGABYTES = 10, 500
SAID = "The group noted the report on performance, and what the residents of the scheme said of it. " * 6
MAKE = """
import resource, sys
from pathlib import Path
from partnering_desk.documents.pack import write_pack
from tests.benchmarks.bench_pack import papers
from tests.documents.test_pack import sheet
made = write_pack(sheet(papers(Path(sys.argv[1]))), Path(sys.argv[1]) / "pack.pdf", lambda *_: None)
print(made.pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def paper(number: int) -> bytes:
    """A tagged paper of some twenty pages."""
    items = tuple(
        MinutesItem(str(at), f"Section {at} of paper {number}", "\n\n".join([SAID] * 4)) for at in range(1, 28)
    )
    return minutes_pdf(MinutesSheet(HEADER, items=items))


def papers(folder: Path) -> tuple[PackPaper, ...]:
    """The papers that lie in a folder."""
    files = sorted(folder.glob("*-paper.pdf"))
    return tuple(as_paper(folder, "paper.pdf", path.read_bytes(), 31 + at) for at, path in enumerate(files))


def test_a_pack_of_600_pages_is_made_in_ten_seconds_with_little_memory(tmp_path: Path) -> None:
    for at in range(PAPERS):
        as_paper(tmp_path, "paper.pdf", paper(at), 31 + at)
    began = time.perf_counter()
    made = subprocess.run([sys.executable, "-c", MAKE, tmp_path], capture_output=True, text=True, check=True)
    taken = time.perf_counter() - began
    pages, kilobytes = map(int, made.stdout.split())
    size = (tmp_path / "pack.pdf").stat().st_size
    show(f"a pack of {pages} pages, {size / 1e6:.1f} MB, program start and all", taken, SECONDS, "at most 1")
    print(f"{'the most memory that it took':<52} {kilobytes / 1000:9.0f} MB {'':9}  wanted: {MEGABYTES} MB")
    assert pages > PAGES
    assert taken < SECONDS
    assert kilobytes < MEGABYTES * 1000
