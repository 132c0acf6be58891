"""Papers put before a meeting: any file, kept in the register under a number, with its fingerprint."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from partnering_desk.app import contents
from partnering_desk.app.agenda_sheet import papers_named
from partnering_desk.app.agenda_view import paper_words, size_words
from partnering_desk.app.contents import Cancelled, Kept, Progress
from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import AgendaItem, Circulation, Document, DocumentKind, Meeting, Paper
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.numbers import paper_ref
from partnering_desk.rules.wording import show_date

LARGEST = 250_000_000
"""Bytes. A larger file would make the register too heavy to copy and to send about."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as registers list it; `words` are "PDF, 6 pages"."""

    id: int
    ref: str
    title: str
    filename: str
    words: str
    size: int
    pages: int | None
    sha256: str
    added_at: datetime
    added_by: str
    group: str
    meeting_id: int | None
    meeting_ref: str
    item_id: int | None
    item: str
    withdrawn_at: datetime | None


def _nothing(_done: int, _total: int) -> None:
    """No progress is shown."""


def _never() -> bool:
    return False


def attach(
    register: Register,
    item_id: int,
    path: Path,
    title: str = "",
    progress: Progress = _nothing,
    stop: Cancelled = _never,
) -> int | None:
    """Keep the file at `path` as a paper of an agenda item and give the paper's id.

    The file is streamed, never held whole in memory; `progress` hears of it; when `stop` says so nothing is kept
    and the answer is None. Raises `Refusal` when the file is empty or too large or the meeting is over, `Fault`
    when it cannot be read.
    """
    try:
        size = _checked_size(path)
        with path.open("rb") as source:
            pages = _pages(path, source)
            source.seek(0)
            with register.write() as session:
                paper = _numbered(session, register, row(session, AgendaItem, item_id), path, size)
                paper.title = title.strip() or path.stem.replace("_", " ").strip()
                paper.pages = pages
                session.add(paper)
                session.flush()
                paper.sha256 = contents.write_paper(session, paper, source, progress, stop)
                return paper.id
    except Stopped:
        return None
    except OSError as error:
        raise Fault(_unreadable(path, error)) from error


def rename(register: Register, paper_id: int, title: str) -> None:
    """Give a paper another title; its number and its bytes stay.

    Raises `Refusal` when the title is empty, the meeting is over or cancelled, or an agenda that went out names
    the paper: who has that agenda knows the paper by the title in it.
    """
    wanted = " ".join(title.split())
    if not wanted:
        raise Refusal("The paper has no title. Type what the agenda shall call it.")
    with register.write() as session:
        paper = row(session, Paper, paper_id)
        _refuse_when_over(paper.item)
        _refuse_when_named(session, paper)
        paper.title = wanted


def withdraw(register: Register, paper_id: int) -> None:
    """Take a paper off its agenda item. It keeps its number, and it can be put back.

    Raises `Refusal` when the meeting is over.
    """
    with register.write() as session:
        paper = row(session, Paper, paper_id)
        _refuse_when_over(paper.item)
        paper.withdrawn_at = register.now()


def put_back(register: Register, paper_id: int) -> None:
    """Put a withdrawn paper back. Raises `Refusal` when the meeting is over."""
    with register.write() as session:
        paper = row(session, Paper, paper_id)
        _refuse_when_over(paper.item)
        paper.withdrawn_at = None


def open_copy(register: Register, paper_id: int) -> Path:
    """A copy of a paper, for the system's own program to open. Raises `Fault` when it cannot be written."""
    return contents.open_copy(register, Kept(paper_id, paper=True))


