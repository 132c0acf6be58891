"""Each rule that a file can break: the records of a small partnering, spoilt in one place, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from partnering_desk.app.check import check_register
from partnering_desk.records import store
from tests.app.exported import Document, Row, Value, exported, lived

Spoil = Callable[[Document], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return exported(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("UPDATE agenda_item SET notes = 'Otherwise.' WHERE meeting_id = 1", "changed its agenda (notes)"),
        ("UPDATE decision SET text = 'Otherwise.' WHERE meeting_id = 1", "changed its decisions (wording)"),
        ("UPDATE vote SET choice = 'abstain' WHERE decision_id = 1", "changed its votes (choice)"),
        ("DELETE FROM vote WHERE decision_id = 1", "removed its votes (party, choice)"),
        ('UPDATE presence_span SET "left" = arrived WHERE attendance_id = 1', "changed its attendance (left)"),
    ],
)
def test_what_confirmed_minutes_say_is_not_changed_even_with_an_entry(tmp_path: Path, how: str, said: str) -> None:
    """By the program's own connection, so that the Record tells of it: it is found all the same."""
    with lived(tmp_path) as five:
        with five.register.engine.begin() as connection:
            store.set_aside(connection)
            connection.exec_driver_sql(how)
        found = [f"{one.where}: {one.words}" for one in check_register(five.register)]
    assert any(one.startswith("meeting CG/2026/01: Entry ") and said in one for one in found), found


def test_what_was_recorded_on_the_screens_breaks_no_rule(tmp_path: Path) -> None:
    with lived(tmp_path) as five:
        assert check_register(five.register) == ()


def change(table: str, known: Row, **to: Value) -> Spoil:
    return lambda document: document.row(table, **known).update(to)


def remove(table: str, **known: Value) -> Spoil:
    return lambda document: document.rows(table).remove(document.row(table, **known))


def add(table: str, like: Row, **to: Value) -> Spoil:
    def spoil(document: Document) -> None:
        ids = [one["id"] for one in document.rows(table) if isinstance(one["id"], int)]
        document.rows(table).append(document.row(table, **like) | {"id": max(ids) + 1} | to)

    return spoil


def fresh(table: str, **to: Value) -> Spoil:
    return lambda document: document.rows(table).append({"id": 1, **to})


def person(document: Document, name: str) -> Value:
    return document.row("person", name=name)["id"]


def decision(document: Document, ref: str) -> Row:
    return document.row("decision", ref=ref)


def of_person(table: str, name: str, **to: Value) -> Spoil:
    return lambda document: document.row(table, person_id=person(document, name)).update(to)


def finding(**to: object) -> Spoil:
    """Another quorum finding kept with the Core Group's decision."""

    def spoil(document: Document) -> None:
        row = decision(document, "CG/2026/01/D1")
        row["quorum"] = json.dumps(json.loads(str(row["quorum"])) | to)

    return spoil


def without_contractor(document: Document) -> None:
    row = decision(document, "CG/2026/01/D1")
    kept = json.loads(str(row["quorum"]))
    kept["counted"] = [one for one in kept["counted"] if one["party"] == "commissioner"]
    row["quorum"] = json.dumps(kept | {"quorate": False})


def vote(ref: str, party: str) -> Callable[[Document], Row]:
    return lambda document: document.row("vote", decision_id=decision(document, ref)["id"], party=party)


def lose_vote(document: Document) -> None:
    document.rows("vote").remove(vote("CG/2026/01/D1", "contractor")(document))


def vote_by_stranger(document: Document) -> None:
    vote("CG/2026/01/D1", "contractor")(document)["cast_by_id"] = person(document, "Tunde Oṣei")


def delegate_of_nobody(document: Document) -> None:
    """The member in whose place the delegate came is not at the meeting at all."""
    delegate = document.row("attendance", capacity="delegate")
    member = document.row("attendance", capacity="member", membership_id=delegate["membership_id"], meeting_id=3)
    document.rows("attendance").remove(member)


