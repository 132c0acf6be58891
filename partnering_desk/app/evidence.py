"""The evidence pack of a meeting: what the register holds of it, gathered for an auditor, with the files themselves."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app import agenda_sheet as agendas
from partnering_desk.app import contents
from partnering_desk.app.agenda_view import on_agenda, papers_of, size_words
from partnering_desk.app.attendance import presence_words
from partnering_desk.app.contents import Kept
from partnering_desk.app.faults import Stopped
from partnering_desk.app.lookups import row, settings_on
from partnering_desk.app.minutes_circulation import last_document
from partnering_desk.app.minutes_people import quorum, stretches
from partnering_desk.app.minutes_sheet import Standing, sheet_of
from partnering_desk.app.notice import first_given, notice_sheet
from partnering_desk.app.outbox import OutboxRow, circulation_rows
from partnering_desk.app.record import with_record
from partnering_desk.app.record_export import export_record
from partnering_desk.app.record_wanted import Wanted, numbers
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import from_json
from partnering_desk.app.written import write_whole
from partnering_desk.documents.snapshots import EvidenceSheet, Header, MinutesSheet, Original, Tone
from partnering_desk.records.models import Attendance, Capacity, Channel, Document, Entry, Meeting, Paper
from partnering_desk.rules.parties import IN_ATTENDANCE
from partnering_desk.rules.stretch import Stretch
from partnering_desk.rules.wording import join_words, show_day, show_long, show_moment, show_time, show_times

if TYPE_CHECKING:
    from partnering_desk.app.pack import Tell

_WAYS = {Channel.SMTP: "by mail", Channel.DRAFT: "as a draft", Channel.PAPER: "on paper"}
MOST = 150_000_000
"""Bytes. So much is put into one evidence pack; the files that it has no room for are listed."""


def _nothing(_done: int, _of: int, _words: str) -> None:
    """No progress is shown."""


def _never() -> bool:
    return False


def write_evidence(
    register: Register,
    meeting_id: int,
    path: Path,
    *,
    tell: Tell = _nothing,
    stop: Callable[[], bool] = _never,
) -> Path:
    """Write the evidence pack of a meeting to ``path``, which is replaced only once it is whole. Gives ``path``.

    It has the confidential items, for whoever may see everything. Raises `Stopped` when ``stop`` says so, `Refusal`
    when there is no such meeting, and `Fault` when the disk refuses; then nothing is left behind.
    """
    from partnering_desk.documents import evidence

    def step(done: int, words: str) -> None:
        if stop():
            raise Stopped
        tell(done, 3, words)

    def write(half: Path) -> None:
        step(0, "Gathering what the register holds")
        sheet = evidence_sheet(register, meeting_id)
        step(1, "Reading the files")
        sheet = replace(sheet, originals=tuple(_originals(register, meeting_id, lambda: step(1, "Reading the files"))))
        step(2, "Writing the evidence pack")
        evidence.write_evidence(sheet, half, lambda: step(2, "Writing the evidence pack"))

    return write_whole(path, write)


def evidence_sheet(register: Register, meeting_id: int) -> EvidenceSheet:
    """All that an evidence pack says but for the files. Raises `Refusal` when there is no such meeting."""
    agenda = agendas.agenda_sheet(register, meeting_id)
    copies = tuple(map(_copy, circulation_rows(register, meeting_id)))
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        settings = settings_on(session, meeting.group.partnering_id, meeting.starts.date())
        return EvidenceSheet(
            header=with_record(session, _header(register, meeting)),
            notice=notice_sheet(session, register, meeting, first_given(session, meeting)),
            agenda=agenda,
            minutes=_minutes(session, register, meeting),
            attendance=tuple(map(_person, meeting.attendances)),
            quorum=quorum(meeting, settings, register.now()),
            stretches=tuple(map(_stretch, stretches(meeting, settings, register.now()))),
            copies=copies,
            entries=tuple(_entries(session, meeting_id)),
            originals=(),
        )


def _header(register: Register, meeting: Meeting) -> Header:
    return Header(
        partnering=meeting.group.partnering.name,
        group=meeting.group.name,
        reference=meeting.ref,
        when=f"{show_long(meeting.starts.date())}, {show_times(meeting.starts, meeting.ends)}",
        place=meeting.place,
        status=f"As the register stood on {show_day(register.today())}",
        tone=Tone.QUIET,
        author=register.who,
        made=register.now(),
    )


def _minutes(session: Session, register: Register, meeting: Meeting) -> MinutesSheet | None:
    """What the minutes say that went out last, else what they would say now; nothing before the meeting is held."""
    last = last_document(session, meeting)
    kept = from_json(last.basis) if last is not None else None
    if kept is not None:
        return kept
    return sheet_of(session, register, meeting, Standing()) if meeting.opened_at is not None else None


def _person(one: Attendance) -> tuple[str, str, str, str]:
    party = one.party.words if one.party is not None else IN_ATTENDANCE
    role = one.role or one.capacity.value.replace("_", " ")
    if one.capacity is Capacity.DELEGATE and one.membership is not None:
        role = f"delegate of {one.membership.person.name}"
    return one.person.name, party, role, presence_words(one)


def _stretch(one: Stretch) -> tuple[str, str, str]:
    missing = join_words([f"the {party.words}" for party in one.missing])
    found = "Both parties were represented" if one.quorate else f"No quorum: {missing} was not represented"
    return show_time(one.start), show_time(one.end), found


def _copy(one: OutboxRow) -> tuple[str, str, str, str, str]:
    when = f", {show_moment(one.done_at)}" if one.done_at is not None else ""
    said = f". {one.server_said}" if one.server_said else ""
    return one.filename, one.person, _WAYS[one.channel], f"{one.state_words}{when}{said}", one.sha256


def _entries(session: Session, meeting_id: int) -> Iterator[tuple[str, str, str, str, str]]:
    asked = select(Entry).where(Entry.id.in_(numbers(Wanted(meeting_id=meeting_id)))).order_by(Entry.id)
    for one in session.scalars(asked):
        yield str(one.id), show_moment(one.at_local), one.who, one.what, one.sha256


def _originals(register: Register, meeting_id: int, tell: Callable[[], None]) -> Iterator[Original]:
    """The documents of a meeting as they went out, its papers, and its part of the Record, as long as there is room."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        held = [_document(one) for one in _documents(session, meeting_id)]
        found: dict[int, tuple[Kept, int, Original]] = {}
        for item in on_agenda(meeting):
            for paper in papers_of(item):
                found.setdefault(paper.id, _paper(paper, item.title))
        ref = meeting.ref.replace("/", "-")
    room = MOST
    for kept, size, one in [*held, *found.values()]:
        tell()
        proof = contents.prove(register, kept)
        if not proof.sound or size > room:
            yield replace(one, remark=proof.words if not proof.sound else "Too large to be attached.")
            continue
        room -= size
        yield replace(one, content=contents.read_bytes(register, kept))
    yield _record(register, meeting_id, ref)


