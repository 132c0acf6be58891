from pathlib import Path

import pytest

from partnering_desk.app.faults import Fault
from partnering_desk.app.people_import import (
    Column,
    Decisions,
    Known,
    KnownPerson,
    Preview,
    preview,
    read_people,
    same_organisation,
)
from partnering_desk.app.people_sheet import LARGEST, Sheet
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole

PEOPLE = Path(__file__).parent.parent / "data" / "people.csv"
CHRIS, RUTH_AGAIN, RUTH = 17, 16, 8


def shown(known: Known | None = None, decisions: Decisions | None = None) -> Preview:
    sheet = read_people(PEOPLE)
    return preview(known or Known(new_groups=True), sheet, sheet.guess, decisions)


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read_text(folder: Path, text: str, encoding: str = "utf-8") -> Sheet:
    return read_people(write(folder, text, encoding))


def test_the_offices_own_export_is_read_as_it_is() -> None:
    sheet = read_people(PEOPLE)
    assert sheet.headings[0] == "Full name", "the byte order mark is no part of the heading"
    assert {column: sheet.headings[place] for column, place in sheet.guess.items()} == {
        Column.NAME: "Full name",
        Column.JOB_TITLE: "Job title",
        Column.ORGANISATION: "Organisation",
        Column.SIDE: "Side",
        Column.EMAIL: "E-mail",
        Column.GROUPS: "Groups",
    }
    assert len(sheet.rows) == 15, "the blank row is skipped"
    names = [cells[0] for _, cells in sheet.rows]
    assert "Tunde Oṣei" in names
    assert "Ali Haydar Yıldız" in names


def test_one_persons_second_line_is_offered_for_merging_by_name_and_address() -> None:
    row = next(one for one in shown().rows if one.line == RUTH_AGAIN)
    assert row.double is not None
    assert (row.double.name, row.double.line, row.merged) == ("Ruth Lindqvist", RUTH, True)
    assert row.double.why == "the same name and e-mail address"
    assert row.person.organisation == "St Aldate's Homes", "written without the full stop, it is one organisation"
    ruth = [one for one in shown().people if one.name == "Ruth Lindqvist"]
    assert [one.groups for one in ruth] == [("Core Group", "Performance Working Group")]


def test_a_bad_row_says_everything_that_is_wrong_with_it() -> None:
    assert [(one.line, one.faults) for one in shown().faulty] == [
        (CHRIS, ("No side. LB Brent is with the Commissioner.", "“c.vale@brent” is not an e-mail address."))
    ]
    assert "First put right or leave out line 17." in shown().words


def test_a_bad_row_is_put_right_by_hand_or_left_out() -> None:
    edits = {(CHRIS, Column.SIDE): "Commissioner", (CHRIS, Column.EMAIL): "c.vale@brent.example"}
    mended = shown(decisions=Decisions(edits=edits))
    assert not mended.faulty
    assert mended.people[-1].name == "Chris Vale"
    left_out = shown(decisions=Decisions(left_out=frozenset({CHRIS})))
    assert not left_out.faulty
    assert len(left_out.people) == 13
    assert left_out.words == (
        "13 people will be added, 1 line merged and 1 line left out. "
        "4 groups will be made: Core Group, Performance Working Group, Finance Working Group and "
        "Property Working Group. 8 organisations will be added: RB Kensington & Chelsea, "
        "LB Lambeth, LB Brent, LB Camden, LB Hackney Community Services, "
        "St Aldate's Homes, Camden SP Provider Forum and Arlington Road Residents."
    )


def test_sides_and_groups_are_read() -> None:
    people = {one.name: one for one in shown().people}
    assert people["Paweł Nowakowski"].side is PartyRole.COMMISSIONER
    assert people["Máire O’Dunne"].side is PartyRole.CONTRACTOR
    assert people["M. Okafor"].attends
    assert len(people["M. Okafor"].groups) == 4
    assert people["Yetunde Adeyemi"].email == ""


