"""What the surroundings can do to a register (disk full, file locked), said in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from partnering_desk.records.connecting import database_errors
from partnering_desk.records.fault import Fault, sentence_for


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what the disk or another program did to the register at `path` into a `Fault`."""
    try:
        yield
    except database_errors(DatabaseError, UnicodeDecodeError) as error:
        sentence = sentence_for(error, path)
        if sentence is None:
            raise
        raise Fault(sentence) from error
