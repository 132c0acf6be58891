"""The Record as people read it: where it stands."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from partnering_desk.documents.snapshots import Header
from partnering_desk.records import store, trail


def with_record(session: Session, header: Header) -> Header:
    """The head of a document that is being frozen, with the last entry that the Record had before it."""
    head = trail.head(store.driver(session.connection()))
    return replace(header, record=f"Made after entry {head.number:,} of the Record, SHA-256 {head.sha256}.")
