"""The minutes of a meeting as a PDF: who was there, whether it could decide, and item by item what was done."""

from collections.abc import Iterable, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from partnering_desk.documents import house
from partnering_desk.documents.blocks import (
    cells,
    gap_panel,
    grid,
    head_cells,
    head_of_page_one,
    heading,
    labelled,
    labelled_list,
    led_into,
    papers_line,
    people,
    text,
)
from partnering_desk.documents.fonts import clean
from partnering_desk.documents.house import GAP, NUMBER, WIDTH
from partnering_desk.documents.minutes_outline import item_notes, opening
from partnering_desk.documents.notes_outline import notes
from partnering_desk.documents.pages import HARD_SPACE, set_blocks
from partnering_desk.documents.shapes import Panel
from partnering_desk.documents.snapshots import (
    ActionLine,
    Correction,
    DecisionBox,
    LaterNote,
    MinutesItem,
    MinutesSheet,
)
from partnering_desk.documents.tagged.scale import NORMAL, Scale
from partnering_desk.documents.tagged.text import Text
from partnering_desk.documents.tagged.words import Run, Words, bold

IN_PANEL = WIDTH - NUMBER - 5 * GAP


def minutes_pdf(sheet: MinutesSheet, scale: Scale = NORMAL) -> bytes:
    """The minutes as a PDF on A4. The same sheet in the same scale gives the same bytes."""
    return house.render(sheet.header, "Minutes", lambda: _story(sheet, scale), scale)


def _story(sheet: MinutesSheet, scale: Scale) -> list[Flowable]:
    return [
        *head_of_page_one(sheet.header, "Minutes"),
        *_who_was_there(sheet),
        *set_blocks(opening(sheet), scale),
        *(block for item in sheet.items for block in _item(item, scale)),
        *_in_writing(sheet.in_writing),
        *_later(sheet.later, 0.0, scale),
        *(_action_table(sheet.actions) if scale == NORMAL else _action_list(sheet.actions)),
        *_end(sheet),
    ]


def _who_was_there(sheet: MinutesSheet) -> list[Flowable]:
    sentences = (
        ("Apologies", ", ".join(sheet.apologies)),
        ("Absent", ", ".join(sheet.absent)),
        ("Chair", sheet.chaired),
        ("Quorum", sheet.quorum),
    )
    return [
        *people(sheet.attendance),
        *(labelled(label, words) for label, words in sentences if words),
        *labelled_list("Interests declared", sheet.interests),
        *labelled_list("Adjournments", sheet.adjournments),
    ]


def _item(item: MinutesItem, scale: Scale) -> list[Flowable]:
    blocks: list[Flowable] = [heading(item.title, item.number)]
    if item.source:
        blocks.append(text(item.source, house.HANGING_QUIET))
    if item.gap is not None:
        return led_into([*blocks, gap_panel(item.gap)], False)
    return [
        *led_into([*blocks, *papers_line(item.papers)], _said(item)),
        *(text(remark, house.HANGING) for remark in item.remarks),
        *set_blocks(item_notes(item), scale, NUMBER),
        *(_correction(each) for each in item.corrections),
        *(_decision(each) for each in item.decisions),
        *(_action(each) for each in item.actions),
        *_later(item.later, NUMBER, scale),
    ]


def _said(item: MinutesItem) -> bool:
    """Whether anything follows what an item begins with."""
    said = (item.remarks, item.notes, item.corrections, item.decisions, item.actions, item.later)
    return any(said) or item.notes_before is not None


