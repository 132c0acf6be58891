"""What each source of obligations is asked with, and what they say alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import settings_on
from partnering_desk.records.models import Meeting, Partnering
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import show_day_month
from partnering_desk.rules.working_days import WorkingCalendar

MEETING_SHOWN_AHEAD = timedelta(days=21)
"""What a meeting needs, its agenda and the minutes to confirm, stands on the Desk from so long before it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The partnering, its Working Days, and the day on which its obligations are asked for."""

    session: Session
    partnering: Partnering
    calendar: WorkingCalendar
    on: date

    def settings(self, day: date) -> Settings:
        """The readings of the contract that hold on `day`."""
        return settings_on(self.session, self.partnering.id, day)


def titled(what: str, meeting: Meeting) -> str:
    """What is owed of a meeting, by its group and day: "Minutes of Core Group, 19 Nov"."""
    return f"{what} of {meeting.group.name}, {show_day_month(meeting.starts.date())}"
