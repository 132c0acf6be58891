"""What the notice of a meeting tells those who are called: the quorum it needs, and what to do who cannot come."""

from datetime import date

from partnering_desk.rules.clause import G5_3, G5_3_2, G5_4_2, G5_5, G6_2_10
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import count_word, number_word, show_long
from partnering_desk.rules.working_days import CountedDate


def quorum_needed(settings: Settings) -> str:
    """Whom the group needs in order to decide (Governance 5.5)."""
    least = settings.quorum_per_party
    who = "one representative" if least == 1 else f"{number_word(least)} representatives"
    verb, kind = ("is", "a Group Member or a delegate") if least == 1 else ("are", "Group Members or delegates")
    return f"The group can decide only while at least {who} of each party {verb} there: {kind} ({G5_5.ref})."


def delegates_asked() -> str:
    """What a Group Member does who cannot come (Governance 5.3)."""
    return (
        "A Group Member who cannot come makes all reasonable endeavours to have a delegate there, properly briefed and "
        f"prepared ({G5_3.ref}.1), and to be debriefed by the delegate afterwards ({G5_3_2.ref}). Say who the delegate "
        "is when you send apologies: the delegate counts for the quorum in your place."
    )


def agenda_by(due: CountedDate, settings: Settings) -> str:
    """By when the agenda goes out (Governance 5.4.2)."""
    days = count_word(settings.agenda_working_days, "Working Day")
    return f"The agenda goes out by {show_long(due.date)}, {days} before the meeting ({G5_4_2.ref})."


def disputes_by(due: CountedDate, settings: Settings) -> str:
    """By when a dispute is to be notified in writing for a Working Group to consider it (Governance 6.2.10)."""
    days = count_word(settings.dispute_working_days, "Working Day")
    return (
        f"A dispute is considered at this meeting if it is notified in writing by {show_long(due.date)}, "
        f"{days} before it ({G6_2_10.ref})."
    )


def given_words(given: date | None) -> str:
    """What a notice bears: when it was given, or that it was not given yet."""
    return f"Notice given on {show_long(given)}" if given else "Draft notice, not yet sent to anybody"
