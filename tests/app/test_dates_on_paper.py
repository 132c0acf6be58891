"""Notices on paper: who has no e-mail is handed one list of a group's meetings, and again only what has changed."""

from datetime import date, datetime

from sqlalchemy import select

from partnering_desk.app.check import check_register
from partnering_desk.app.contents import Kept, read_bytes
from partnering_desk.app.lookups import row
from partnering_desk.app.outbox import OutboxRow, hand_over, outbox_rows
from partnering_desk.app.scheduling import cancel, follow_members, move, schedule
from partnering_desk.app.series import accept, propose
from partnering_desk.records.models import Delivery, Dispatch, DispatchState, Group, GroupOffice, Office, Person
from tests.app.five import Five
from tests.documents.reading import all_text

PAPER = "Yetunde Adeyemi"
YEAR = ("CG/2026/01", *(f"CG/2027/{number:02}" for number in range(1, 7)))


def notices(five: Five) -> list[OutboxRow]:
    """The notices that wait to be handed over."""
    rows = outbox_rows(five.register, waiting_only=True)
    return [one for one in rows if one.brief == "Notice of meetings CG"]


def words(five: Five, one: OutboxRow) -> str:
    """What a notice says."""
    return " ".join(all_text(read_bytes(five.register, Kept(one.document_id, paper=False))).split())


def handed(five: Five) -> None:
    """All that waits on paper is handed over."""
    hand_over(five.register, [one.dispatch_id for one in notices(five)])


def a_year(five: Five) -> tuple[int, ...]:
    """Seven meetings of the Core Group, accepted as one series."""
    return accept(five.register, propose(five.register, five.core, date(2026, 12, 9), date(2027, 6, 30))) or ()


def test_a_series_is_one_paper_that_lists_all_its_meetings(partnering: Five) -> None:
    a_year(partnering)
    waiting = outbox_rows(partnering.register, waiting_only=True)
    assert [one.person for one in waiting if one.state_words == "to be handed over on paper"] == [PAPER]
    (one,) = notices(partnering)
    assert (one.what, one.because) == ("Notice of meetings: Core Group", "in attendance")
    said = words(partnering, one)
    for ref in YEAR:
        assert said.count(ref) == 1
    assert "Wednesday 9 December 2026 10:00–12:00 Kensington Town Hall, Room 3" in said
    assert "What has changed" not in said
    assert "If you cannot come, please tell M. Okafor (m.okafor@rbkc.example)." in said
    assert check_register(partnering.register) == ()


def test_those_whom_mail_reaches_have_an_entry_for_each(partnering: Five) -> None:
    a_year(partnering)
    waiting = outbox_rows(partnering.register, waiting_only=True)
    assert sum(one.person == "Ruth Lindqvist" for one in waiting) == 7


def test_meetings_called_one_by_one_are_on_one_paper_until_it_is_handed_over(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    schedule(partnering.register, partnering.core, datetime(2027, 1, 13, 10), 120)
    (one,) = notices(partnering)
    assert "CG/2026/01" in words(partnering, one)
    assert "CG/2027/01" in words(partnering, one)
    assert "What has changed" not in words(partnering, one)


def test_what_was_handed_over_is_followed_by_what_has_changed(partnering: Five) -> None:
    first, second, third, *_ = a_year(partnering)
    handed(partnering)
    assert notices(partnering) == []
    move(partnering.register, second, datetime(2027, 1, 20, 14), "The room is being painted", "Camden Town Hall")
    cancel(partnering.register, third, "Half term.")
    schedule(partnering.register, partnering.core, datetime(2027, 7, 14, 10), 120)
    (one,) = notices(partnering)
    said = words(partnering, one)
    for sentence in (
        "CG/2027/01 was to be Wednesday 13 January 2027 at 10:00, Kensington Town Hall, Room 3; "
        "it is now Wednesday 20 January 2027 at 14:00, Camden Town Hall. The room is being painted.",
        "CG/2027/02, Wednesday 10 February 2027 at 10:00, Kensington Town Hall, Room 3, is cancelled. Half term.",
        "CG/2027/07 is new: Wednesday 14 July 2027 at 10:00",
    ):
        assert sentence in said
    assert first != second
    handed(partnering)
    assert notices(partnering) == []


def test_what_changes_and_changes_back_before_it_is_handed_over_is_no_news(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    handed(partnering)
    move(partnering.register, meeting, datetime(2026, 12, 10, 10), "A strike")
    assert len(notices(partnering)) == 1
    move(partnering.register, meeting, datetime(2026, 12, 9, 10), "The strike is off")
    assert notices(partnering) == []


def test_who_attends_no_more_is_told_so_once(partnering: Five) -> None:
    a_year(partnering)
    handed(partnering)
    with partnering.register.write() as session:
        group = row(session, Group, partnering.core)
        asked = select(GroupOffice).where(GroupOffice.office == Office.ATTENDEE, GroupOffice.group_id == group.id)
        session.scalars(asked).one().ends = date(2026, 12, 31)
        session.flush()
        session.expire(group, ["offices"])
        follow_members(session, partnering.register, group)
    (one,) = notices(partnering)
    said = words(partnering, one)
    assert said.count("you are no longer asked to attend") == 6
    assert said.count("CG/2026/01") == 1
    handed(partnering)
    with partnering.register.write() as session:
        follow_members(session, partnering.register, row(session, Group, partnering.core))
    assert notices(partnering) == []


def test_a_notice_in_large_print_is_set_larger(partnering: Five) -> None:
    a_year(partnering)
    (plain,) = notices(partnering)
    with partnering.register.write() as session:
        row(session, Person, partnering.people[PAPER]).delivery = Delivery.LARGE_PRINT
    schedule(partnering.register, partnering.core, datetime(2027, 7, 14, 10), 120)
    (large,) = notices(partnering)
    assert words(partnering, large).count("Page") > words(partnering, plain).count("Page")


def test_who_was_told_on_paper_and_has_e_mail_since_hears_of_a_cancellation_by_mail(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    handed(partnering)
    with partnering.register.write() as session:
        person = row(session, Person, partnering.people[PAPER])
        person.email, person.delivery = "y.adeyemi@residents.example", Delivery.EMAIL
    cancel(partnering.register, meeting, "Not enough business")
    rows = outbox_rows(partnering.register, waiting_only=True)
    assert [one.brief for one in rows if one.person == PAPER] == ["Cancelled CG/2026/01"]


def test_who_was_invited_by_mail_and_is_on_paper_since_is_handed_what_has_changed(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    with partnering.register.write() as session:
        for one in session.scalars(select(Dispatch).where(Dispatch.state == DispatchState.WAITING)):
            one.state, one.done_at = DispatchState.SENT, partnering.clock()
        row(session, Person, partnering.people["Sadia Rahman"]).delivery = Delivery.PRINTED
    partnering.clock.now = datetime(2026, 11, 20, 9)
    move(partnering.register, meeting, datetime(2026, 12, 10, 10), "A strike")
    rahman = next(one for one in notices(partnering) if one.person == "Sadia Rahman")
    assert "CG/2026/01 was to be Wednesday 9 December 2026 at 10:00" in words(partnering, rahman)