def both_in_one_seat(document: Document) -> None:
    delegate = document.row("attendance", capacity="delegate")
    member = document.row("attendance", capacity="member", membership_id=delegate["membership_id"], meeting_id=3)
    member["state"] = "attending"
    span = document.row("presence_span", attendance_id=delegate["id"])
    document.rows("presence_span").append(span | {"id": 900, "attendance_id": member["id"]})


def twice_at_once(document: Document) -> None:
    span = document.rows("presence_span")[0]
    document.rows("presence_span").append(span | {"id": 900})


def overruled_by_working_group(document: Document) -> None:
    new = decision(document, "PW/2026/01/D1")
    decision(document, "CG/2026/01/D1")["replaced_by_id"] = new["id"]


def overruled_by_a_lost_matter(document: Document) -> None:
    new, old = decision(document, "CG/2026/W1"), decision(document, "PW/2026/01/D1")
    document.row("vote", decision_id=new["id"], party="contractor")["choice"] = "against"
    new.update(outcome="not_agreed", follow_on="withdraw")
    old["replaced_by_id"] = new["id"]


def settles_a_decision(document: Document) -> None:
    decision(document, "CG/2026/01/D1")["ratifies_id"] = decision(document, "CG/2026/W1")["id"]


def merged_in_a_ring(document: Document) -> None:
    obi, adeyemi = (document.row("person", name=name) for name in ("Grace Obi", "Yetunde Adeyemi"))
    obi["merged_into_id"], adeyemi["merged_into_id"] = adeyemi["id"], obi["id"]


def wrong_fingerprint(document: Document) -> None:
    row = document.rows("document_content")[0]
    row["content"] = str(row["content"])[:-8] + "AAAAAAA="


def stranger_in_the_chair(document: Document) -> None:
    document.row("meeting", ref="PW/2026/01")["chaired_by_id"] = person(document, "Grace Obi")


def second_partnering(document: Document) -> None:
    document.rows("partnering").append(document.rows("partnering")[0] | {"id": 2, "name": "Another"})


def elsewhere(table: str, **known: Value) -> Spoil:
    """A row that belongs to another partnering."""

    def spoil(document: Document) -> None:
        second_partnering(document)
        document.row(table, **known)["partnering_id"] = 2

    return spoil


def without_parties(document: Document) -> None:
    document.rows("party").clear()
    for one in document.rows("organisation"):
        one.update(party_id=None, lead=False)


def without_agenda(document: Document) -> None:
    for one in document.rows("agenda_item"):
        one["removed_at"] = "2026-11-19T10:00:00"


def representative(starts: str, ends: Value, row_id: int) -> Row:
    return {"id": row_id, "party_id": 1, "person_id": 1, "starts": starts, "ends": ends}


def two_representatives(document: Document) -> None:
    document.rows("representative").append(representative("2025-01-06", None, 1))
    document.rows("representative").append(representative("2026-01-06", None, 2))


def two_nominees(document: Document) -> None:
    for row_id, starts in ((1, "2025-01-06"), (2, "2026-01-06")):
        document.rows("nominee").append(
            {"id": row_id, "organisation_id": 1, "person_id": 1, "starts": starts, "ends": None}
        )


def notice(**to: Value) -> Spoil:
    def spoil(document: Document) -> None:
        membership = document.row("membership", group_id=1, party="contractor")
        row: Row = {
            "id": 1,
            "group_id": 1,
            "party": "contractor",
            "outgoing_id": membership["id"],
            "incoming_id": None,
            "seat": "",
            "notified_on": "2026-11-19",
            "effective_on": "2026-12-19",
            "state": "notified",
            "answered_on": None,
            "answered_by": "",
            "reasons": "",
            "recorded_at": "2026-11-19T10:00:00",
            "recorded_by": "M. Okafor",
        }
        document.rows("member_change").append(row | to)

    return spoil


def adjournment(adjourned_at: str, resumed_at: Value) -> Spoil:
    return fresh("adjournment", meeting_id=1, adjourned_at=adjourned_at, resumed_at=resumed_at, reason="")