def test_two_people_of_one_name_are_told_apart_or_merged() -> None:
    apart = shown(decisions=Decisions(merge={RUTH_AGAIN: False}))
    assert "Tell them apart" in next(one for one in apart.faulty if one.line == RUTH_AGAIN).faults[0]


def test_somebody_already_known_is_not_added_again() -> None:
    known = Known(people=(KnownPerson(7, "R. Lindqvist", "ruth.lindqvist@staldates.example", "St Aldates Homes"),))
    ruth = [one for one in shown(known).people if one.known is not None]
    assert [(one.name, one.known) for one in ruth] == [("Ruth Lindqvist", 7)]


def test_a_shared_address_or_a_name_much_alike_is_pointed_out_but_not_merged_by_itself(tmp_path: Path) -> None:
    text = (
        "Name,Side,Organisation,Email\n"
        "Ann Price,Contractor,Homes,office@homes.example\n"
        "Bo Adler,Contractor,Homes,office@homes.example\n"
        "Anne Price,Contractor,Homes,\n"
    )
    sheet = read_text(tmp_path, text)
    rows = preview(Known(), sheet, sheet.guess).rows
    assert [one.merged for one in rows] == [False, False, False]
    assert rows[1].double is not None
    assert rows[1].double.why == "the same e-mail address"
    assert rows[2].double is not None
    assert rows[2].double.why == "a name much like it"


def test_an_organisation_is_on_one_side_and_a_group_must_exist_where_groups_are_known(tmp_path: Path) -> None:
    text = "Name;Side;Company;Group\nAnn;Contractor;Homes Ltd;Core Group\nBo;Commissioner;Homes;Cor Group\nC;left;;\n"
    sheet = read_text(tmp_path, text)
    rows = preview(Known(groups=(("Core Group", GroupKind.CORE),)), sheet, sheet.guess).rows
    assert rows[0].faults == ()
    assert rows[1].faults == (
        "Homes Ltd is with the Contractor in line 2.",
        "There is no group called “Cor Group”.",
    )
    assert rows[2].faults == ("“left” is no side: type Commissioner, Contractor or In attendance.",)


def test_a_line_without_name_or_organisation_says_so(tmp_path: Path) -> None:
    sheet = read_text(
        tmp_path, "Forename\tSurname\tParty\tMail\nRuth\tLindqvist\tcontractor\t\n\t\tcontractor\tx@y.example\n"
    )
    rows = preview(Known(), sheet, sheet.guess).rows
    assert rows[0].person.name == "Ruth Lindqvist"
    assert rows[0].faults == ("No organisation.",)
    assert rows[1].faults == ("No name.", "No organisation.")


def test_columns_guessed_wrongly_are_matched_by_hand(tmp_path: Path) -> None:
    sheet = read_text(tmp_path, "Who,Where,Which\nAnn,Homes,Contractor\n")
    assert Column.NAME not in sheet.guess
    columns = {Column.NAME: 0, Column.ORGANISATION: 1, Column.SIDE: 2}
    (row,) = preview(Known(), sheet, columns).rows
    assert (row.person.name, row.person.side, row.faults) == ("Ann", PartyRole.CONTRACTOR, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_encoding_and_separator_is_read(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [["Full name", "Side", "Organisation"], ["Jean-François Delacroix", "Commissioner", '"Lambeth, LB"']]
    text = "\r\n".join(separator.join(line) for line in lines)
    sheet = read_text(tmp_path, text, encoding)
    assert sheet.rows[0][1] == ("Jean-François Delacroix", "Commissioner", "Lambeth, LB")


def test_a_workbook_is_read_below_its_title_row(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["People of the partnering"],
        [],
        ["Full name", "Side", "Organisation"],
        ["Ann", "Contractor", "Homes"],
    ):
        sheet.append(line)
    book.save(tmp_path / "people.xlsx")
    read = read_people(tmp_path / "people.xlsx")
    assert read.rows == ((4, ("Ann", "Contractor", "Homes")),)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b",,\n,,\n", "is empty"),
        ("headings.csv", b"Full name,Side\n", "one line only"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a list of people"),
        ("minutes.csv", b"%PDF-1.7 ...", "not a list of people"),
        ("people.xlsx", b"no workbook", "not an Excel workbook"),
        ("huge.csv", b"x" * (LARGEST + 1), "larger than 5 MB"),
        ("quote.csv", b'Name,Side\nR. Obi,"Contractor\n' + b"N. Amadi,Commissioner\n" * 500, "quotation mark"),
        ("long.csv", b"Name\n" + b"a\n" * 5001, "more than 5,000 rows"),
        ("field.csv", b"Name,Side\n" + b"a" * 200_000 + b",x\n", "cannot be read after line"),
    ],
)
def test_a_file_that_is_no_list_of_people_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal, match=sentence):
        read_people(tmp_path / name)


