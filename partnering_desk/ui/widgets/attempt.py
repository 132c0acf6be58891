"""Doing what a person asked, and saying in words why it was not done."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar, runtime_checkable

from PySide6.QtWidgets import QWidget

from partnering_desk.app.faults import Fault
from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.theme.roles import Tone

P = ParamSpec("P")
T = TypeVar("T")

REFUSED = (Refusal, Fault, OSError)
"""What a person can mend. Anything else is a bug, and goes to the crash dialog."""


@runtime_checkable
class Speaks(Protocol):
    """A widget that can say a sentence in itself: a page or a dialog."""

    def say_inline(self, sentence: str, tone: Tone) -> None:
        """Show `sentence` where the person looks."""
        ...

    def clear_inline(self) -> None:
        """Take the last sentence away."""
        ...


def words_for(error: Exception) -> str:
    """The sentence for a refusal, a fault of the surroundings or an error of the operating system."""
    if isinstance(error, Refusal | Fault):
        return error.sentence
    if isinstance(error, OSError):
        what = error.strerror or str(error)
        where = f" ({error.filename})" if error.filename else ""
        return f"The system could not do this: {what}{where}. Nothing was changed. Mend that and try again."
    return str(error)


def attempt(owner: QWidget, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Call `function`; when it refuses, show its sentence at `owner` and return None.

    The sentence goes to the nearest page or dialog around `owner` that can show it in itself; otherwise to a
    dialog over it.
    """
    done, result = tried(owner, function, *args, **kwargs)
    return result if done else None


def tried(owner: QWidget, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[bool, T | None]:
    """As `attempt`, for functions that return nothing: whether it was done, and what it returned."""
    place = _who_speaks(owner)
    if place is not None:
        place.clear_inline()
    try:
        return True, function(*args, **kwargs)
    except REFUSED as error:
        refuse(owner, error)
        return False, None


def refuse(owner: QWidget, error: Exception) -> None:
    """Show why something was not done, at `owner`."""
    place = _who_speaks(owner)
    tone = Tone.CARE if isinstance(error, Refusal) else Tone.BAD
    if place is not None:
        place.say_inline(words_for(error), tone)
        return
    from partnering_desk.ui.widgets.dialog import tell

    heading = error.clause.title if isinstance(error, Refusal) and error.clause else "This was not done"
    tell(owner, heading, words_for(error))


def _who_speaks(owner: QWidget) -> Speaks | None:
    widget: QWidget | None = owner
    while widget is not None:
        if isinstance(widget, Speaks):
            return widget
        widget = widget.parentWidget()
    return None