def other_item(document: Document) -> Value:
    return document.row("agenda_item", title="Voids")["id"]


def interest_elsewhere(document: Document) -> None:
    row: Row = {
        "id": 1,
        "meeting_id": 1,
        "item_id": other_item(document),
        "person_id": 1,
        "nature": "n",
        "handled": "h",
    }
    document.rows("interest").append(row)


def taken_up(*times: tuple[str, Value]) -> Spoil:
    """Other times at which the Performance group was at an item; it met from 14:00 to 15:00."""

    def spoil(document: Document) -> None:
        item_id = other_item(document)
        others = [one for one in document.rows("item_stretch") if one["item_id"] != item_id]
        mine: list[Row] = [
            {"id": 900 + at, "item_id": item_id, "started_at": started, "finished_at": finished}
            for at, (started, finished) in enumerate(times)
        ]
        document.rows("item_stretch")[:] = [*others, *mine]

    return spoil


def away_for_another_item(document: Document) -> None:
    row: Row = {"id": 1, "attendance_id": 1, "item_id": other_item(document), "reason": ""}
    document.rows("item_absence").append(row)


def paper(document: Document, **to: Value) -> None:
    row: Row = {
        "id": 1,
        "group_id": 1,
        "item_id": document.row("agenda_item", meeting_id=1)["id"],
        "ref": "CG/26/01",
        "year": 2026,
        "number": 1,
        "title": "Report",
        "filename": "report.txt",
        "media_type": "text/plain",
        "size": 2,
        "pages": None,
        "sha256": "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4",
        "added_at": "2026-11-19T10:00:00",
        "added_by": "M. Okafor",
        "withdrawn_at": None,
    }
    document.rows("paper").append(row | to)
    document.rows("paper_content").append({"id": 1, "paper_id": 1, "content": "aGk="})


def carried_from_elsewhere(document: Document) -> None:
    second_partnering(document)
    group = document.rows("meeting_group")[0] | {"id": 90, "partnering_id": 2}
    meeting = document.rows("meeting")[0] | {"id": 90, "group_id": 90, "uid": "another"}
    item = document.rows("agenda_item")[0] | {"id": 90, "meeting_id": 90}
    for table, row in (("meeting_group", group), ("meeting", meeting), ("agenda_item", item)):
        document.rows(table).append(row)
    document.row("agenda_item", title="Voids")["carried_from_id"] = 90


def presenter_from_elsewhere(document: Document) -> None:
    second_partnering(document)
    stranger = document.row("person", name="Grace Obi")
    other: Row = {"id": 90, "name": "A. Stranger", "partnering_id": 2, "organisation_id": None}
    document.rows("person").append(stranger | other)
    document.row("agenda_item", title="Voids")["presenter_id"] = 90


def quorate_recommendation(document: Document) -> None:
    """The Core Group could decide, by the quorum that it kept."""
    row = decision(document, "CG/2026/01/D1")
    row.update(kind="recommendation", outcome="recommended", ref="CG/2026/01/R1", effect=None)
    for one in [one for one in document.rows("vote") if one["decision_id"] == row["id"]]:
        document.rows("vote").remove(one)


def overruled_by_an_earlier_one(document: Document) -> None:
    new, old = decision(document, "CG/2026/01/D1"), decision(document, "PW/2026/01/D1")
    old["replaced_by_id"] = new["id"]


def settled_before_it_was_made(document: Document) -> None:
    old, new = decision(document, "PW/2026/01/D1"), decision(document, "PW/2026/01/D2")
    new["ratifies_id"], new["taken_at"] = old["id"], "2026-11-26T14:00:00"


def first_minutes(**to: Value) -> Spoil:
    def spoil(document: Document) -> None:
        minutes = document.row("document", kind="minutes", version=1)
        document.row("circulation", document_id=minutes["id"]).update(to)

    return spoil


