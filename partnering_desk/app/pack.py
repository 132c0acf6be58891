"""The pack of a meeting: its agenda with all its papers, as one PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from partnering_desk.app import contents
from partnering_desk.app.agenda_sheet import agenda_sheet
from partnering_desk.app.agenda_view import on_agenda, papers_of, size_words
from partnering_desk.app.contents import Kept
from partnering_desk.app.faults import Stopped
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.app.written import write_whole
from partnering_desk.records.models import Meeting, Paper
from partnering_desk.rules.wording import show_long

if TYPE_CHECKING:
    from partnering_desk.documents.pack import Packed
    from partnering_desk.documents.snapshots import PackPaper

Tell = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what is being done."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written: where, its pages, its size in bytes, and what is not in it as it should be."""

    path: Path
    pages: int
    size: int
    troubles: tuple[str, ...]


def _nothing(_done: int, _of: int, _words: str) -> None:
    """No progress is shown."""


def _never() -> bool:
    return False


def write_pack(
    register: Register,
    meeting_id: int,
    path: Path,
    *,
    without_confidential: bool = False,
    tell: Tell = _nothing,
    stop: Callable[[], bool] = _never,
) -> Pack:
    """Write the agenda of a meeting with all its papers to ``path``, which is replaced only once the pack is whole.

    A copy without confidential items has none of their papers, and shows the gap (P9). A paper that cannot be shown
    is named, with what to do, and the rest is made. Raises `Stopped` when ``stop`` says so, and `Fault` when the disk
    refuses; then nothing is left behind.
    """
    from partnering_desk.documents import pack
    from partnering_desk.documents.snapshots import PackSheet

    made: list[Packed] = []

    def write(half: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="partnering-desk-") as folder:
            agenda = agenda_sheet(register, meeting_id, without_confidential=without_confidential)
            papers = _papers(register, meeting_id, Path(folder), without_confidential, stop)
            made.append(pack.write_pack(PackSheet(agenda, papers), half, _telling(tell, stop)))

    write_whole(path, write)
    return Pack(path, made[0].pages, path.stat().st_size, made[0].troubles)


def _telling(tell: Tell, stop: Callable[[], bool]) -> Tell:
    """Tells how far the work is, and ends it by `Stopped` when it is to stop."""

    def told(done: int, of: int, words: str) -> None:
        if stop():
            raise Stopped
        tell(done, of, words)

    return told


def _papers(
    register: Register, meeting_id: int, folder: Path, without_confidential: bool, stop: Callable[[], bool]
) -> tuple[PackPaper, ...]:
    """The papers of a meeting in the order of its items, each paper once, as files in a folder."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        found: dict[int, PackPaper] = {}
        for number, item in enumerate(on_agenda(meeting), 1):
            if item.confidential_because and without_confidential:
                continue
            for paper in papers_of(item):
                found.setdefault(paper.id, _paper(paper, f"{number} {item.title}", folder))
    kept = []
    for paper_id, named in found.items():
        if stop():
            raise Stopped
        kept.append(_written(register, paper_id, named))
    return tuple(kept)


def _paper(paper: Paper, item: str, folder: Path) -> PackPaper:
    from partnering_desk.documents.snapshots import PackPaper

    return PackPaper(
        ref=paper.ref,
        title=paper.title,
        item=item,
        filename=paper.filename,
        media_type=paper.media_type,
        size=size_words(paper.size),
        sha256=paper.sha256,
        attached=f"by {paper.added_by} on {show_long(paper.added_at.date())}",
        file=folder / str(paper.id),
    )


def _written(register: Register, paper_id: int, paper: PackPaper) -> PackPaper:
    """A paper, its bytes in its file; of one that the register no longer has whole a sentence says so."""
    kept = Kept(paper_id, paper=True)
    proof = contents.prove(register, kept)
    if not proof.sound:
        return replace(paper, trouble=proof.words)
    contents.save_copy(register, kept, paper.file)
    return paper
