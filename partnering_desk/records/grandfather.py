"""Which backups are kept as they grow older: many young ones, and fewer and fewer old ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

EVERY_ONE = timedelta(hours=24)
DAILY = timedelta(days=14)
WEEKLY = timedelta(weeks=8)


def kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of some backups, by the local time at which each was made, that are kept.

    Every one of the last 24 hours; of the last 14 days the last of each day; of the last 8 weeks the last of each
    week, Monday to Sunday; and the last of each month for ever. What is kept today was kept on each day before.
    """
    made = sorted(times)
    return frozenset(
        (
            *(at for at in made if now - at <= EVERY_ONE),
            *_last_of_each((at for at in made if now - at <= DAILY), lambda at: at.date()),
            *_last_of_each((at for at in made if now - at <= WEEKLY), lambda at: at.isocalendar()[:2]),
            *_last_of_each(made, lambda at: (at.year, at.month)),
        )
    )


def _last_of_each(made: Iterable[datetime], period: Callable[[datetime], Hashable]) -> Iterable[datetime]:
    return {period(at): at for at in made}.values()
