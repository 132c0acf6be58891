"""A Working Group's report to the Core Group: what it asks, then what it did (Governance 6.2.7 to 6.2.9)."""

from collections.abc import Sequence

from partnering_desk.documents.notes_outline import notes
from partnering_desk.documents.outline import Block, Heading, Outline, Para, gap_box, outline, plain, table
from partnering_desk.documents.registers import decisions_table, meetings_held
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import ActionLine, Gap, GroupReportSheet, RegisteredDecision


def group_report_outline(sheet: GroupReportSheet) -> Outline:
    """Everything that the report says, as blocks; what the Core Group is asked stands first."""
    blocks: list[Block] = [Para(plain(words)) for words in sheet.covers]
    blocks += _decisions("Asked of the Core Group", sheet.asked)
    if sheet.said:
        blocks += [Heading("What the group reports", 2), *(block for one in sheet.said for block in _said(*one))]
    blocks += meetings_held(sheet.meetings)
    blocks += _decisions("Decisions", sheet.decisions)
    blocks += _decisions("Recommendations without quorum", sheet.recommendations)
    blocks += _actions("Actions open", sheet.open)
    blocks += _actions("Actions ended", sheet.done)
    return outline(sheet.header, "Report to the Core Group", blocks)


def _said(title: str, words: str | Gap) -> list[Block]:
    said = [gap_box(words)] if isinstance(words, Gap) else notes(words)
    return [Heading(fit(title), 3), *said]


def _decisions(title: str, decisions: Sequence[RegisteredDecision]) -> list[Block]:
    return [Heading(title, 2), decisions_table(decisions)] if decisions else []


def _actions(title: str, actions: Sequence[ActionLine]) -> list[Block]:
    if not actions:
        return []
    columns = (
        ("Action", [one.ref for one in actions]),
        ("What", [one.text for one in actions]),
        ("Who", [one.owners for one in actions]),
        ("Due", [one.due for one in actions]),
        ("State", [one.state for one in actions]),
    )
    return [Heading(title, 2), table(columns)]
