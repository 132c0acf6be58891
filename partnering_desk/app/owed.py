"""What each source of obligations is asked with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import settings_on
from partnering_desk.records.models import Partnering
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.working_days import WorkingCalendar


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