@pytest.mark.parametrize("name", ["gone.csv", "gone.xlsx"])
def test_a_file_that_cannot_be_read_is_a_fault_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        read_people(tmp_path / name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("St Aldate's Homes", "St. Aldate’s Homes Ltd", True),
        ("RB Kensington & Chelsea", "RB Kensington and Chelsea", True),
        ("LB Brent", "LB Barnet", False),
    ],
)
def test_organisations_are_matched_loosely(one: str, other: str, same: bool) -> None:
    assert same_organisation(one, other) is same


def named(known: Known, decisions: Decisions | None = None) -> list[tuple[str, GroupKind | None]]:
    return [(one.name, one.kind) for one in shown(known, decisions).new_groups]


def test_new_groups_are_said_with_the_kind_that_each_name_speaks_of() -> None:
    working = [(f"{area} Working Group", GroupKind.WORKING) for area in ("Performance", "Finance", "Property")]
    assert named(Known(new_groups=True)) == [("Core Group", GroupKind.CORE), *working]
    known = Known(groups=(("Board", GroupKind.CORE), *working), new_groups=True)
    assert named(known) == [("Core Group", GroupKind.WORKING)], "a partnering has one Core Group"


def test_a_group_that_only_lines_left_out_name_is_no_new_one() -> None:
    finance = frozenset({4, 6, 10, 14})
    assert "Finance Working Group" not in dict(named(Known(new_groups=True), Decisions(left_out=finance)))


def test_a_group_is_given_another_kind_or_left_out() -> None:
    kinds = {"Core Group": None, "Property Working Group": GroupKind.PRE_COMMENCEMENT}
    read = shown(decisions=Decisions(group_kinds=kinds))
    assert read.made_groups == {
        "Performance Working Group": GroupKind.WORKING,
        "Finance Working Group": GroupKind.WORKING,
        "Property Working Group": GroupKind.PRE_COMMENCEMENT,
    }
    assert [one.kind for one in read.new_groups if one.name == "Core Group"] == [None], "it can be put back"
    assert {name for one in read.people for name in one.groups} == set(read.made_groups)
    assert "3 groups will be made: Performance Working Group," in read.words


def test_no_group_may_be_new_in_a_register_that_is_kept() -> None:
    assert not named(Known())
    assert shown(Known()).rows[0].faults == ("There is no group called “Core Group”.",)


def test_only_organisations_of_people_who_are_added_are_new() -> None:
    known = Known(
        people=(KnownPerson(7, "Sadia Rahman", "s.rahman@brent.example", "LB Brent"),),
        organisations=(("St Aldates Homes", PartyRole.CONTRACTOR), ("Camden SP Provider Forum", None)),
        new_groups=True,
    )
    new = shown(known, Decisions(left_out=frozenset({CHRIS}))).new_organisations
    assert "LB Brent" not in new, "the person's entry keeps what it says"
    assert not {"St Aldate's Homes", "St Aldates Homes", "Camden SP Provider Forum"} & set(new)
    assert "LB Lambeth" in new
