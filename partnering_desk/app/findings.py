"""Times of presence are put right only as far as what was decided by them still stands (practice P1, P2, P12)."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import attendees_of
from partnering_desk.records.models import Decision, Meeting
from partnering_desk.rules.finding import Finding
from partnering_desk.rules.quorum import check_finding_stands


def check_findings_stand(session: Session, meeting: Meeting) -> None:
    """Nothing, while who is recorded as present bears out the quorum found for each decision of `meeting`.

    Raises `Refusal` naming the decision that a change of times or absences would contradict.
    """
    kept = session.execute(
        select(Decision.ref, Decision.quorum)
        .where(Decision.meeting_id == meeting.id, Decision.quorum != "")
        .order_by(Decision.id)
    ).all()
    if kept:
        there = attendees_of(meeting)
        for ref, finding in kept:
            check_finding_stands(ref, Finding.from_plain(json.loads(finding)), there)
