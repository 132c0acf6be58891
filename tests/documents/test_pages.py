"""An outline on pages: every block is set, tagged, and in large print reflowed."""

from partnering_desk.documents.outline import (
    Block,
    Box,
    Grid,
    Heading,
    Kind,
    Look,
    Para,
    People,
    Rule,
    Run,
    Status,
    outline,
    plain,
    table,
)
from partnering_desk.documents.pages import outline_pdf
from partnering_desk.documents.snapshots import Tone
from partnering_desk.documents.tagged.scale import LARGE, NORMAL, Scale
from tests.documents.reading import link_targets, page_texts
from tests.documents.reading import outline as bookmarks
from tests.documents.sheets import HEADER
from tests.documents.structure import structure, words_of

ACTIONS = table(
    (
        ("Action", ["A-112", "A-113"]),
        ("What", ["Report move-on by scheme to every member of the Core Group and of its Working Groups"] * 2),
        ("Owners", ["R. Lindqvist", "A. Brandt and T. Oṣei"]),
        ("Due", ["18 January 2027", ""]),
        ("State", ["", ""]),
    ),
    "Two actions, none overdue",
)


def set_on_pages(*blocks: Block, scale: Scale = NORMAL) -> bytes:
    return outline_pdf(outline(HEADER, "Letter", blocks), scale)


def body_of(pdf: bytes) -> str:
    """The structure of a document below its head."""
    return structure(pdf).partition("P: Draft, not yet confirmed\n")[2]


def test_a_table_has_its_caption_its_heads_and_only_columns_with_words() -> None:
    assert body_of(set_on_pages(ACTIONS)).splitlines() == [
        "  Table",
        "    Caption: Two actions, none overdue",
        "    THead",
        "      TR",
        "        TH (Scope Column): Action",
        "        TH (Scope Column): What",
        "        TH (Scope Column): Owners",
        "        TH (Scope Column): Due",
        "    TBody",
        "      TR",
        "        TH (Scope Row): A-112",
        f"        TD: {'Report move-on by scheme to every member of the Core Group and of its Working Groups'}",
        "        TD: R. Lindqvist",
        "        TD: 18 January 2027",
        "      TR",
        "        TH (Scope Row): A-113",
        f"        TD: {'Report move-on by scheme to every member of the Core Group and of its Working Groups'}",
        "        TD: A. Brandt and T. Oṣei",
        "        TD",
    ]


def test_a_table_too_wide_for_large_print_is_a_list_whose_lines_bear_the_titles() -> None:
    assert body_of(set_on_pages(ACTIONS, scale=LARGE)).splitlines()[:10] == [
        "  P: Two actions, none overdue",
        "  L (ListNumbering Disc)",
        "    LI",
        "      Lbl: •",
        "      LBody",
        "        P: A-112",
        "        P: What. Report move-on by scheme to every member of the Core Group and of its Working Groups",
        "        P: Owners. R. Lindqvist",
        "        P: Due. 18 January 2027",
        "    LI",
    ]


def test_a_narrow_table_stays_a_table_in_large_print() -> None:
    two = Grid((plain("Commissioner"), plain("Contractor")), ((plain("Joy Amadi"), plain("Ruth Lindqvist")),))
    assert body_of(set_on_pages(two, scale=LARGE)) == body_of(set_on_pages(two))


def test_a_column_of_dates_is_on_one_line_beside_a_long_text() -> None:
    lines = page_texts(set_on_pages(ACTIONS))[0].replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert any("18 January 2027" in line for line in lines)


def test_an_address_in_a_cell_wraps_and_the_others_keep_their_room() -> None:
    address = "https://reports.example/" + "a-long-way/" * 30
    wide = table((("Ref", ["D1"]), ("Where", [address]), ("What", ["The report of the second quarter"])))
    assert words_of(set_on_pages(wide), "TD") == [address, "The report of the second quarter"]


def test_a_name_of_one_endless_word_is_broken() -> None:
    wide = table((("Name", ["X" * 400]), ("What", ["came " * 80])))
    assert words_of(set_on_pages(wide), "TH")[-1] == "X" * 400


def test_every_other_block_is_set() -> None:
    pdf = set_on_pages(
        Status("Agreed", Tone.GOOD),
        People((("Commissioner", ("J. Amadi", "A. Brandt")), ("Contractor", ()))),
        Para(plain("Frequency. Monthly"), Look.CLOSE),
        Heading("Decisions", 2),
        Box(Kind.DECISION, (Heading("Decision D2", 3), Para(plain("Release the credit.")))),
        Box(Kind.QUOTE, (Para(plain("We were never asked.")),)),
        Rule(),
        Para((Run("See "), Run("the report", link="https://a.example/"), Run(".")), Look.QUIET),
    )
    assert body_of(pdf).splitlines() == [
        "  P: Agreed",
        "  Table",
        "    THead",
        "      TR",
        "        TH (Scope Column): Commissioner",
        "        TH (Scope Column): Contractor",
        "    TBody",
        "      TR",
        "        TD: J. Amadi",
        "        TD: Nobody",
        "      TR",
        "        TD: A. Brandt",
        "        TD",
        "  P: Frequency. Monthly",
        "  H2: Decisions",
        "  Div",
        "    H3: Decision D2",
        "    P: Release the credit.",
        "  BlockQuote",
        "    P: We were never asked.",
        "  P",
        "    “See ”",
        "    Link: the report → https://a.example/ (the report)",
        "    “.”",
    ]
    assert link_targets(pdf) == ["https://a.example/"]
    assert [(level, title) for level, title, _ in bookmarks(pdf)] == [(0, "Decisions"), (1, "Decision D2")]
