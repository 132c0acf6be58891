"""What the minutes say of the quorum: one wording, computed from the record, wherever it is said (practice P2)."""

from collections.abc import Sequence
from datetime import datetime

from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.stretch import Stretch, merged
from partnering_desk.rules.wording import join_words, number_word, sentence_case, show_short, show_time


def quorum_sentence(stretches: Sequence[Stretch], settings: Settings | None = None) -> str:
    """The quorum of a whole meeting in one sentence, from its stretches (Governance 5.5, practice P2).

    Times are said to the minute, so that what lasted less is not told apart. No stretches: nobody opened the
    meeting. `settings` say how many people each party needed, where that is more than one.
    """
    if not stretches:
        return "The meeting was not opened, so nothing was decided (Governance 5.5)."
    told = _to_the_minute(stretches)
    by = _by_how_many(settings)
    if all(one.quorate for one in told):
        throughout = " throughout" if stretches[-1].end > stretches[0].start else ""
        return f"Both parties were represented{by}{throughout} (Governance 5.5)."
    if any(one.quorate for one in told):
        return _now_and_then(told, by)
    return _never(told, by)


def _never(told: Sequence[Stretch], by: str) -> str:
    if len({one.missing for one in told}) == 1:
        who = _not_represented(told[0].missing, by)
        return f"{sentence_case(who)}, so the meeting could not decide (Governance 5.5)."
    who = _missing_when(told, by, _Times(told))
    return (
        f"The parties were never represented{by} at the same time, so the meeting could not decide: {who} "
        "(Governance 5.5)."
    )


def _now_and_then(told: Sequence[Stretch], by: str) -> str:
    times = _Times(told)
    when = join_words(times.of(one) for one in told if one.quorate)
    lacking = _missing_when([one for one in told if not one.quorate], by, times)
    return (
        f"Both parties were represented{by} {when}; {lacking}, and the meeting could not then decide (Governance 5.5)."
    )


def _missing_when(lacking: Sequence[Stretch], by: str, times: "_Times") -> str:
    """Who was missing when: "the Contractor was not represented from 11:05 to 11:20"."""
    kinds = list(dict.fromkeys(one.missing for one in lacking))
    return join_words(
        f"{_not_represented(missing, by)} {join_words(times.of(one) for one in lacking if one.missing == missing)}"
        for missing in kinds
    )


def _not_represented(missing: Sequence[PartyRole], by: str) -> str:
    who = "neither party" if len(missing) == len(PartyRole) else f"the {missing[0].words}"
    return f"{who} was{'' if who.startswith('neither') else ' not'} represented{by}"


def _by_how_many(settings: Settings | None) -> str:
    number = settings.quorum_per_party if settings else 1
    return f" by at least {number_word(number)} people" if number > 1 else ""


def _to_the_minute(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches as they are told: whole minutes, and none that starts and ends in the same one."""
    floored = [Stretch(_minute(one.start), _minute(one.end), one.quorate, one.missing) for one in stretches]
    return merged(one for one in floored if one.start < one.end) or (floored[-1],)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


class _Times:
    """Says from when to when a stretch lasted, with the date where the meeting lasted beyond one day."""

    def __init__(self, told: Sequence[Stretch]) -> None:
        self._end = told[-1].end
        self._several_days = told[0].start.date() != told[-1].end.date()

    def of(self, stretch: Stretch) -> str:
        """Say "from 10:02 to 11:05", and "from 11:20" of what lasted to the end."""
        start = f"from {self._moment(stretch.start)}"
        return start if stretch.end == self._end else f"{start} to {self._moment(stretch.end)}"

    def _moment(self, at: datetime) -> str:
        return f"{show_short(at)} {show_time(at)}" if self._several_days else show_time(at)


def quorum_kept(stretches: Sequence[Stretch]) -> str:
    """The quorum over a meeting in the fewest words, for a list of meetings (Governance 5.5)."""
    told = _to_the_minute(stretches)
    without = [one for one in told if not one.quorate]
    if not without:
        return "Kept throughout"
    if len(without) == len(told):
        return "Never there"
    return f"Not from {join_words(f'{show_time(one.start)} to {show_time(one.end)}' for one in without)}"
