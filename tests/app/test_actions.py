"""Actions: numbered once, followed up, never silently changed (Governance 5.4.4, practice P6)."""

from datetime import date, datetime

import pytest

from partnering_desk.app import actions
from partnering_desk.app.action_rows import ActionRow, ProgressNote, action_row, action_rows
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.register import Change
from partnering_desk.app.typed import Candidate, TypedAction, read_action
from partnering_desk.records.models import (
    ActionState,
    Circulation,
    Document,
    DocumentKind,
)
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, call_meeting


def add(partnering: Five, text: str = "Hostel visit report", due: date | None = None, *names: str) -> int:
    owners = tuple(partnering.people[name] for name in names)
    return actions.add(partnering.register, ActionDetails(text, owners, due=due))


def shown(partnering: Five, action_id: int) -> ActionRow:
    found = action_row(partnering.register, action_id)
    assert found is not None
    return found


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    found = call_meeting(partnering)
    found.everybody_in()
    return found


def an_item(day: MeetingDay) -> int:
    return day.item(1).item_id


def test_an_action_typed_in_one_line_is_kept_under_its_item_with_the_next_number(day: MeetingDay) -> None:
    people = [Candidate(day.five.people[name], name) for name in ("Ruth Lindqvist", "Tunde Oṣei")]
    typed = read_action("hostel visit report / Ruth Lindqvist, the depot / 4 dec", people, date(2026, 11, 19))
    first = actions.keep(day.register, day.meeting_id, an_item(day), typed)
    second = actions.keep(
        day.register, day.meeting_id, None, read_action("move-on figures", people, date(2026, 11, 19))
    )
    one, two = shown(day.five, first), shown(day.five, second)
    assert (one.ref, two.ref) == ("A-1", "A-2")
    assert one.owners == ("R. Lindqvist", "the depot")
    assert one.due_shown == "Fri 4 Dec 2026"
    assert one.group == "Core Group"
    assert one.meeting_ref.startswith("CG/2026/")
    assert one.item
    assert not two.item
    assert one.open
    assert not one.overdue
    assert (two.owners_shown, two.due_shown) == ("", "")


def test_a_due_date_that_names_no_day_stays_as_it_was_said(day: MeetingDay) -> None:
    typed = read_action("hostel visit report / nobody / next meeting", [], date(2026, 11, 19))
    row = shown(day.five, actions.keep(day.register, day.meeting_id, None, typed))
    assert (row.due, row.due_shown) == (None, "next meeting")


def test_an_action_under_another_meetings_item_is_refused(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match="not on this meeting's agenda"):
        actions.keep(day.register, call_meeting(day.five).meeting_id, an_item(day), TypedAction("x", (), "", None, ""))


def test_nothing_to_do_is_no_action(partnering: Five) -> None:
    with pytest.raises(Refusal, match="what is to be done"):
        add(partnering, "  ")


def test_a_number_once_given_is_never_given_again(partnering: Five) -> None:
    first = add(partnering)
    actions.remove(partnering.register, [first])
    assert action_rows(partnering.register) == ()
    assert shown(partnering, add(partnering)).ref == "A-2"
    actions.restore(partnering.register, [first])
    assert [row.ref for row in action_rows(partnering.register)] == ["A-1", "A-2"]


def test_removed_actions_can_be_seen_but_not_changed(partnering: Five) -> None:
    first = add(partnering)
    actions.remove(partnering.register, [first])
    assert [row.action_id for row in action_rows(partnering.register, removed=True)] == [first]
    with pytest.raises(Refusal, match="A-1 was removed"):
        actions.note_progress(partnering.register, first, "half done")


def test_an_action_may_belong_to_a_group_without_a_meeting(partnering: Five) -> None:
    row = shown(partnering, actions.add(partnering.register, ActionDetails("Report"), partnering.property))
    assert (row.group, row.meeting_ref) == ("Property Working Group", "")


def test_overdue_counts_working_days(partnering: Five) -> None:
    """Thursday 19 November: due Monday, two Working Days went by after Tuesday; a weekend does not count."""
    monday = add(partnering, "one", date(2026, 11, 16))
    today = add(partnering, "two", date(2026, 11, 19))
    assert (shown(partnering, monday).overdue_days, shown(partnering, monday).late) == (3, "3 Working Days late")
    assert not shown(partnering, today).overdue
    partnering.clock.now = datetime(2026, 11, 21, 9, 0)
    friday = add(partnering, "three", date(2026, 11, 20))
    row = shown(partnering, friday)
    assert row.overdue
    assert row.overdue_days == 0
    assert row.late == "late since Fri 20 Nov"


def test_an_action_done_is_not_overdue(partnering: Five) -> None:
    action = add(partnering, "one", date(2026, 11, 2))
    actions.close(partnering.register, [action], date(2026, 11, 18))
    row = shown(partnering, action)
    assert (row.state_words, row.closed_on, row.overdue, row.open) == ("Done", date(2026, 11, 18), False, False)


def test_an_action_is_mine_when_the_recorder_owns_it(partnering: Five) -> None:
    hers, mine = add(partnering, "a", None, "Ruth Lindqvist"), add(partnering, "b", None, "M. Okafor")
    assert not shown(partnering, hers).mine
    assert shown(partnering, mine).mine


def test_a_slip_put_right_on_the_day_leaves_no_trace(partnering: Five) -> None:
    action = add(partnering, "Hostle visit", None)
    actions.update(partnering.register, action, ActionDetails("Hostel visit", due=date(2026, 12, 4)))
    row = shown(partnering, action)
    assert (row.text, row.due, row.progress) == ("Hostel visit", date(2026, 12, 4), ())


