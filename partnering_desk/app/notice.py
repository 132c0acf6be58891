"""The notice of a meeting, for those who are called to it (Governance 5.3, 5.4.1 and 5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_sheet import invited
from partnering_desk.app.circulation import reachable
from partnering_desk.app.lookups import calendar_of, office_holder, office_holders, row, settings_on
from partnering_desk.app.register import Register
from partnering_desk.documents.outline import Outline
from partnering_desk.documents.snapshots import Header, NoticeSheet, Tone
from partnering_desk.records.models import Document, DocumentKind, Meeting, Office, Person
from partnering_desk.rules import notice as words
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.minutes import agenda_deadline, dispute_deadline
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import show_day, show_long, show_time, show_times


def notice(register: Register, meeting_id: int) -> Outline:
    """The notice of a meeting as things stand now. Raises `Refusal` when there is no such meeting."""
    from partnering_desk.documents.notice import notice_outline

    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        return notice_outline(notice_sheet(session, register, meeting, first_given(session, meeting)))


def notice_sheet(session: Session, register: Register, meeting: Meeting, given: date | None) -> NoticeSheet:
    """Everything that the notice of a meeting says, first `given` on that day; None while nobody was sent it.

    Of a cancelled meeting it says that alone, and why.
    """
    status, tone = words.given_words(given), Tone.QUIET if given else Tone.CARE
    called = NoticeSheet(
        Header(
            partnering=meeting.group.partnering.name,
            group=meeting.group.name,
            reference=meeting.ref,
            when=show_long(meeting.starts.date()),
            status=status if meeting.cancelled_at is None else "Cancelled",
            tone=tone if meeting.cancelled_at is None else Tone.CARE,
            author=register.who,
            made=register.now(),
        ),
        tuple(_particulars(meeting)),
    )
    return called if meeting.cancelled_at is not None else _with_call(session, meeting, called)


def _with_call(session: Session, meeting: Meeting, sheet: NoticeSheet) -> NoticeSheet:
    partnering_id, day = meeting.group.partnering_id, meeting.starts.date()
    settings, calendar = settings_on(session, partnering_id, day), calendar_of(session, partnering_id)
    before = [words.agenda_by(agenda_deadline(calendar, day, settings), settings)]
    if meeting.group.kind is GroupKind.WORKING:
        before.append(words.disputes_by(dispute_deadline(calendar, day, settings), settings))
    answers = answers_to(meeting)
    return replace(
        sheet,
        link=meeting.online_link,
        called=invited(meeting),
        quorum=words.quorum_needed(settings),
        replies=f"Send apologies to {answers.name}" if answers else "",
        replies_to=answers.email if answers and reachable(answers) else "",
        delegates=words.delegates_asked(),
        before=tuple(before),
    )


def answers_to(meeting: Meeting) -> Person | None:
    """To whom answers go: the minute taker, else the chair, else a member; one with an address before one without."""
    day, offices = meeting.starts.date(), (Office.MINUTE_TAKER, Office.CHAIR)
    people = [person for office in offices for person in office_holders(meeting.group, office, day)]
    people += [one.person for one in meeting.attendances]
    return next(filter(reachable, people), next(iter(people), None))


def _particulars(meeting: Meeting) -> Iterator[tuple[str, str]]:
    day = meeting.starts.date()
    chair = office_holder(meeting.group, Office.CHAIR, day)
    yield "When", f"{show_long(day)}, {show_times(meeting.starts, meeting.ends)}"
    yield "Where", meeting.place
    yield "Chair", short_name(chair.name) if chair else ""
    if meeting.moves:
        last = meeting.moves[-1]
        was = f"{show_long(last.from_starts.date())}, {show_time(last.from_starts)}"
        yield "In place of", f"{was}: {last.reason}"
    if meeting.cancelled_at is not None:
        yield "Cancelled", f"On {show_day(meeting.cancelled_at.date())}: {meeting.cancelled_because}"


def first_given(session: Session, meeting: Meeting) -> date | None:
    """The day on which people were first sent the call to a meeting; None when nobody was."""
    asked = select(func.min(Document.made_at)).where(
        Document.meeting_id == meeting.id, Document.kind == DocumentKind.INVITATION
    )
    first = session.scalar(asked)
    return first.date() if first else None
