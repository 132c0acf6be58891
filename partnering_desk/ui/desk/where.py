"""Where the button of an obligation leads: to the very part of a page on which it can be done."""

from __future__ import annotations

from partnering_desk.rules.obligations import Kind, Obligation
from partnering_desk.ui.shell.navigator import Subject

_STEPS = {Kind.AGENDA: "prepare", Kind.MEETING: "meet", Kind.DEBRIEF: "meet", Kind.CONFIRMATION: "confirm"}
"""The step of the meeting's workspace; the minutes are done at the one that the meeting has come to."""
_TABS = {
    Kind.MEMBER_CHANGE: "notices",
    Kind.COUNTERPART: "notices",
    Kind.GROUP: "notices",
    Kind.CHAIR: "people",
    Kind.REPRESENTATIVE: "contract",
    Kind.NOMINEE: "contract",
}
"""The tab of Groups and people: notices are recorded and answered, offices and representatives appointed."""


def where(owed: Obligation) -> tuple[str, Subject]:
    """The place and the subject at which `owed` can be done."""
    if owed.place == "meeting" and owed.kind in _STEPS:
        return owed.place, f"{owed.subject}/{_STEPS[owed.kind]}"
    if owed.place == "partnering":
        return owed.place, _TABS[owed.kind]
    return owed.place, owed.subject
