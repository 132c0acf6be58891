"""What the surroundings can do to a register (disk full, file locked), said in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from partnering_desk.records.fault import Fault

_SENTENCES = (
    (
        "database or disk is full",
        "There is no room left on the disk that holds {path}. Nothing was changed. Free some space and try again.",
    ),
    (
        "readonly database",
        "{path} may only be read, so nothing was changed. Ask for permission to write to it, or open a copy.",
    ),
    (
        "database is locked",
        "Another program is writing to {path}. Nothing was changed. Close the other program and try again.",
    ),
    ("not a database", "{path} is not a Partnering Desk register. Choose another file."),
    ("malformed", "{path} is damaged and cannot be read. Open a backup of it."),
    (
        "disk i/o error",
        "The disk that holds {path} reported an error. Nothing was changed. Check the disk and try again.",
    ),
    (
        "unable to open database file",
        "{path} cannot be opened. Check that its folder exists and that you may write to it.",
    ),
)


def sentence_for(error: Exception, path: Path) -> str | None:
    """The sentence for a database error that the surroundings caused; None when it is a fault of ours."""
    said = str(error).casefold()
    return next((words.format(path=path) for sign, words in _SENTENCES if sign in said), None)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what the disk or another program did to the register at `path` into a `Fault`."""
    try:
        yield
    except DatabaseError as error:
        sentence = sentence_for(error, path)
        if sentence is None:
            raise
        raise Fault(sentence) from error
