"""The minutes of a meeting as an outline, in the order of their pages."""

from collections.abc import Sequence

from partnering_desk.documents.changes import marked
from partnering_desk.documents.notes_outline import notes
from partnering_desk.documents.outline import (
    Block,
    Box,
    Heading,
    Kind,
    Look,
    Outline,
    Para,
    gap_box,
    labelled,
    labelled_all,
    labelled_list,
    outline,
    papers,
    people,
    plain,
    sentence,
    table,
)
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import (
    ActionLine,
    Correction,
    DecisionBox,
    LaterNote,
    MinutesItem,
    MinutesSheet,
)


def minutes_outline(sheet: MinutesSheet) -> Outline:
    """Everything that minutes say, as blocks."""
    return outline(sheet.header, "Minutes", _blocks(sheet))


def _blocks(sheet: MinutesSheet) -> list[Block]:
    return [
        *_who_was_there(sheet),
        *opening(sheet),
        *(block for item in sheet.items for block in _item(item)),
        *_in_writing(sheet.in_writing),
        *map(_later, sheet.later),
        *_action_table(sheet.actions),
        *_end(sheet),
    ]


def _who_was_there(sheet: MinutesSheet) -> list[Block]:
    return [
        *people(sheet.attendance),
        *labelled_all(
            (
                ("Apologies", ", ".join(sheet.apologies)),
                ("Absent", ", ".join(sheet.absent)),
                ("Chair", sheet.chaired),
                ("Quorum", sheet.quorum),
            )
        ),
        *labelled_list("Interests declared", sheet.interests),
        *labelled_list("Adjournments", sheet.adjournments),
    ]


def _item(item: MinutesItem) -> list[Block]:
    blocks: list[Block] = [Heading(fit(item.title), 2, item.number)]
    if item.source:
        blocks.append(Para(plain(item.source), Look.QUIET))
    if item.gap is not None:
        return [*blocks, gap_box(item.gap)]
    return [
        *blocks,
        *papers(item.papers),
        *(Para(plain(remark)) for remark in item.remarks),
        *item_notes(item),
        *map(_correction, item.corrections),
        *map(_decision, item.decisions),
        *map(_action, item.actions),
        *map(_later, item.later),
    ]


def opening(sheet: MinutesSheet) -> list[Block]:
    """What stands before the items, with what a corrected version changed of it."""
    return _with_changes(sheet.opening_before, sheet.opening)


def item_notes(item: MinutesItem) -> list[Block]:
    """The notes of an item, numbered, with what a corrected version changed of them."""
    return _with_changes(item.notes_before, item.notes, item.number if item.numbered else "")


def _with_changes(before: str | None, now: str, number: str = "") -> list[Block]:
    said = notes(now, number)
    return said if before is None else marked(notes(before, number), said)


def _decision(box: DecisionBox) -> Box:
    """The box of a decision: its words, then votes and outcome, then what follows from it."""
    vote = " ".join(filter(None, (box.votes, box.finding)))
    details = (
        ("Under", box.clause),
        ("Effect", box.effect),
        ("What follows", box.follow_on),
        ("Reasons", box.reasons),
        ("Options weighed", box.options),
        ("Views", box.views),
        ("Since replaced", box.replaced),
    )
    doubtful = box.recommendation or not box.agreed
    return Box(
        Kind.DOUBTFUL if doubtful else Kind.DECISION,
        (
            Heading(fit(box.label), 3),
            Para(plain(sentence(box.text))),
            *([Para(plain(vote))] if vote else ()),
            *labelled_all(details),
        ),
    )


def _action(action: ActionLine) -> Para:
    """One line: the action, who has it in bold, and by when."""
    when = f"{',' if action.owners else ''} {action.due}" if action.due else ""
    end = "." if action.owners or action.due else ""
    state = f" {sentence(action.state)}" if action.state else ""
    return Para(
        (
            *plain(f"Action {action.ref}.", bold=True),
            *plain(f" {sentence(action.text)}"),
            *plain(f" {action.owners}" if action.owners else "", bold=True),
            *plain(when + end + state),
        )
    )


def _correction(correction: Correction) -> Box:
    return Box(
        Kind.ASIDE,
        (
            labelled("Correction", correction.of),
            labelled("Was", correction.was),
            labelled("Now", correction.now),
        ),
    )


def _later(note: LaterNote) -> Box:
    """A note added afterwards, marked as one (P8)."""
    when = ", ".join(filter(None, (note.when, note.who)))
    return Box(Kind.ASIDE, (labelled("Added after the meeting", when), *notes(note.notes)))


def _in_writing(decisions: Sequence[DecisionBox]) -> list[Block]:
    if not decisions:
        return []
    return [Heading("Decisions in writing since the last meeting", 2), *map(_decision, decisions)]


def _action_table(actions: Sequence[ActionLine]) -> list[Block]:
    if not actions:
        return []
    columns = (
        ("Action", [action.ref for action in actions]),
        ("Item", [action.item for action in actions]),
        ("What", [action.text for action in actions]),
        ("Who", [action.owners for action in actions]),
        ("When", [action.due for action in actions]),
        ("State", [action.state for action in actions]),
    )
    return [Heading("Actions", 2), table(columns, "The actions of this meeting")]


def _end(sheet: MinutesSheet) -> list[Block]:
    said = labelled_all(
        (
            ("Next meeting", sheet.next_meeting),
            ("Close", sheet.closed),
            ("Approval", sheet.approval),
            ("Confirmation", sheet.confirmation),
        )
    )
    return [Heading("Close of the meeting", 2), *said] if said else []
