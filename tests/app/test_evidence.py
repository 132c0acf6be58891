"""The evidence pack of a meeting: an auditor reads in one file what happened, and takes the files out of it."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from partnering_desk.app import evidence
from partnering_desk.app.evidence import write_evidence
from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.outbox import circulation_rows
from partnering_desk.app.register import Register, open_register
from partnering_desk.records.models import Dispatch, Document, DocumentKind, Meeting
from tests.documents.conformance import Engine, engine
from tests.documents.reading import all_text, outline, squeezed

NOW = datetime(2026, 11, 19, 9)


@pytest.fixture
def register(sample: Path) -> Iterator[Register]:
    opened = open_register(sample, "M. Okafor", clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def meeting(register: Register) -> int:
    """The last meeting whose minutes went out."""
    with register.read() as session:
        asked = (
            select(Meeting.id)
            .join(Document, Document.meeting_id == Meeting.id)
            .where(Document.kind == DocumentKind.MINUTES)
            .order_by(Meeting.starts.desc())
        )
        found = session.scalars(asked).first()
    assert found is not None
    return found


@pytest.fixture
def pdf(register: Register, meeting: int, tmp_path: Path) -> bytes:
    return write_evidence(register, meeting, tmp_path / "evidence.pdf").read_bytes()


def test_it_says_all_that_the_register_holds_of_the_meeting(pdf: bytes) -> None:
    titles = [words for level, words, _ in outline(pdf) if level == 0]
    assert titles == [
        "The files in this pack",
        "Notice of the meeting",
        "Agenda",
        "Attendance",
        "Quorum",
        "Decisions and votes",
        "Minutes",
        "Who was sent what",
        "The Record of this meeting",
    ]


def test_everybody_who_was_called_is_there_with_times_and_each_copy_with_its_fingerprint(
    register: Register, meeting: int, pdf: bytes
) -> None:
    said = squeezed(all_text(pdf))
    with register.read() as session:
        row = session.get_one(Meeting, meeting)
        names = [one.person.name for one in row.attendances]
        arrived = [one.spans[0].arrived for one in row.attendances if one.spans]
    assert names
    assert arrived
    assert [name for name in names if squeezed(name) not in said] == []
    assert [at for at in arrived if f"{at:%H:%M}" not in said] == []
    copies = circulation_rows(register, meeting)
    assert copies
    assert [one.sha256 for one in copies if one.sha256 not in said] == []


def test_the_originals_are_in_it_byte_for_byte(register: Register, meeting: int, pdf: bytes) -> None:
    held = {hashlib.sha256(one).hexdigest() for files in PdfReader(BytesIO(pdf)).attachments.values() for one in files}
    with register.read() as session:
        documents = set(session.scalars(select(Document.sha256).where(Document.meeting_id == meeting)))
        sent = set(session.scalars(select(Dispatch.sha256).join(Document).where(Document.meeting_id == meeting)))
    assert documents
    assert documents | sent <= held


def test_each_file_says_what_it_is_to_the_pack(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as read:
        files: list[Any] = list(read.Root.AF)
        relations = {str(one.UF): str(one.AFRelationship) for one in files}
        words = [str(one.Desc) for one in files]
    assert set(relations.values()) <= {"/Source", "/Supplement", "/Data"}
    assert "/Data" in relations.values()
    assert all(words)


def test_it_is_accessible_and_lasts(pdf: bytes, tmp_path: Path) -> None:
    with engine(tmp_path) as verapdf:
        assert isinstance(verapdf, Engine)
        assert verapdf.faults(pdf, "PDFA-3A") == []


def test_the_same_register_gives_the_same_bytes(register: Register, meeting: int, pdf: bytes, tmp_path: Path) -> None:
    assert write_evidence(register, meeting, tmp_path / "again.pdf").read_bytes() == pdf


def test_a_meeting_to_come_has_no_minutes_yet(register: Register, tmp_path: Path) -> None:
    with register.read() as session:
        coming = session.scalars(select(Meeting.id).where(Meeting.opened_at.is_(None)).order_by(Meeting.starts)).first()
    assert coming is not None
    said = all_text(write_evidence(register, coming, tmp_path / "evidence.pdf").read_bytes())
    assert "There are no minutes yet." in said
    assert "The meeting has not been opened." in said


def test_a_file_for_which_there_is_no_room_is_named(
    register: Register, meeting: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST", 10)
    pdf = write_evidence(register, meeting, tmp_path / "evidence.pdf").read_bytes()
    assert squeezed("Too large to be attached.") in squeezed(all_text(pdf))
    assert [name.endswith("Record.csv") for name in PdfReader(BytesIO(pdf)).attachments] == [True]


@pytest.mark.parametrize("after", range(4))
def test_stopping_leaves_nothing(register: Register, meeting: int, tmp_path: Path, after: int) -> None:
    out = tmp_path / "out"
    out.mkdir()
    asked = iter(range(100))
    with pytest.raises(Stopped):
        write_evidence(register, meeting, out / "evidence.pdf", stop=lambda: next(asked) >= after)
    assert list(out.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(register: Register, meeting: int, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="could not be written"):
        write_evidence(register, meeting, tmp_path / "nowhere" / "evidence.pdf")