def _documents(session: Session, meeting_id: int) -> Iterator[Document]:
    yield from session.scalars(select(Document).where(Document.meeting_id == meeting_id).order_by(Document.id))


def _document(one: Document) -> tuple[Kept, int, Original]:
    version = f", version {one.version}" if one.version else ""
    what = f"{one.kind.value.capitalize()}{version}{f', {one.copy_for}' if one.copy_for else ''}: {one.status}"
    name = f"{one.id} {one.filename}"  # two that went out may be called the same
    return Kept(one.id, paper=False), one.size, _original(what, name, one, "Source")


def _paper(one: Paper, item: str) -> tuple[Kept, int, Original]:
    name = f"{one.ref.replace('/', '-')} {one.filename}"
    return (
        Kept(one.id, paper=True),
        one.size,
        _original(f"Paper {one.ref} {one.title}, for “{item}”", name, one, "Supplement"),
    )


def _original(what: str, name: str, held: Document | Paper, relation: str) -> Original:
    return Original(what, name, held.media_type, size_words(held.size), held.sha256, relation, None)


def _record(register: Register, meeting_id: int, ref: str) -> Original:
    """The entries of a meeting with all that each changed, as a table that any program reads."""
    with tempfile.TemporaryDirectory(prefix="partnering-desk-") as folder:
        path = Path(folder) / f"{ref} Record.csv"
        export_record(register, Wanted(meeting_id=meeting_id), path)
        content = path.read_bytes()
    fingerprint = hashlib.sha256(content).hexdigest()
    what = "The Record's entries of this meeting, with what each changed"
    return Original(what, path.name, "text/csv", size_words(len(content)), fingerprint, "Data", content)
