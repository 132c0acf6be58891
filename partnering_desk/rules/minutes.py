"""The clocks of a meeting's papers: minutes within seven Working Days, the agenda in advance (G5.4.2, G5.4.5)."""

from dataclasses import dataclass
from datetime import date

from partnering_desk.rules.clause import G5_4_5, Refusal
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import count, show_short
from partnering_desk.rules.working_days import CountedDate, WorkingCalendar


def minutes_deadline(calendar: WorkingCalendar, meeting_date: date, settings: Settings) -> CountedDate:
    """The day by whose end the minutes go out: the seventh Working Day after the meeting (Governance 5.4.5).

    Day 1 is the first Working Day after the meeting's date, which itself may be no Working Day.
    """
    return calendar.after(meeting_date, settings.minutes_working_days)


def agenda_deadline(calendar: WorkingCalendar, meeting_date: date, settings: Settings) -> CountedDate:
    """The day by whose end the agenda goes out in advance of a meeting (Governance 5.4.2)."""
    return calendar.before(meeting_date, settings.agenda_working_days)


def dispute_deadline(calendar: WorkingCalendar, meeting_date: date, settings: Settings) -> CountedDate:
    """The last day on which a dispute may be notified for a meeting (Governance 6.2.10)."""
    return calendar.before(meeting_date, settings.dispute_working_days)


@dataclass(frozen=True, slots=True)
class MinutesClock:
    """Where the minutes of a meeting stand in their time: day 0 before day 1, then day 1 to the last."""

    day: int
    of: int
    due: CountedDate
    late_by: int
    """Working Days by which they are late; 0 too on the weekend that follows the last day."""
    late: bool
    before_record: bool = False
    """Whether they were due before the day from which the record is kept: then they are not owed, nor late."""

    @property
    def words(self) -> str:
        """The clock in words: "day 6 of 7", "2 Working Days late", "before this record was kept"."""
        if self.before_record:
            return "before this record was kept"
        return late_words(self.due.date, self.late_by) if self.late else f"day {self.day} of {self.of}"


def clock(
    calendar: WorkingCalendar, meeting_date: date, today: date, settings: Settings, kept_from: date = date.min
) -> MinutesClock:
    """Where the minutes of a meeting stand on that day (Governance 5.4.5), in a record kept from `kept_from` on.

    For minutes that went out, `today` is the day on which they did.
    """
    due = minutes_deadline(calendar, meeting_date, settings)
    day = max(0, calendar.working_days_between(meeting_date, today))
    late_by = max(0, calendar.working_days_between(due.date, today))
    before_record = due.date < kept_from
    late = today > due.date and not before_record
    return MinutesClock(day, settings.minutes_working_days, due, late_by, late, before_record)


def late_words(due: date, late_by: int) -> str:
    """How late something is: "2 Working Days late"; on days that do not count, since when."""
    return f"{count(late_by, 'Working Day')} late" if late_by else f"late since {show_short(due)}"


def require_reason_if_late(
    calendar: WorkingCalendar, meeting_date: date, sent_on: date, reason: str, settings: Settings
) -> None:
    """Nothing, when minutes go out in time, or late with the reason (Governance 5.4.5).

    Late is recorded, never hidden. Raises `Refusal` when they are late and no reason is given.
    """
    now = clock(calendar, meeting_date, sent_on, settings)
    if now.late and not reason.strip():
        by = now.words if now.late_by else "late"
        raise Refusal(
            f"These minutes were due on {show_short(now.due.date)} and go out {by} (Governance 5.4.5). "
            "Say why: the reason is kept with them.",
            G5_4_5,
        )
