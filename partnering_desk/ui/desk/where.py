"""Where the button of an obligation leads: to the very part of a page on which it can be done."""

from __future__ import annotations

from partnering_desk.rules.obligations import Kind, Obligation
from partnering_desk.ui.shell.navigator import Subject

_STEPS = {Kind.AGENDA: "prepare", Kind.MEETING: "meet", Kind.DEBRIEF: "meet", Kind.CONFIRMATION: "confirm"}
"""The step of the meeting's workspace; the minutes are done at the one that the meeting has come to."""
_TABS = {
    Kind.MEMBER_CHANGE: "notices",
    Kind.COUNTERPART: "structure",
    Kind.GROUP: "notices",
    Kind.CHAIR: "people",
    Kind.REPRESENTATIVE: "contract",
    Kind.NOMINEE: "contract",
}
"""The tab of Groups and people: notices are recorded and answered, offices and representatives appointed."""


def where(owed: Obligation) -> tuple[str, Subject]:
    """The place and the subject at which `owed` can be done: "12/meet/34" is one delegate of meeting 12."""
    if owed.place == "meeting" and owed.kind in _STEPS:
        return owed.place, _path(owed.subject, _STEPS[owed.kind], owed.part)
    if owed.place == "partnering":
        return owed.place, _path(_TABS[owed.kind], owed.subject)
    return owed.place, owed.subject


def _path(*parts: int | str | None) -> str:
    return "/".join(str(one) for one in parts if one is not None)
