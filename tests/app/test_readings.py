from datetime import date, datetime

import pytest

from partnering_desk.app.lookups import calendar_of, settings_on
from partnering_desk.app.partnering import add_closure, change_setting, remove_closure
from partnering_desk.app.readings import closure_rows, reading_rows, settings_now
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five

TODAY = date(2026, 11, 19)


def test_a_reading_holds_from_its_day_and_what_was_before_stays(partnering: Five) -> None:
    change_setting(partnering.register, "minutes_working_days", 5, date(2027, 1, 4))
    with partnering.register.read() as session:
        shown = partnering.register.partnering_id
        assert settings_on(session, shown, date(2027, 1, 3)).minutes_working_days == 7
        assert settings_on(session, shown, date(2027, 1, 4)).minutes_working_days == 5
    assert settings_now(partnering.register).minutes_working_days == 7


def test_a_reading_cannot_be_changed_for_days_that_are_over(partnering: Five) -> None:
    with pytest.raises(Refusal, match="what was judged by the old one stays"):
        change_setting(partnering.register, "quorum_per_party", 2, date(2026, 11, 18))
    assert reading_rows(partnering.register) == ()


def test_a_reading_chosen_twice_for_one_day_is_the_last_one(partnering: Five) -> None:
    change_setting(partnering.register, "quorum_per_party", 2, TODAY)
    change_setting(partnering.register, "quorum_per_party", 3, TODAY)
    assert [(one.name, one.value, one.holds_from) for one in reading_rows(partnering.register)] == [
        ("quorum_per_party", 3, TODAY)
    ]


@pytest.mark.parametrize(
    ("name", "value"), [("quorum_per_party", 0), ("quorum_per_party", "two"), ("in_writing_allowed", 1), ("x", 1)]
)
def test_a_reading_that_cannot_be_is_refused(partnering: Five, name: str, value: object) -> None:
    with pytest.raises(Refusal):
        change_setting(partnering.register, name, value, TODAY)


def test_a_closure_is_no_working_day(partnering: Five) -> None:
    add_closure(partnering.register, date(2026, 12, 24), date(2026, 12, 31), " Town hall closed ")
    with partnering.register.read() as session:
        calendar = calendar_of(session, partnering.register.partnering_id)
        assert calendar.why_not(date(2026, 12, 29)) == "Town hall closed"
        assert calendar.is_working_day(date(2027, 1, 4))


@pytest.mark.parametrize(
    ("first", "last", "reason", "sentence"),
    [
        (date(2026, 12, 25), date(2026, 12, 24), "Christmas", "before it starts"),
        (date(2026, 12, 24), date(2026, 12, 24), "  ", "Say why"),
        (date(2026, 11, 18), date(2026, 11, 20), "Flood", "cannot begin on Wed 18 Nov 2026"),
        (date(2026, 12, 31), date(2027, 1, 4), "New Year", "closed from Thu 24 Dec 2026"),
    ],
)
def test_a_closure_that_cannot_be_is_refused(
    partnering: Five, first: date, last: date, reason: str, sentence: str
) -> None:
    add_closure(partnering.register, date(2026, 12, 24), date(2026, 12, 31), "Town hall closed")
    with pytest.raises(Refusal, match=sentence):
        add_closure(partnering.register, first, last, reason)


def test_a_closure_can_be_taken_back_until_it_begins(partnering: Five) -> None:
    closure = add_closure(partnering.register, date(2026, 11, 20), date(2026, 11, 20), "Move of offices")
    remove_closure(partnering.register, closure)
    assert closure_rows(partnering.register) == ()
    closure = add_closure(partnering.register, TODAY, TODAY, "Flood")
    assert closure_rows(partnering.register)[0].begun
    with pytest.raises(Refusal, match="has begun"):
        remove_closure(partnering.register, closure)
    partnering.clock.now = datetime(2026, 11, 23, 9, 0)
    assert len(closure_rows(partnering.register)) == 1