def agenda_after_the_opening(document: Document) -> None:
    sent = document.row("document", kind="invitation")
    sent["kind"] = "agenda"
    document.row("circulation", document_id=sent["id"])["circulated_at"] = "2026-12-17T10:30:00"


def to_confirm_elsewhere(document: Document) -> None:
    document.row("agenda_item", title="Voids")["about_meeting_id"] = 1


CASES: dict[str, tuple[Spoil, str, str]] = {
    # the partnering and its people
    "a party missing": (
        without_parties,
        "partnering Five Boroughs Partnering",
        "The Commissioner is missing",
    ),
    "two Core Groups": (change("meeting_group", {"code": "PR"}, kind="core"), "partnering", "2 Core Group"),
    "no Core Group": (change("meeting_group", {"code": "CG"}, kind="working"), "partnering", "no Core Group"),
    "two Pre-Commencement groups": (
        lambda document: [
            document.row("meeting_group", code=code).update(kind="pre_commencement") for code in ("PW", "PR")
        ],
        "partnering",
        "more than one Pre-Commencement",
    ),
    "two organisations lead": (
        change("organisation", {"name": "LB Lambeth"}, lead=True),
        "Commissioner",
        "the one organisation that leads",
    ),
    "nobody leads": (
        change("organisation", {"name": "St Aldate's Homes"}, lead=False),
        "Contractor",
        "the one organisation that leads",
    ),
    "an organisation of another partnering": (
        elsewhere("organisation", name="RB Kensington & Chelsea"),
        "Commissioner",
        "of another partnering",
    ),
    "two Contract Representatives at once": (two_representatives, "Commissioner", "one person at a time"),
    "two nominated persons at once": (two_nominees, "Commissioner", "one person at a time"),
    "two chairs at once": (
        add("group_office", {"office": "chair", "group_id": 1}, starts="2026-01-01"),
        "group Core Group",
        "one person at a time",
    ),
    "two groups of one code": (change("meeting_group", {"code": "PR"}, code="pw"), "group Property", "has the code PW"),
    "no code at all": (change("meeting_group", {"code": "PR"}, code="7"), "group Property", "a letter first"),
    "a member of the other side": (
        lambda document: document.row("person", name="Sadia Rahman").update(
            organisation_id=document.row("person", name="Ruth Lindqvist")["organisation_id"]
        ),
        "member Sadia Rahman",
        "not on the side of the Commissioner",
    ),
    "a member of another partnering": (
        elsewhere("person", name="Sadia Rahman"),
        "member Sadia Rahman",
        "another partnering",
    ),
    "an officer of another partnering": (elsewhere("person", name="Grace Obi"), "group Core Group", "Grace Obi"),
    "a member twice": (
        add("membership", {"group_id": 1, "party": "commissioner"}, counterpart_id=None),
        "member Nkechi Amadi",
        "twice at once",
    ),
    "a counterpart of the same side": (
        lambda document: document.row("membership", id=1).update(
            counterpart_id=document.row("membership", group_id=2, party="contractor")["id"]
        ),
        "Core Group, member",
        "not the other party's member",
    ),
    "notice of nothing": (notice(outgoing_id=None), "notice of 2026-11-19", "neither who leaves nor who joins"),
    "notice for the other party's member": (notice(party="commissioner"), "notice", "not a member of that party"),
    "agreed without a day": (notice(state="agreed"), "notice", "do not go together"),
    "refused without reasons": (notice(state="refused", answered_on="2026-11-20"), "notice", "without reasons"),
    "answered before it was given": (notice(state="agreed", answered_on="2026-11-01"), "notice", "before notice"),
    "merged in a ring": (merged_in_a_ring, "person", "lead back to it"),
    "a setting that is none": (change("setting", {}, name="tea_breaks"), "setting tea_breaks", "is no setting"),
    "a setting without sense": (change("setting", {}, value="{"), "setting in_writing_allowed", "JSON"),
    "a setting of a wrong kind": (change("setting", {}, value='"yes"'), "setting", "must be yes or no"),
    # meetings and who was there
    "a meeting of another number": (change("meeting", {"ref": "PW/2026/01"}, number=2), "PW/2026/01", "practice P6"),
    "held without an agenda": (
        without_agenda,
        "meeting CG/2026/01",
        "without an agenda",
    ),
    "somebody else in the chair": (stranger_in_the_chair, "meeting PW/2026/01", "not among those called"),
    "adjourned before it was opened": (
        adjournment("2026-11-19T09:00:00", "2026-11-19T09:30:00"),
        "meeting CG/2026/01",
        "before it was opened",
    ),
    "closed while adjourned": (
        adjournment("2026-11-19T11:00:00", None),
        "meeting CG/2026/01",
        "while it was adjourned",
    ),
    "an interest in another meeting": (interest_elsewhere, "meeting CG/2026/01", "another meeting's item"),
    "an item before the meeting": (
        taken_up(("2026-11-27T13:59:59", "2026-11-27T14:10:00")),
        "meeting PW/2026/01, item “Voids”",
        "before the meeting was opened",
    ),
    "an item after the meeting": (
        taken_up(("2026-11-27T14:00:00", "2026-11-27T15:00:01")),
        "meeting PW/2026/01, item “Voids”",
        "after the meeting was closed",
    ),
    "an item never left": (
        taken_up(("2026-11-27T14:00:00", None)),
        "meeting PW/2026/01, item “Voids”",
        "after the meeting was closed",
    ),
    "an item taken up while it was on": (
        taken_up(("2026-11-27T14:00:00", "2026-11-27T14:20:00"), ("2026-11-27T14:19:59", "2026-11-27T14:30:00")),
        "meeting PW/2026/01, item “Voids”",
        "while it was under way",
    ),
    "an item left before it was taken up": (
        taken_up(("2026-11-27T14:20:00", "2026-11-27T14:19:59")),
        "item_stretch",
        "finished not before",
    ),
    "out for another meeting's item": (away_for_another_item, "CG/2026/01, ", "another meeting's item"),
    "a paper of another group": (
        lambda document: paper(document, group_id=2, ref="PW/26/01"),
        "meeting CG/2026/01, item",
        "paper of another group",
    ),
    "carried over from another partnering": (carried_from_elsewhere, "item “Voids”", "another partnering"),
    "minutes of another group to confirm": (to_confirm_elsewhere, "item “Voids”", "practice P7"),
    "there without being marked so": (
        of_person("attendance", "Ruth Lindqvist", state="apologies"),
        "Ruth Lindqvist",
        "marked apologies",
    ),
    "there twice at once": (twice_at_once, "CG/2026/01, ", "there already"),
    "a seat in another group": (
        lambda document: document.row("attendance", meeting_id=1, capacity="member", party="commissioner").update(
            membership_id=document.row("membership", group_id=2, party="commissioner")["id"]
        ),
        "CG/2026/01, ",
        "another group or party",
    ),
    "no member on that day": (
        lambda document: document.row("membership", group_id=2, party="commissioner").update(ends="2026-01-31"),
        "PW/2026/01, Aoife Ní Bhriain",
        "no Group Member on that day",
    ),
    "a delegate of nobody": (delegate_of_nobody, "CG/2026/02, Tunde Oṣei", "delegate of nobody"),
    "a delegate beside the member": (both_in_one_seat, "CG/2026/02, Tunde Oṣei", "sent no apologies"),
    # decisions
    "a decision without quorum": (without_contractor, "decision CG/2026/01/D1", "taken without a quorum"),
    "a decision without any finding": (
        change("decision", {"ref": "CG/2026/01/D1"}, quorum=""),
        "decision CG/2026/01/D1",
        "it is no finding",
    ),
    "a finding that contradicts itself": (finding(counted=[]), "decision CG/2026/01/D1", "contradicts"),
    "a finding of another moment": (finding(at="2026-11-19T10:16:00"), "CG/2026/01/D1", "another moment"),
    "somebody counted who was not there": (
        lambda document: document.row("attendance", person_id=person(document, "Ruth Lindqvist"), meeting_id=1).update(
            person_id=person(document, "Tunde Oṣei")
        ),
        "decision CG/2026/01/D1",
        "Ruth Lindqvist counted for the quorum and was not at the meeting",
    ),
    "a vote missing": (lose_vote, "decision CG/2026/01/D1", "The vote of the Contractor is missing"),
    "a vote cast by somebody not there": (vote_by_stranger, "decision CG/2026/01/D1", "cannot cast its vote"),
    "votes that do not carry it": (
        lambda document: vote("CG/2026/01/D1", "contractor")(document).update(choice="against"),
        "decision CG/2026/01/D1",
        "do not make it carried",
    ),
    "votes on a matter not put": (
        change("decision", {"ref": "PW/2026/01/D1"}, outcome="deferred_for_authority"),
        "decision PW/2026/01/D1",
        "not put to the vote",
    ),
    "in writing where it is not allowed": (
        change("setting", {}, value="false"),
        "decision CG/2026/W1",
        "does not take decisions in writing",
    ),
    "in writing with one vote": (
        lambda document: vote("CG/2026/W1", "contractor")(document).update(choice="none", cast_by_id=None),
        "decision CG/2026/W1",
        "has not come in writing",
    ),
    "not agreed, and nothing follows": (
        change("decision", {"ref": "PW/2026/01/D2"}, follow_on=None),
        "decision PW/2026/01/D2",
        "choose what follows",
    ),
    "carried, and something follows": (
        change("decision", {"ref": "PW/2026/01/D1"}, follow_on="withdraw"),
        "decision PW/2026/01/D1",
        "not put and lost",
    ),
    "deferred to nobody": (
        change("decision", {"ref": "PW/2026/01/D3"}, authority_person_id=None),
        "decision PW/2026/01/D3",
        "to nobody",
    ),
    "deferred without a date": (
        change("decision", {"ref": "PW/2026/01/D3"}, authority_due=None),
        "decision PW/2026/01/D3",
        "without a date",
    ),
    "overruled by a Working Group": (overruled_by_working_group, "decision CG/2026/01/D1", "Governance 7.2"),
    "overruled by what was not carried": (overruled_by_a_lost_matter, "decision PW/2026/01/D1", "until the Core Group"),
    "settling what is no recommendation": (settles_a_decision, "CG/2026/01/D1", "no recommendation"),
    "a decision of another number": (
        change("decision", {"ref": "CG/2026/W1"}, number=4),
        "decision CG/2026/W1",
        "would have to be CG/2026/W4",
    ),
    "a recommendation's number": (
        change("decision", {"ref": "PW/2026/01/D3"}, kind="recommendation", outcome="recommended"),
        "decision PW/2026/01/D3",
        "would have to be PW/2026/01/R3",
    ),
    "a number to be given again": (
        change("meeting", {"ref": "PW/2026/01"}, next_decision=3),
        "decision PW/2026/01/D3",
        "given again",
    ),
    "a decision of another group": (
        change("decision", {"ref": "PW/2026/01/D2"}, group_id=3),
        "decision PW/2026/01/D2",
        "another group",
    ),
    "a decision under another meeting's item": (
        lambda document: decision(document, "CG/2026/01/D1").update(item_id=other_item(document)),
        "decision CG/2026/01/D1",
        "an item of another meeting",
    ),
    "given effect before it was taken": (
        change("decision", {"ref": "PW/2026/01/D1"}, effected_on="2026-11-01"),
        "decision PW/2026/01/D1",
        "cannot have taken effect",
    ),
    "given effect and nobody knows how": (
        change("decision", {"ref": "PW/2026/01/D1"}, effect=None),
        "decision PW/2026/01/D1",
        "nothing says how",
    ),
    "a recommendation of a group that could decide": (
        quorate_recommendation,
        "decision CG/2026/01/R1",
        "though the group could decide",
    ),
    "overruled by an earlier decision": (
        overruled_by_an_earlier_one,
        "decision PW/2026/01/D1",
        "CG/2026/01/D1, which overruled it, was taken before it",
    ),
    "settled before it was recommended": (
        settled_before_it_was_made,
        "decision PW/2026/01/D2",
        "taken before PW/2026/01/D1",
    ),
    "an authority that answered too soon": (
        change("decision", {"ref": "PW/2026/01/D3"}, authority_answered_on="2026-11-26"),
        "decision PW/2026/01/D3",
        "answered before",
    ),
    # what was sent
    "an agenda sent after the opening": (agenda_after_the_opening, "CG/2026/02, ", "after the meeting was opened"),
    "minutes sent before the end": (
        first_minutes(circulated_at="2026-11-19T10:30:00"),
        "CG/2026/01, CG-2026-01 minutes",
        "before the meeting was closed",
    ),
    "minutes sent without approval": (
        lambda document: document.rows("approval").clear(),
        "CG/2026/01, CG-2026-01 minutes",
        "without the chair's approval",
    ),
    "minutes sent late without a reason": (
        first_minutes(working_days_used=8),
        "CG/2026/01, CG-2026-01 minutes",
        "late, and nothing says why",
    ),
    "another meeting's document sent": (first_minutes(meeting_id=2), "PW/2026/01, CG-2026-01", "another meeting's"),
    # partnerings apart
    "a presenter of another partnering": (
        presenter_from_elsewhere,
        "item Voids",
        "person A. Stranger, which is another partnering's",
    ),
    # what is kept for good
    "an action's number to be given again": (change("partnering", {}, next_action=5), "action A-", "given again"),
    "an action under another meeting's item": (
        lambda document: document.rows("action")[0].update(item_id=other_item(document)),
        "action A-",
        "an item of another meeting",
    ),
    "an action of another partnering's group": (
        elsewhere("meeting_group", code="CG"),
        "action A-",
        "a group of another partnering",
    ),
    "an owner of another partnering": (
        elsewhere("person", name="Ruth Lindqvist"),
        "action A-",
        "Ruth Lindqvist is a person of another partnering",
    ),
    "a paper's wrong fingerprint": (lambda document: paper(document, size=3), "paper CG/26/01", "fingerprint"),
    "a paper of another number": (lambda document: paper(document, number=2), "paper CG/26/01", "practice P6"),
    "a document's wrong fingerprint": (wrong_fingerprint, "CG/2026/01, CG-2026-01 minutes", "fingerprint"),
    "a document without bytes": (
        lambda document: document.rows("document_content").pop(0),
        "CG/2026/01,",
        "fingerprint",
    ),
    "minutes made from nothing": (change("document", {"kind": "minutes"}, basis="{}"), "CG/2026/01,", "cannot be read"),
    "a copy of another document": (change("dispatch", {}, sha256="0" * 64), "copy of", "another document"),
    "confirmed by an earlier meeting": (
        lambda document: document.rows("confirmation")[0].update(meeting_id=3, confirmed_at_id=1),
        "meeting CG/2026/02",
        "no later meeting",
    ),
    "confirmed other minutes": (
        lambda document: document.rows("confirmation")[0].update(
            document_id=document.row("document", kind="invitation")["id"]
        ),
        "meeting CG/2026/01",
        "not its minutes",
    ),
    "corrected by an earlier meeting": (
        change("correction", {}, made_at_id=1),
        "meeting CG/2026/01",
        "no later meeting",
    ),
    "a correction of another item": (
        lambda document: document.rows("correction")[0].update(item_id=other_item(document)),
        "meeting CG/2026/01",
        "another meeting's item",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_breaks_a_rule_is_refused_with_where_and_what(whole: Document, tmp_path: Path, case: str) -> None:
    spoil, where, words = CASES[case]
    document = whole.copy()
    spoil(document)
    faults = document.faults(tmp_path)
    assert any(where in place and words in said for place, said in faults), faults
    assert all(said.endswith((".", ")")) and said[0].isupper() for _, said in faults)
