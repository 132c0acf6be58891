"""Whether what is kept for good is whole: numbers, papers, documents as they went out, confirmations (P6, P7)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app import told
from partnering_desk.app.broken import Broken
from partnering_desk.app.sheet_json import from_json
from partnering_desk.records.models import (
    Action,
    Confirmation,
    Correction,
    Dispatch,
    Document,
    DocumentKind,
    Meeting,
    Paper,
    Partnering,
)
from partnering_desk.rules.numbers import action_ref, paper_ref


def faults(session: Session) -> Iterator[Broken]:
    """Every fault in actions, papers, documents and confirmations."""
    yield from _actions(session)
    yield from _papers(session)
    yield from _documents(session)
    yield from _dispatches(session)
    yield from _confirmations(session)
    yield from _corrections(session)


def _actions(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Action).order_by(Action.id)):
        where = f"action {action_ref(one.number)}"
        partnering = session.get_one(Partnering, one.partnering_id)
        if one.number >= partnering.next_action:
            yield Broken(where, "Its number could be given again (practice P6).")
        if one.group is not None and one.group.partnering_id != partnering.id:
            yield Broken(where, "It belongs to a group of another partnering.")
        if one.item is not None and one.item.meeting_id != one.meeting_id:
            yield Broken(where, "It stands under an item of another meeting.")
        for owner in one.owners:
            if owner.person.partnering_id != partnering.id:
                yield Broken(where, f"{owner.person.name} is a person of another partnering.")


def _papers(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Paper).order_by(Paper.id)):
        if one.ref != paper_ref(one.group.code, one.year, one.number):
            yield Broken(f"paper {one.ref}", "Its number is not that of its group and year (practice P6).")


def _documents(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Document).order_by(Document.id)):
        if one.kind is DocumentKind.MINUTES and not _readable(one.basis):
            yield Broken(one.called, "What it was made from cannot be read, so that it could not be corrected.")
        if one.kind is DocumentKind.NOTICE and not told.readable(one.basis):
            yield Broken(one.called, "Which meetings it lists cannot be read, so that no change could be told.")
        whose = one.meeting.group if one.meeting is not None else one.group
        others = {whose.partnering_id if whose is not None else one.partnering_id}
        others |= {each.action.partnering_id for each in one.reminders}
        if others != {one.partnering_id}:
            yield Broken(one.called, "What it is about is of another partnering.")


def _readable(basis: str) -> bool:
    try:
        from_json(basis)
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError):
        return False
    return True


def _dispatches(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Dispatch).order_by(Dispatch.id)):
        if one.sha256 != one.document.sha256 or one.document_id != one.circulation.document_id:
            yield Broken(f"copy of {one.document.filename} to {one.person.name}", "It is a copy of another document.")


def _confirmations(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Confirmation).order_by(Confirmation.id)):
        where = f"meeting {one.meeting.ref}"
        if not _is_later(one.confirmed_at, one.meeting):
            yield Broken(where, "Its minutes are confirmed by no later meeting of its group (practice P7).")
        if one.document.meeting_id != one.meeting_id or one.document.kind is not DocumentKind.MINUTES:
            yield Broken(where, "What was confirmed is not its minutes (practice P7).")


def _is_later(one: Meeting, other: Meeting) -> bool:
    return one.starts > other.starts and one.group_id == other.group_id


def _corrections(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Correction).order_by(Correction.id)):
        meeting, at = session.get_one(Meeting, one.meeting_id), session.get_one(Meeting, one.made_at_id)
        where = f"meeting {meeting.ref}"
        if not _is_later(at, meeting):
            yield Broken(where, "Its minutes are corrected by no later meeting of its group (practice P7).")
        if one.item is not None and one.item.meeting_id != meeting.id:
            yield Broken(where, "A correction is of another meeting's item (practice P7).")
