from pathlib import Path

import pytest

from partnering_desk.app.people import people_rows
from partnering_desk.app.people_import import Column, Decisions, Preview, preview, read_people
from partnering_desk.app.people_keep import import_people, known
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five

PEOPLE = Path(__file__).parent.parent / "data" / "people.csv"
NO_FINANCE = {
    (line, Column.GROUPS): "Core Group"
    for line in (4, 6, 10, 14)  # the small partnering has no Finance Working Group
}
CHRIS = 17


def read(five: Five, decisions: Decisions) -> Preview:
    sheet = read_people(PEOPLE)
    return preview(known(five.register), sheet, sheet.guess, decisions)


def test_nothing_is_kept_while_one_line_is_wrong(partnering: Five) -> None:
    before = people_rows(partnering.register)
    with pytest.raises(Refusal, match="Nothing is kept yet"):
        import_people(partnering.register, read(partnering, Decisions(edits=NO_FINANCE)))
    assert people_rows(partnering.register) == before


def test_a_list_stopped_half_way_leaves_nobody(partnering: Five) -> None:
    before, told = people_rows(partnering.register), list[tuple[int, int]]()
    shown = read(partnering, Decisions(edits=NO_FINANCE, left_out=frozenset({CHRIS})))

    def tell(done: int, of: int) -> None:
        told.append((done, of))

    assert import_people(partnering.register, shown, tell, lambda: len(told) == 3) is None
    assert told == [(done, len(shown.people)) for done in (1, 2, 3)]
    assert people_rows(partnering.register) == before


def test_people_known_already_are_completed_and_new_ones_added(partnering: Five) -> None:
    outcome = import_people(
        partnering.register, read(partnering, Decisions(edits=NO_FINANCE, left_out=frozenset({CHRIS})))
    )
    assert outcome is not None
    assert outcome.words == "2 people added, 11 entries completed."
    rows = {one.name: one for one in people_rows(partnering.register)}
    assert rows["Jean-François Delacroix"].organisation == "LB Lambeth"
    assert rows["Nkechi Amadi"].job_title == "SP Lead Officer (chair)"
    assert rows["Ali Haydar Yıldız"].groups == (), "the group is established: members change by notice"
    assert any("Ali Haydar Yıldız" in note and "by notice" in note for note in outcome.notes)
    assert any(one.startswith("Core Group") for one in rows["Grace Obi"].groups)


def test_a_list_of_which_nothing_is_left_is_refused(partnering: Five) -> None:
    sheet = read_people(PEOPLE)
    everything = frozenset(line for line, _ in sheet.rows)
    with pytest.raises(Refusal, match="No line is left"):
        import_people(partnering.register, read(partnering, Decisions(left_out=everything)))


def test_a_new_group_takes_its_first_members_from_the_list(partnering: Five, tmp_path: Path) -> None:
    from datetime import date

    from partnering_desk.app.groups import add_group
    from partnering_desk.app.plan import NewGroup
    from partnering_desk.rules.agenda import GroupKind
    from partnering_desk.rules.schedule import Frequency

    add_group(
        partnering.register,
        NewGroup(GroupKind.WORKING, "Finance Working Group", Frequency.MONTHLY, date(2026, 12, 1)),
    )
    import_people(partnering.register, read(partnering, Decisions(left_out=frozenset({CHRIS}))))
    rows = {one.name: one for one in people_rows(partnering.register)}
    assert "Finance Working Group" in rows["Máire O’Dunne"].groups
    assert "Finance Working Group" in rows["Toni Whitcombe-Hughes"].groups
    path = tmp_path / "more.csv"
    path.write_text("Name,Organisation,Side,Groups\nKim Lee,Lee Builders,Contractor,\n", "utf-8")
    sheet = read_people(path)
    import_people(partnering.register, preview(known(partnering.register), sheet, sheet.guess))
    kim = next(one for one in people_rows(partnering.register) if one.name == "Kim Lee")
    assert kim.organisation == "Lee Builders"
    assert kim.party is not None
