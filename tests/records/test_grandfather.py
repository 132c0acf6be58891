"""Which backups are kept: every one of a day, then one a day, a week, a month."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.records.grandfather import kept

NOW = datetime(2026, 11, 19, 17, 0)  # a Thursday

times = st.sets(st.datetimes(datetime(2024, 1, 1), NOW), min_size=1)


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


def test_every_one_of_the_last_day_is_kept() -> None:
    hourly = {ago(hours=hour) for hour in range(25)}
    assert kept(hourly, NOW) == hourly


def test_of_a_day_last_week_the_last_is_kept() -> None:
    morning, evening = datetime(2026, 11, 12, 9), datetime(2026, 11, 12, 17)
    assert kept({morning, evening}, NOW) == {evening}


def test_of_a_week_last_month_the_last_is_kept() -> None:
    monday, friday = datetime(2026, 10, 12, 17), datetime(2026, 10, 16, 17)
    after = datetime(2026, 10, 30, 17)
    assert kept({monday, friday, after}, NOW) == {friday, after}


def test_of_a_month_last_year_the_last_is_kept_for_ever() -> None:
    first, last = datetime(2019, 3, 1, 17), datetime(2019, 3, 29, 17)
    assert kept({first, last}, NOW) == {last}


@given(times)
def test_the_newest_is_never_dropped(made: set[datetime]) -> None:
    assert max(made) in kept(made, NOW)


@given(times)
def test_one_at_least_of_each_class_remains(made: set[datetime]) -> None:
    stay = kept(made, NOW)
    assert stay <= made
    assert {at for at in made if NOW - at <= timedelta(hours=24)} <= stay
    recent = {at for at in made if NOW - at <= timedelta(days=14)}
    assert {at.date() for at in recent} == {at.date() for at in stay & recent}
    lately = {at for at in made if NOW - at <= timedelta(weeks=8)}
    assert {at.isocalendar()[:2] for at in lately} == {at.isocalendar()[:2] for at in stay & lately}
    assert {(at.year, at.month) for at in made} == {(at.year, at.month) for at in stay}


@given(times, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_to_thin_out_often_keeps_what_thinning_out_once_keeps(made: set[datetime], later: timedelta) -> None:
    assert kept(kept(made, NOW), NOW + later) == kept(made, NOW + later)


@given(times)
def test_one_that_bears_a_time_to_come_is_kept(made: set[datetime]) -> None:
    tomorrow = NOW + timedelta(days=1)
    assert tomorrow in kept({*made, tomorrow}, NOW)
