"""The registers as board papers: the actions by owner, what was decided, and who came to the meetings."""

from collections.abc import Sequence

from partnering_desk.documents.outline import (
    Block,
    Grid,
    Heading,
    Look,
    Outline,
    Para,
    Words,
    lines,
    outline,
    plain,
    table_of,
)
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import (
    ActionListSheet,
    AttendanceSheet,
    DecisionRegisterSheet,
    DecisionsOfGroup,
    MeetingQuorum,
    OwnedAction,
    OwnerSection,
    PartyAttendance,
    RegisteredDecision,
)


def action_list_outline(sheet: ActionListSheet) -> Outline:
    """The actions, a section and a table for each owner."""
    owners = (block for one in sheet.owners for block in _owner(one))
    return outline(sheet.header, "Action list by owner", [Para(plain(sheet.summary)), *owners])


def _owner(owner: OwnerSection) -> list[Block]:
    from_where = [Para(plain(owner.said), Look.QUIET)] if owner.said else []
    columns = ("Action", "What", "From", "Due", "State")
    table = table_of(columns, tuple(map(_action, owner.actions)))
    return [Heading(fit(owner.name), 2, aside=fit(owner.number)), *from_where, table]


def _action(action: OwnedAction) -> tuple[Words, ...]:
    """What is late stands in bold, where an eye that goes down the last column finds it."""
    return (
        plain(action.ref),
        lines(plain(action.text), plain(action.together)),
        plain(action.source),
        plain(action.due),
        lines(plain(action.late, bold=True) or plain(action.state), plain(action.progress)),
    )


def decision_register_outline(sheet: DecisionRegisterSheet) -> Outline:
    """What was decided, a section and a table for each group."""
    groups = (block for one in sheet.groups for block in _group(one))
    return outline(sheet.header, "Decision register", [Para(plain(sheet.summary)), *groups])


def _group(group: DecisionsOfGroup) -> list[Block]:
    return [Heading(fit(group.group), 2), decisions_table(group.decisions)]


def decisions_table(decisions: Sequence[RegisteredDecision]) -> Grid:
    """What was decided, a row each."""
    columns = ("Decision", "What was decided", "Votes", "What became of it")
    return table_of(columns, tuple(map(_decision, decisions)))


def _decision(decision: RegisteredDecision) -> tuple[Words, ...]:
    return (
        lines(plain(decision.ref, bold=True), plain(decision.when)),
        lines(plain(decision.outcome, bold=True), plain(decision.text)),
        plain(decision.votes),
        lines(*map(plain, decision.became)),
    )


def attendance_outline(sheet: AttendanceSheet) -> Outline:
    """Who came, party by party, then the meetings with their quorum."""
    blocks: list[Block] = [Para(plain(words)) for words in sheet.summary]
    blocks += [block for one in sheet.parties for block in _party(one)]
    blocks += meetings_held(sheet.meetings)
    return outline(sheet.header, "Attendance", blocks)


def meetings_held(meetings: Sequence[MeetingQuorum]) -> list[Block]:
    """A table of meetings with their quorum; nothing where there is none."""
    columns = ("Meeting", "Date", "Commissioner", "Contractor", "Quorum")
    rows = [(one.ref, one.when, str(one.commissioner), str(one.contractor), one.quorum) for one in meetings]
    table = table_of(columns, [tuple(map(plain, row)) for row in rows])
    return [Heading("Meetings and quorum", 2), table] if meetings else []


def _party(party: PartyAttendance) -> list[Block]:
    """A row for each person; a column in which nobody has a number is left out."""
    columns = ("Name", "Called", "Present", "In part", "Delegate", "Apologies", "Absent")
    rows = [
        (
            lines(plain(one.name, bold=True), plain(one.said)),
            plain(str(one.called)),
            *(plain(_number(n)) for n in (one.present, one.in_part, one.delegates, one.apologies, one.absent)),
        )
        for one in party.people
    ]
    return [Heading(fit(party.title), 2), Para(plain(party.summary)), table_of(columns, rows)]


def _number(number: int) -> str:
    return str(number) if number else ""