def _decision(box: DecisionBox, indent: float = NUMBER) -> Panel:
    """The box of a decision: its words, then votes and outcome, then what follows from it."""
    vote = " ".join(filter(None, (box.votes, box.finding)))
    sentence: list[Words] = [bold(f"{box.label}."), f" {_sentence(box.text)}", Run(f" {vote}", colour=house.QUIET)]
    details = (
        ("Under", box.clause),
        ("Effect", box.effect),
        ("What follows", box.follow_on),
        ("Reasons", box.reasons),
        ("Options weighed", box.options),
        ("Views", box.views),
        ("Since replaced", box.replaced),
    )
    small = ParagraphStyle("detail", house.CELL, spaceAfter=2)
    blocks: list[Flowable] = [Text(ParagraphStyle("decision", house.BODY, spaceAfter=3), *sentence)]
    blocks += [labelled(label, words, small) for label, words in details if words]
    doubtful = box.recommendation or not box.agreed
    bar, fill = (house.CARE, house.CARE_TINT) if doubtful else (house.ACCENT, house.TINT)
    panel = Panel(blocks, bar, fill, indent)
    panel.entry = clean(box.ref or box.label)
    return panel


def _action(action: ActionLine, style: ParagraphStyle = house.HANGING) -> Text:
    """One line: the action, who has it in bold, and by when."""
    owners = f" {action.owners}" if action.owners else ""
    due = action.due.replace(" ", HARD_SPACE)  # a date is not torn apart at the end of a line
    when = f"{',' if owners else ''} {due}" if due else ""
    end = "." if owners or due else ""
    state = f" {_sentence(action.state)}" if action.state else ""
    label = bold(f"Action {action.ref}.")
    return Text(style, label, f" {_sentence(action.text)}", bold(owners), when + end + state)


def _sentence(words: str) -> str:
    """Words with a full stop, where they end without a mark."""
    words = words.strip()
    return words if words.endswith((".", "?", "!", "…", ":")) else f"{words}."


def _correction(correction: Correction) -> Panel:
    blocks: list[Flowable] = [
        labelled("Correction", correction.of),
        labelled("Was", correction.was),
        labelled("Now", correction.now),
    ]
    return Panel(blocks, bar=house.QUIET, fill=house.SHADE)


def _later(added: Sequence[LaterNote], indent: float, scale: Scale) -> list[Flowable]:
    """Notes added afterwards, each marked as one (P8)."""
    return [
        Panel(
            [
                labelled("Added after the meeting", ", ".join(filter(None, (note.when, note.who)))),
                *set_blocks(notes(note.notes), scale, room=IN_PANEL),
            ],
            bar=house.QUIET,
            fill=house.SHADE,
            indent=indent,
        )
        for note in added
    ]


def _in_writing(decisions: Sequence[DecisionBox]) -> list[Flowable]:
    if not decisions:
        return []
    return [heading("Decisions in writing since the last meeting"), *(_decision(each, 0.0) for each in decisions)]


def _action_table(actions: Sequence[ActionLine]) -> list[Flowable]:
    if not actions:
        return []
    columns: tuple[tuple[str, float, Iterable[str]], ...] = (
        ("Action", 14, [action.ref for action in actions]),
        ("Item", 11, [action.item for action in actions]),
        ("What", 45, [action.text for action in actions]),
        ("Who", 24, [action.owners for action in actions]),
        ("When", 24, [action.due for action in actions]),
        ("State", 18, [action.state for action in actions]),
    )
    shown = [column for column in columns if column[0] in ("Action", "What") or any(column[2])]
    rows = [cells(*row) for row in zip(*(column[2] for column in shown), strict=True)]
    table = grid(head_cells(*(column[0] for column in shown)), rows, [column[1] for column in shown], named=True)
    return [heading("Actions"), table]


def _action_list(actions: Sequence[ActionLine]) -> list[Flowable]:
    """The actions one below the other, in a scale in which their table would be too narrow."""
    return [heading("Actions"), *(_action(each, house.BODY) for each in actions)] if actions else []


def _end(sheet: MinutesSheet) -> list[Flowable]:
    sentences = (
        ("Next meeting", sheet.next_meeting),
        ("Close", sheet.closed),
        ("Approval", sheet.approval),
        ("Confirmation", sheet.confirmation),
    )
    return [labelled(label, words) for label, words in sentences if words]
