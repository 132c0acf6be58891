"""Quorum: at each moment, whether both parties are represented (Governance 5.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from partnering_desk.rules.clause import P1, Refusal
from partnering_desk.rules.finding import Counted, Finding, require_quorum, shortfall
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.presence import Attendee
from partnering_desk.rules.quorum_words import quorum_sentence
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.stretch import Stretch, merged
from partnering_desk.rules.wording import join_words, number_word, show_time

__all__ = [
    "Counted",
    "Finding",
    "Stretch",
    "check_finding_stands",
    "hangs_on",
    "quorum_at",
    "quorum_over",
    "quorum_sentence",
    "require_quorum",
    "shortfall",
]

_HANGS_ON_AT_MOST = 3
"""Where more people than this would have to leave, the quorum hangs on nobody in particular."""


def quorum_at(attendees: Sequence[Attendee], at: datetime, settings: Settings, closing: bool = False) -> Finding:
    """Whether the group can decide at that moment (Governance 5.5): enough people of each party are there.

    Members count, and delegates of members; those in attendance never do. With `closing`, those who leave at
    that very moment still count: the meeting closes with it.
    """
    required = settings.quorum_per_party
    finding = Finding.of(_counted_at(attendees, at, closing), at, required)
    since = _since(attendees, finding, settings, closing)
    return Finding.of(finding.counted, at, required, since)


def _counted_at(attendees: Iterable[Attendee], at: datetime, closing: bool = False) -> tuple[Counted, ...]:
    return tuple(
        Counted(one.person_id, one.name, one.party, one.delegate_for)
        for one in attendees
        if one.counts and one.party is not None and one.present(at, closing)
    )


def _missing_at(
    attendees: Iterable[Attendee], at: datetime, settings: Settings, closing: bool = False
) -> tuple[PartyRole, ...]:
    return Finding.of(_counted_at(attendees, at, closing), at, settings.quorum_per_party).missing


def _since(attendees: Sequence[Attendee], finding: Finding, settings: Settings, closing: bool) -> datetime | None:
    """From when it has been as found without a break; None when there never was a quorum before."""
    changes = {moment for one in attendees for moment in one.changes()}
    began = None
    for moment in sorted(changes, reverse=True):
        if moment > finding.at or (closing and moment == finding.at):
            continue
        if (not _missing_at(attendees, moment, settings)) is not finding.quorate:
            return began
        began = moment
    return (began or finding.at) if finding.quorate else None


def quorum_over(
    attendees: Sequence[Attendee],
    start: datetime,
    end: datetime,
    settings: Settings,
    breaks: Sequence[tuple[datetime, datetime]] = (),
) -> tuple[Stretch, ...]:
    """The quorum over a meeting, as stretches that follow each other and leave nothing out (Governance 5.5).

    `breaks` are its adjournments: they belong to no stretch. A meeting that ends, or is broken off, in the moment
    in which it starts is one stretch without length, in which everybody who came counts.
    """
    changes = {start, end} | {moment for one in attendees for moment in one.changes()}
    changes |= {moment for pause in breaks for moment in pause}
    moments = sorted(moment for moment in changes if start <= moment <= end)
    stretches = []
    for since, until in pairwise(moments):
        if not any(adjourned <= since < resumed for adjourned, resumed in breaks):
            missing = _missing_at(attendees, since, settings)
            stretches.append(Stretch(since, until, not missing, missing))
    if not stretches:
        missing = _missing_at(attendees, start, settings, closing=True)
        return (Stretch(start, start, not missing, missing),)
    return merged(stretches)


def check_finding_stands(ref: str, kept: Finding, attendees: Sequence[Attendee]) -> None:
    """Nothing, when times put right later leave the quorum as it was found for a decision (practice P1, P2, P12).

    `kept` is the finding kept with the decision `ref`. Who comes or goes in that very moment changes nothing. Raises
    `Refusal` when the minutes would say of that moment what the decision contradicts.
    """
    settings = replace(Settings(), quorum_per_party=kept.required)
    around = [quorum_at(attendees, moment, settings) for moment in (kept.at - timedelta(microseconds=1), kept.at)]
    if any(now.quorate is kept.quorate for now in around):
        return
    moment = show_time(kept.at)
    wrong = (
        f"{shortfall(around[1])} at {moment}, when {ref} was recorded with a quorum"
        if kept.quorate
        else f"Both parties are represented at {moment}, when {ref} was recorded without a quorum"
    )
    raise Refusal(
        f"By these times {wrong[0].lower()}{wrong[1:]}, and what was found then is kept (Practice: snapshot). While "
        f"the meeting goes on, take {ref} back first; afterwards, put what was wrong in a note after the meeting.",
        P1,
    )


def hangs_on(attendees: Sequence[Attendee], at: datetime, settings: Settings) -> str | None:
    """On whom the quorum hangs: "If R. Lindqvist and T. Osei leave, the group cannot decide (Governance 5.5)".

    None when there is no quorum to lose, or more than three people would have to leave.
    """
    finding = quorum_at(attendees, at, settings)
    spare = {party: finding.number(party) - finding.required + 1 for party in PartyRole}
    fewest = min(spare.values())
    if not finding.quorate or fewest > _HANGS_ON_AT_MOST:
        return None
    sides = [_names(finding, party) for party in PartyRole if spare[party] == fewest]
    if fewest == 1:
        who = f"{join_words([name for side in sides for name in side], 'or')} leaves"
    else:
        who = f"{', or '.join(_leavers(side, fewest) for side in sides)} leave"
    return f"If {who}, the group cannot decide (Governance 5.5)"


def _names(finding: Finding, party: PartyRole) -> list[str]:
    return [short_name(one.name) for one in finding.counted if one.party is party]


def _leavers(names: Sequence[str], number: int) -> str:
    everybody = join_words(names)
    return everybody if len(names) == number else f"{number_word(number)} of {everybody}"