def test_what_is_changed_later_stays_readable(partnering: Five) -> None:
    action = add(partnering, "Hostel visit", date(2026, 11, 25), "Ruth Lindqvist")
    partnering.clock.now = datetime(2026, 11, 24, 9, 0)
    owner = partnering.people["Tunde Oṣei"]
    changed = ActionDetails("Hostel visit report", (owner,), due_words="next meeting")
    actions.update(partnering.register, action, changed)
    row = shown(partnering, action)
    assert (row.owners, row.due_shown) == (("T. Oṣei",), "next meeting")
    assert [note.note for note in row.progress] == [
        "Wording changed; it was “Hostel visit”.",
        "Owner changed from Ruth Lindqvist to Tunde Oṣei.",
        "Due date changed from Wed 25 Nov 2026 to next meeting.",
    ]
    assert row.progress[0] == ProgressNote(date(2026, 11, 24), row.progress[0].note, "M. Okafor")


def test_taking_the_last_owner_away_tells_the_screens(partnering: Five) -> None:
    action = add(partnering, "Hostel visit", None, "Ruth Lindqvist")
    heard: list[Change] = []
    partnering.register.listeners.append(heard.append)
    actions.update(partnering.register, action, ActionDetails("Hostel visit"))
    assert shown(partnering, action).owners == ()
    assert heard
    assert heard[0].touches("action_owner")


def test_an_action_left_without_words_is_refused(partnering: Five) -> None:
    action = add(partnering)
    with pytest.raises(Refusal, match="Say what is to be done, or remove"):
        actions.update(partnering.register, action, ActionDetails(" "))


def test_progress_is_noted_with_its_day_and_who(partnering: Five) -> None:
    action = add(partnering)
    actions.note_progress(partnering.register, action, " 2 of 5 received ", date(2026, 11, 17))
    row = shown(partnering, action)
    assert row.progress == (ProgressNote(date(2026, 11, 17), "2 of 5 received", "M. Okafor"),)
    assert row.state is ActionState.IN_PROGRESS
    for note, on, sentence in (("", None, "how the action"), ("x", date(2026, 11, 20), "still to come")):
        with pytest.raises(Refusal, match=sentence):
            actions.note_progress(partnering.register, action, note, on)


def test_an_action_may_be_said_to_be_in_progress_and_back(partnering: Five) -> None:
    action = add(partnering)
    actions.set_in_progress(partnering.register, action, True)
    assert shown(partnering, action).state_words == "In progress"
    actions.set_in_progress(partnering.register, action, False)
    assert shown(partnering, action).state_words == "Open"


def test_several_actions_are_closed_together_or_not_at_all(partnering: Five) -> None:
    first, second = add(partnering), add(partnering)
    actions.close(partnering.register, [second], date(2026, 11, 19))
    with pytest.raises(Refusal, match="A-2 was closed on Thu 19 Nov 2026"):
        actions.close(partnering.register, [first, second], date(2026, 11, 19))
    assert shown(partnering, first).open


def test_an_action_is_not_done_tomorrow_nor_before_it_was_given(day: MeetingDay) -> None:
    action = actions.keep(day.register, day.meeting_id, None, TypedAction("x", (), "", None, ""))
    with pytest.raises(Refusal, match="still to come"):
        actions.close(day.register, [action], date(2027, 1, 1))
    with pytest.raises(Refusal, match="A-1 was given on"):
        actions.close(day.register, [action], date(2026, 1, 5))


def test_dropping_needs_a_reason_which_stays(partnering: Five) -> None:
    action = add(partnering)
    with pytest.raises(Refusal, match="why it will not be done"):
        actions.drop(partnering.register, [action], date(2026, 11, 19), " ")
    actions.drop(partnering.register, [action], date(2026, 11, 19), "The hostel has closed.")
    row = shown(partnering, action)
    assert (row.state_words, row.progress[0].note) == ("Dropped", "Dropped: The hostel has closed.")


def test_reopening_todays_slip_leaves_no_trace_and_an_older_one_does(partnering: Five) -> None:
    slip, older = add(partnering), add(partnering)
    actions.close(partnering.register, [slip], date(2026, 11, 19))
    actions.close(partnering.register, [older], date(2026, 11, 18))
    actions.reopen(partnering.register, [slip, older])
    assert (shown(partnering, slip).state, shown(partnering, slip).progress) == (ActionState.OPEN, ())
    assert shown(partnering, older).progress[0].note == "Reopened; it was done on Wed 18 Nov 2026."
    actions.reopen(partnering.register, [slip])
    assert shown(partnering, slip).open


def test_an_action_in_minutes_that_went_out_is_dropped_not_removed(day: MeetingDay) -> None:
    action = actions.keep(day.register, day.meeting_id, None, TypedAction("x", (), "", None, ""))
    with day.register.write() as session:
        minutes = Document(
            partnering_id=1,
            meeting_id=day.meeting_id,
            kind=DocumentKind.MINUTES,
            version=1,
            status="Draft, not yet confirmed",
            filename="minutes.pdf",
            media_type="application/pdf",
            sha256="0" * 64,
            size=1,
            made_at=day.register.now(),
            made_by="M. Okafor",
        )
        out = {"circulated_at": day.register.now(), "circulated_by": "M. Okafor"}
        session.add(Circulation(meeting_id=day.meeting_id, document=minutes, **out))
    with pytest.raises(Refusal, match="have been circulated"):
        actions.remove(day.register, [action])
    assert shown(day.five, action).open


def test_everybody_of_the_partnering_can_own_an_action(partnering: Five) -> None:
    names = [one.name for one in actions.owners(partnering.register)]
    assert names == sorted(names)
    assert "Tunde Oṣei" in names


def test_an_action_of_another_partnering_is_not_shown(partnering: Five) -> None:
    action = add(partnering)
    partnering.register.partnering_id += 1
    assert action_row(partnering.register, action) is None
