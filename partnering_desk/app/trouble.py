"""Where the program went wrong, in words that hold nothing of a register and nothing of a person's folders.

What an error says may hold names or minutes, such as the values that went into the register as it was raised. So of an
error only its type is told, and of a trace only our own modules and those of the libraries, with line and function.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePath

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("site-packages", "dist-packages")
_STEP = re.compile(r'  File "([^"]+)", line (\d+),? in ([\w.<>]+)')
_KEPT = (
    re.compile(r"At \d{4}-\d\d-\d\d \d\d:\d\d:\d\d"),
    re.compile(r"(?:Error|Caused by|While handling): [\w.]+"),
    re.compile(r"Fatal Python error: (?:Segmentation fault|Aborted|Bus error|Illegal instruction|Floating.point \w+)"),
    re.compile(r"Windows fatal exception: (?:access violation|stack overflow|code 0x[0-9a-f]+)"),
)
_THREAD = re.compile(r"(Current thread|Thread) 0x[0-9a-f]+ .*\(most recent call first\):")
_MOST = 200
"""Lines of a log that a report takes: the last."""


def trace_of(error: BaseException) -> str:
    """The type of an error and of those that led to it, and the steps on the way, the last one last."""
    return "\n".join(_lines(traceback.TracebackException.from_exception(error), "Error"))


def _lines(error: traceback.TracebackException, sign: str) -> Iterator[str]:
    kind = error.exc_type
    yield f"{sign}: {kind.__module__}.{kind.__qualname__}" if kind is not None else f"{sign}: unknown"
    for step in error.stack:
        yield _step(step.filename, step.lineno or 0, step.name)
    if error.__cause__ is not None:
        yield from _lines(error.__cause__, "Caused by")
    elif error.__context__ is not None and not error.__suppress_context__:
        yield from _lines(error.__context__, "While handling")


def logged_since(log: Path, length: int) -> str:
    """What the crash log says after its first `length` bytes, as far as it is a trace: all else is left out.

    Raises `OSError` when it cannot be read.
    """
    with log.open("rb") as opened:
        opened.seek(length)
        lines = opened.read().decode("utf-8", "replace").splitlines()
    return "\n".join([kept for line in lines if (kept := _kept(line))][-_MOST:])


def _kept(line: str) -> str:
    if step := _STEP.fullmatch(line):
        return _step(step[1], int(step[2]), step[3])
    if thread := _THREAD.fullmatch(line):
        return f"{thread[1]}, most recent call first:"
    return next((line for one in _KEPT if one.fullmatch(line)), "")


def _step(file: str, line: int, function: str) -> str:
    return f'  File "{_place(file)}", line {line} in {function}'


def _place(file: str) -> str:
    """The file without the folders that it is in on this machine; the last name alone where it is nobody's we know."""
    path = PurePath(file)
    if not path.is_absolute():  # it was shortened when it was logged
        return file
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    for library in _LIBRARIES:
        if library in path.parts:
            return PurePath(*path.parts[path.parts.index(library) + 1 :]).as_posix()
    return path.name


def stamped(error: BaseException, now: datetime) -> str:
    """An error as the crash log keeps it."""
    return f"At {now:%Y-%m-%d %H:%M:%S}\n{trace_of(error)}\n"