def paper_rows(register: Register, meeting_id: int | None = None) -> tuple[PaperRow, ...]:
    """The papers of one meeting, or of the whole partnering, latest first; withdrawn ones are among them."""
    with register.read() as session:
        wanted = (
            select(Paper)
            .options(joinedload(Paper.group), joinedload(Paper.item).joinedload(AgendaItem.meeting))
            .order_by(Paper.year.desc(), Paper.number.desc(), Paper.id.desc())
        )
        if meeting_id is not None:
            wanted = wanted.join(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
        found = session.scalars(wanted)
        return tuple(_paper_row(paper) for paper in found if paper.group.partnering_id == register.partnering_id)


def _paper_row(paper: Paper) -> PaperRow:
    meeting = paper.item.meeting if paper.item is not None else None
    return PaperRow(
        id=paper.id,
        ref=paper.ref,
        title=paper.title,
        filename=paper.filename,
        words=paper_words(paper.filename, paper.pages, paper.size),
        size=paper.size,
        pages=paper.pages,
        sha256=paper.sha256,
        added_at=paper.added_at,
        added_by=paper.added_by,
        group=paper.group.name,
        meeting_id=meeting.id if meeting is not None else None,
        meeting_ref=meeting.ref if meeting is not None else "",
        item_id=paper.item_id,
        item=paper.item.title if paper.item is not None else "",
        withdrawn_at=paper.withdrawn_at,
    )


def _numbered(session: Session, register: Register, item: AgendaItem, path: Path, size: int) -> Paper:
    """A new paper of `item` under the next number of its group and year; numbers are never used again (P6)."""
    _refuse_when_over(item)
    meeting: Meeting = item.meeting
    used = session.scalar(
        select(func.max(Paper.number)).where(Paper.group_id == meeting.group_id, Paper.year == meeting.year)
    )
    number = (used or 0) + 1
    return Paper(
        group=meeting.group,
        item=item,
        ref=paper_ref(meeting.group.code, meeting.year, number),
        year=meeting.year,
        number=number,
        title=path.stem,
        filename=path.name,
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        size=size,
        sha256="",
        added_at=register.now(),
        added_by=register.who,
    )


def _refuse_when_over(item: AgendaItem | None) -> None:
    if item is None:
        return
    meeting = item.meeting
    if meeting.cancelled_at is not None:
        raise Refusal(f"{meeting.ref} was cancelled, so its papers stay as they are.")
    if meeting.closed_at is not None:
        raise Refusal(f"{meeting.ref} is over, so its papers stay as they were. Attach the file to the next meeting.")


def _refuse_when_named(session: Session, paper: Paper) -> None:
    """Only agendas are asked: when minutes can name the paper, the meeting that it was put before is over."""
    circulated = session.scalars(
        select(Circulation)
        .join(Circulation.document)
        .join(Document.meeting)
        .where(Document.kind == DocumentKind.AGENDA, Meeting.group_id == paper.group_id)
        .order_by(Circulation.circulated_at)
    )
    for one in circulated:
        if paper.ref in papers_named(one.document.basis):
            raise Refusal(
                f"{one.document.filename}, which went out on {show_date(one.circulated_at.date())}, names "
                f"{paper.ref} “{paper.title}”. Withdraw it, and attach the file anew under the other title."
            )


def _checked_size(path: Path) -> int:
    if path.is_dir():
        raise Refusal(f"{path.name} is a folder. Attach the files in it one by one.")
    size = path.stat().st_size
    if not path.is_file():
        raise Refusal(f"{path.name} is not a file. Choose a file.")
    if size == 0:
        raise Refusal(f"{path.name} is empty. Check that it was saved, then attach it again.")
    if size > LARGEST:
        raise Refusal(
            f"{path.name} has {size_words(size)}; a paper may have at most {size_words(LARGEST)}. "
            "Make it smaller (save its pictures at a lower quality), or attach it in parts."
        )
    return size


def _unreadable(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path.name} is no longer at {path.parent}. Choose it again."
    if isinstance(error, IsADirectoryError):
        return f"{path.name} is a folder. Attach the files in it one by one."
    if isinstance(error, PermissionError):
        return f"You may not read {path.name}, or another program holds it. Close it there, then attach it again."
    return f"{path.name} could not be read: {error.strerror}. Copy it to this computer, then attach it again."


def _pages(path: Path, source: IO[bytes]) -> int | None:
    """The number of pages of a PDF; None for any other file, and for a PDF too broken or locked to count."""
    if path.suffix.casefold() != ".pdf":
        return None
    from partnering_desk.documents.binding.paper import count_pages

    return count_pages(source)
