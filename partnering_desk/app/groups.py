"""The groups of a partnering: what the Appendix says of each (Governance 1, 5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import partnering, row
from partnering_desk.app.plan import NewGroup
from partnering_desk.app.register import Register
from partnering_desk.records.models import Group, GroupTerms, Meeting, Partnering
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G1, G5_1, P6, Refusal
from partnering_desk.rules.names import folded
from partnering_desk.rules.numbers import check_group_code, group_code
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.wording import show_date

LONGEST = 24 * 60

_ONLY_ONE = {GroupKind.CORE: "Core Group", GroupKind.PRE_COMMENCEMENT: "Pre-Commencement Meeting Group"}
_FIRST_WORDS = {GroupKind.CORE: "core", GroupKind.PRE_COMMENCEMENT: "pre commencement"}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as screens list it."""

    group_id: int
    kind: GroupKind
    name: str
    code: str
    area: str
    frequency: Frequency
    location: str
    planned_start: date
    usual_start: time
    usual_minutes: int
    numbered: bool
    """Whether a meeting bears its code, which then stays."""


def group_of_code(register: Register, code: str) -> int:
    """The group with that code, such as CG. Raises `Refusal` when the partnering shown has none."""
    rows = group_rows(register)
    found = next((one.group_id for one in rows if one.code.casefold() == code.casefold()), None)
    if found is None:
        raise Refusal(f"There is no group {code}. The groups are {', '.join(one.code for one in rows) or 'none yet'}.")
    return found


def check_group(kind: GroupKind, name: str, others: Iterable[tuple[GroupKind, str]]) -> None:
    """Check a group beside the `others` of its partnering. Raises `Refusal` (Governance 1)."""
    if not name.strip():
        raise Refusal("One of the groups has no name. Type it, or take the line away.")
    for other_kind, other_name in others:
        if kind is other_kind and kind in _ONLY_ONE:
            raise Refusal(
                f"A partnering has one {_ONLY_ONE[kind]} (Governance 1), and {other_name} is it. "
                f"Make {name.strip()} a Working Group.",
                G1,
            )
        if folded(name) == folded(other_name):
            raise Refusal(f"Two groups are called “{other_name}”. Give one of them another name.")


def kind_by_name(name: str, taken: Iterable[GroupKind]) -> GroupKind:
    """The kind of group that a name speaks of, beside those `taken`: a partnering has one Core Group (Governance 1)."""
    words = folded(name)
    said = next((kind for kind, first in _FIRST_WORDS.items() if words.startswith(first)), GroupKind.WORKING)
    return GroupKind.WORKING if said in _ONLY_ONE and said in taken else said


def check_planned_start(name: str, planned_start: date, effective: date, expiry: date) -> None:
    """Check that a group is planned to start within the contract. Raises `Refusal` (Governance 5.1)."""
    if not effective <= planned_start <= expiry:
        raise Refusal(
            f"{name} is planned to start on {show_date(planned_start)}, outside the contract "
            f"({show_date(effective)} to {show_date(expiry)}). Correct the date.",
            G5_1,
        )


def check_length(minutes: int) -> None:
    """Check how long meetings usually last. Raises `Refusal`."""
    if not 0 < minutes <= LONGEST:
        raise Refusal("A meeting lasts between one minute and a day. Type its length in minutes, like 120.")


def group_rows(register: Register) -> tuple[GroupRow, ...]:
    """The groups of the partnering, in the order in which they were set up."""
    with register.read() as session:
        return tuple(_row(session, one) for one in partnering(session, register).groups)


def _row(session: Session, group: Group) -> GroupRow:
    return GroupRow(
        group.id,
        group.kind,
        group.name,
        group.code,
        group.area,
        group.frequency,
        group.location,
        group.planned_start,
        group.usual_start,
        group.usual_minutes,
        numbered=_has_meetings(session, group),
    )


def _has_meetings(session: Session, group: Group) -> bool:
    return session.scalar(select(Meeting.id).where(Meeting.group_id == group.id).limit(1)) is not None


def add_group(register: Register, plan: NewGroup) -> int:
    """Add a group to the partnering; its people are appointed afterwards. Returns its id.

    Raises `Refusal` for a second Core Group, a name or code used already, or a start outside the contract.
    """
    with register.write() as session:
        shown = partnering(session, register)
        group = Group(kind=plan.kind)
        _set_particulars(session, shown, group, plan)
        group.partnering = shown
        session.add(group)
        session.flush()
        return group.id


def edit_group(register: Register, group_id: int, plan: NewGroup) -> None:
    """Change what the Appendix says of a group from today on: all but its kind and its people.

    What it said before is kept, for the Appendix at an earlier date (Governance 5.1).
    Raises `Refusal` as `add_group` does, and for another code once a meeting bears the old one (practice P6).
    """
    with register.write() as session:
        group = row(session, Group, group_id)
        before, yesterday = _terms(group), register.today() - timedelta(1)
        _set_particulars(session, group.partnering, group, plan)
        if _terms(group) != before and all(one.until != yesterday for one in group.terms):
            name, area, frequency, location, planned_start = before
            group.terms.append(
                GroupTerms(
                    until=yesterday,
                    name=name,
                    area=area,
                    frequency=frequency,
                    location=location,
                    planned_start=planned_start,
                )
            )


def _terms(group: Group | GroupTerms) -> tuple[str, str, Frequency, str, date]:
    """What the Appendix says of a group."""
    return group.name, group.area, group.frequency, group.location, group.planned_start


def terms_on(group: Group, day: date) -> Group | GroupTerms:
    """Where it stands what the Appendix says of a group on a day."""
    return next((one for one in sorted(group.terms, key=lambda one: one.until) if day <= one.until), group)


def _set_particulars(session: Session, shown: Partnering, group: Group, plan: NewGroup) -> None:
    others = [one for one in shown.groups if one is not group]
    check_group(group.kind, plan.name, [(one.kind, one.name) for one in others])
    check_planned_start(plan.name.strip(), plan.planned_start, shown.effective, shown.expiry)
    check_length(plan.usual_minutes)
    taken = [one.code for one in others]
    code = check_group_code(plan.code, taken) if plan.code.strip() else group_code(plan.name, taken)
    if group.id is not None and code != group.code and _has_meetings(session, group):
        raise Refusal(
            f"Meetings of {group.name} bear the code {group.code}, and numbers never change (Practice: numbers). "
            f"Keep the code.",
            P6,
        )
    group.code = code
    group.name = plan.name.strip()
    group.area = plan.area.strip()
    group.frequency = plan.frequency
    group.location = plan.location.strip()
    group.planned_start = plan.planned_start
    group.usual_start = plan.usual_start
    group.usual_minutes = plan.usual_minutes
