"""Whether a register's file is sound: what SQLite says of it, its references, its Record, and the bytes it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.broken import Broken
from partnering_desk.app.circulation import mail_fingerprint
from partnering_desk.app.contents import Kept, is_sound
from partnering_desk.records import connecting, store, trail_check
from partnering_desk.records.models import Document, MailBody, Paper
from partnering_desk.records.stored import row
from partnering_desk.records.trail_words import Names, called

INTERRUPTED = "interrupted"
"""What SQLite says when it was asked to stop."""
FILE = "file"
"""Where a fault stands that is the file's as a whole."""


def damage(session: Session) -> Iterator[Broken]:
    """What SQLite finds damaged; while anything is, nothing else can be looked at."""
    try:
        found = store.driver(session.connection()).execute("PRAGMA integrity_check").fetchall()
    except connecting.database_errors() as error:  # what a table's rules say is damaged itself
        if str(error) == INTERRUPTED:
            raise
        found = [(str(error),)]
    for (words,) in found:
        if words != "ok":
            yield Broken(FILE, f"SQLite finds it damaged: {words}.")


def references(session: Session) -> Iterator[Broken]:
    """Every row that refers to one that is not there."""
    for table, row_id, parent, _ in store.driver(session.connection()).execute("PRAGMA foreign_key_check"):
        yield Broken(f"{called(table)} {row_id}", f"It refers to a {called(parent)} that is not there.")


def record_faults(session: Session, known_head: str = "") -> Iterator[Broken]:
    """Every entry and row where the register departs from its Record; `known_head` as in `check`."""
    connection = store.driver(session.connection())
    names = Names(connection)
    for one in trail_check.departures(connection, known_head):
        if one.table == "entry":
            yield Broken(f"Record, entry {one.row_id}", one.words)
            continue
        kept = row(connection, one.table, one.row_id)
        name = names.name(one.table, kept) if kept else ""
        yield Broken(f"{called(one.table)} {name or one.row_id}", one.words)


def byte_faults(session: Session) -> Iterator[Broken]:
    """Every paper, document and mail whose bytes are not those of its fingerprint."""
    words = "Its bytes are not those of its fingerprint."
    for paper in session.scalars(select(Paper).order_by(Paper.id)):
        if not is_sound(session, Kept(paper.id, paper=True)):
            yield Broken(f"paper {paper.ref}", words)
    for document in session.scalars(select(Document).order_by(Document.id)):
        if not is_sound(session, Kept(document.id, paper=False)):
            yield Broken(document.called, words)
    for body in session.scalars(select(MailBody).order_by(MailBody.id)):
        if mail_fingerprint(body) != body.sha256:
            yield Broken(f"{body.document.called}, what mails say of it", words)
