"""A fault of the surroundings. It stands alone, so that a window can be shown before SQLAlchemy is loaded."""

from pathlib import Path


class Fault(Exception):
    """Something outside the program went wrong. `sentence` says what, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Locked(Fault):
    """A register is under a passphrase that was not given yet. `path` is its file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is locked with a passphrase. Give the passphrase, and try again.")
        self.path = path


class Stopped(Exception):
    """The person stopped the work; nothing of it was kept."""


DAMAGED = "{path} is damaged and cannot be read. Open a backup of it."
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
    ("malformed", DAMAGED),
    ("no such table", DAMAGED),
    ("no such column", DAMAGED),
    ("foreign key mismatch", DAMAGED),
    ("can't decode byte", DAMAGED),
    ("could not decode to utf-8", DAMAGED),
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
