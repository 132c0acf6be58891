"""The bytes of papers and frozen documents: streamed into and out of the register, proved by their fingerprint."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import func, insert, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.files import safe_name
from partnering_desk.records import connecting, store
from partnering_desk.records.models import Document, DocumentContent, Paper, PaperContent

CHUNK = 1 << 20

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are done."""
Cancelled = Callable[[], bool]
"""Asked between two chunks whether to stop."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Names one file in the register: a paper, or a document as it was frozen."""

    id: int
    paper: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a kept file still is what its fingerprint says; `words` are for the screen."""

    sound: bool
    words: str


def write_paper(session: Session, paper: Paper, source: IO[bytes], progress: Progress, stop: Cancelled) -> str:
    """Stream `source` into the content of `paper`, whose size is known, and give its SHA-256.

    Raises `Fault` when the file ends early or grows meanwhile, `Stopped` when `stop` says so.
    """
    values = {"paper_id": paper.id, "content": func.zeroblob(paper.size)}
    content_id = session.scalars(insert(PaperContent).values(values).returning(PaperContent.id)).one()
    digest, done = hashlib.sha256(), 0
    with _blob(session, PaperContent.__tablename__, content_id) as blob:
        while chunk := source.read(CHUNK):
            done += len(chunk)
            if done > paper.size:
                break
            blob.write(chunk)
            digest.update(chunk)
            progress(done, paper.size)
            if stop():
                raise Stopped
    if done != paper.size:
        raise Fault(f"{paper.filename} changed while it was read. Close it where it is open, then attach it again.")
    return digest.hexdigest()


def file_name(register: Register, kept: Kept) -> str:
    """The name under which a copy of a kept file is best saved."""
    with register.read() as session:
        return _name(_row(session, kept))


def save_copy(register: Register, kept: Kept, path: Path) -> Path:
    """Write a copy of a kept file to `path`, replacing what is there only once the copy is whole.

    Raises `Fault` when the disk refuses, or when the kept file is not what its fingerprint says.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        with register.read() as session, partial.open("wb") as target:
            held = _row(session, kept)
            digest = hashlib.sha256()
            for chunk in _chunks(session, kept):
                target.write(chunk)
                digest.update(chunk)
            if digest.hexdigest() != held.sha256:
                raise Fault(_broken(held))
        os.replace(partial, path)
    except OSError as error:
        raise Fault(f"{path} could not be written: {error.strerror}. Choose another place.") from error
    finally:
        partial.unlink(missing_ok=True)
    return path


def open_copy(register: Register, kept: Kept) -> Path:
    """Write a copy of a kept file where the system's own program may open it, and give its path.

    What is done to the copy never reaches the register. Raises `Fault` as `save_copy` does.
    """
    folder = Path(tempfile.mkdtemp(prefix="partnering-desk-"))
    path = save_copy(register, kept, folder / file_name(register, kept))
    path.chmod(0o400)
    return path


def read_bytes(register: Register, kept: Kept) -> bytes:
    """The bytes of a kept file."""
    with register.read() as session:
        return b"".join(_chunks(session, kept))


def prove(register: Register, kept: Kept) -> Proof:
    """Work out the SHA-256 of a kept file again and compare it with the one recorded."""
    with register.read() as session:
        held = _row(session, kept)
        if not is_sound(session, kept):
            return Proof(False, _broken(held))
        return Proof(True, f"{_called(held)} is exactly as it was recorded. SHA-256 {held.sha256}.")


def is_sound(session: Session, kept: Kept) -> bool:
    """Whether the bytes of a kept file are there, and are those of its size and SHA-256."""
    held, digest, size = _row(session, kept), hashlib.sha256(), 0
    try:
        for chunk in _chunks(session, kept):
            digest.update(chunk)
            size += len(chunk)
    except NoResultFound:
        return False
    return size == held.size and digest.hexdigest() == held.sha256


def _row(session: Session, kept: Kept) -> Paper | Document:
    return row(session, Paper, kept.id) if kept.paper else row(session, Document, kept.id)


def _called(held: Paper | Document) -> str:
    return f"{held.ref} {held.filename}" if isinstance(held, Paper) else held.filename


def _broken(held: Paper | Document) -> str:
    return (
        f"{_called(held)} is not what its fingerprint says: the register was damaged or changed "
        "from outside. Take the file from a backup."
    )


def _name(held: Paper | Document) -> str:
    name = f"{held.ref.replace('/', '-')} {held.filename}" if isinstance(held, Paper) else held.filename
    return safe_name(name, "paper")


def _chunks(session: Session, kept: Kept) -> Iterator[bytes]:
    if kept.paper:
        table = PaperContent.__tablename__
        wanted = select(PaperContent.id).where(PaperContent.paper_id == kept.id)
    else:
        table = DocumentContent.__tablename__
        wanted = select(DocumentContent.id).where(DocumentContent.document_id == kept.id)
    with _blob(session, table, session.scalars(wanted).one(), readonly=True) as blob:
        while chunk := blob.read(CHUNK):
            yield chunk


@contextmanager
def _blob(session: Session, table: str, content_id: int, *, readonly: bool = False) -> Iterator[connecting.Blob]:
    driver = store.driver(session.connection())
    with connecting.open_blob(driver, table, content_id, readonly=readonly) as blob:
        yield blob
