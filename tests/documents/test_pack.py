"""A pack: the agenda, a cover before each paper, and the papers, as one PDF that a screen reader can read."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from partnering_desk.documents import pack
from partnering_desk.documents.binding import paper as bound
from partnering_desk.documents.pack import Packed, write_pack
from partnering_desk.documents.snapshots import PackPaper, PackSheet, Paper
from tests.documents import paper_files as files
from tests.documents.conformance import Engine
from tests.documents.paper_files import as_paper
from tests.documents.reading import outline, page_texts, squeezed
from tests.documents.sheets import AGENDA
from tests.documents.structure import structure


def sheet(papers: Sequence[PackPaper]) -> PackSheet:
    """The agenda of ``sheets.py``, all papers put before its second item."""
    lines = list(AGENDA.lines)
    lines[1] = replace(lines[1], papers=tuple(Paper(one.ref, one.title) for one in papers))
    return PackSheet(replace(AGENDA, lines=tuple(lines)), tuple(papers))


def packed(folder: Path, *contents: tuple[str, bytes]) -> tuple[bytes, Packed]:
    """The pack of some files, each with its name."""
    papers = [as_paper(folder, name, content, 31 + at) for at, (name, content) in enumerate(contents)]
    path = folder / "pack.pdf"
    made = write_pack(sheet(papers), path, lambda _done, _of, _words: None)
    return path.read_bytes(), made


def covers(pdf: bytes) -> list[int]:
    """The pages of the covers, the first page being 1."""
    return [at for at, text in enumerate(page_texts(pdf), 1) if "PAPER FOR ITEM" in text]


# --- papers that are as they should be ---


def test_papers_come_behind_their_covers_and_the_pages_are_numbered_through(tmp_path: Path) -> None:
    pdf, made = packed(tmp_path, ("a.pdf", files.untagged(3)), ("b.pdf", files.tagged()))
    texts = page_texts(pdf)
    assert made == Packed(len(texts), ())
    first, second = covers(pdf)
    assert second == first + 4
    for at, text in enumerate(texts, 1):
        assert f"Page {at} of {len(texts)}" in text
    assert "Words of page 1." in texts[first]
    assert "CG/2026/07 · CG/26/31" in texts[first]
    assert "Minutes" in texts[second]


def test_the_cover_says_what_the_paper_is(tmp_path: Path) -> None:
    content = files.untagged(3)
    pdf, _ = packed(tmp_path, ("Report Q2.pdf", content))
    (at,) = covers(pdf)
    said = squeezed(page_texts(pdf)[at - 1])
    for words in (
        "CG/26/31 Paper Report Q2.pdf",
        "Item. 2 Performance, quarter 2",
        f"File. Report Q2.pdf, {len(content)} bytes, attached by M. Okafor on Tuesday 3 November 2026",
        f"Pages. 3 pages, from page {at + 1} to page {at + 3} of this pack",
        "The paper carries none",
        hashlib.sha256(content).hexdigest(),
    ):
        assert squeezed(words) in said


def test_the_agenda_leads_to_each_paper_and_the_cover_back(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.untagged(2)), ("b.pdf", files.tagged()))
    assert internal_links(pdf, 0) == covers(pdf) * 2  # from the item, and from the list of papers
    assert internal_links(pdf, covers(pdf)[1] - 1) == [1]
    assert f"CG/26/32 Paper b.pdf, page {covers(pdf)[1]}" in page_texts(pdf)[0].replace("\n", " ")


def internal_links(pdf: bytes, page: int) -> list[int]:
    """The pages to which links on a page lead."""
    document = PdfReader(BytesIO(pdf))
    found: list[int] = []
    for reference in document.pages[page].get("/Annots", ()):
        target: Any = reference.get_object().get("/Dest")
        if target is not None:
            array = document.named_destinations[str(target)].dest_array if isinstance(target, str) else target
            number = document.get_page_number(array[0].get_object())
            found += [number + 1] if number is not None else []
    return found


def test_links_within_a_paper_still_lead_where_they_did(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.untagged(2)), ("b.pdf", files.untagged(3)))
    first, second = covers(pdf)
    assert internal_links(pdf, first + 1) == [first + 1]
    assert internal_links(pdf, second + 2) == [second + 1]


def test_bookmarks_name_each_paper_with_its_own_below(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.untagged(2)), ("b.pdf", files.tagged()))
    first, second = covers(pdf)
    entries = outline(pdf)
    assert (0, "CG/26/31 Paper a.pdf", first) in entries
    at = entries.index((0, "CG/26/31 Paper a.pdf", first))
    assert entries[at + 1 : at + 3] == [(1, "Chapter 1", first + 1), (1, "Chapter 2", first + 2)]
    assert (0, "CG/26/32 Paper b.pdf", second) in entries
    assert entries[-1][0] >= 1
    assert (0, "2 Performance, quarter 2", 1) in entries


def test_the_tags_of_a_paper_are_kept(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.tagged()), ("b.pdf", files.tagged()))
    own = structure(files.tagged()).splitlines()
    lines = structure(pdf).splitlines()
    parts = [at for at, line in enumerate(lines) if line == "  Part"]
    assert len(parts) == 2
    for at in parts:
        begin = lines.index("    Document", at)
        assert [line.removeprefix("    ") for line in lines[begin : begin + len(own)]] == own


def test_a_paper_without_tags_is_read_page_by_page(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.untagged(2)), ("scan.pdf", files.scan()))
    words = structure(pdf)
    assert "      P: Words of page 1.\n      P: Words of page 2.\n" in words
    assert "Figure (Alt CG/26/32, page 1: a picture without text.)" in words


def test_papers_that_use_one_name_for_two_parts_keep_their_meanings(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", with_role("Body", "P")), ("b.pdf", with_role("Body", "Quote")))
    with pikepdf.open(BytesIO(pdf)) as made:
        roles = {str(name): str(means) for name, means in made.Root.StructTreeRoot.RoleMap.items()}
        assert roles == {"/Body": "/P", "/Body-2": "/Quote"}
        ids = [bytes(one) for one in list(made.Root.StructTreeRoot.IDTree.Names)[::2]]
        assert ids == [b"1:cell", b"2:cell"]
    assert "      Body: " in structure(pdf)
    assert "      Body-2: " in structure(pdf)


def with_role(name: str, means: str) -> bytes:
    """A tagged paper whose first paragraph is a part by a name of its own, and can be named itself."""
    with pikepdf.open(BytesIO(files.tagged())) as pdf:
        root: Any = pdf.Root.StructTreeRoot
        root.RoleMap = pikepdf.Dictionary({f"/{name}": pikepdf.Name(f"/{means}")})
        first = next(one for one in root.K.K if one.S == pikepdf.Name.P)
        first.S, first.ID = pikepdf.Name(f"/{name}"), pikepdf.String("cell")
        return files.saved(pdf)


@pytest.mark.parametrize("by", [0, 90, 180, 270])
def test_a_page_keeps_what_it_shows_and_gets_its_number_below_however_it_is_turned(tmp_path: Path, by: int) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.turned(by, (50, 100, 500, 800))))
    page = PdfReader(BytesIO(pdf)).pages[covers(pdf)[0]]
    wide, tall = float(page.cropbox.width), float(page.cropbox.height)
    lying = by in (90, 270)
    strip = 22.0 * (700 if lying else 450) / 595.276
    assert (wide, tall) == pytest.approx((450 + strip, 700) if lying else (450, 700 + strip), abs=0.01)
    assert page.rotation == by
    assert "Words of page 1." in page.extract_text()


def test_a_picture_is_a_page_and_is_told_in_words(tmp_path: Path) -> None:
    pdf, made = packed(tmp_path, ("map.png", files.picture("PNG")), ("photo.jpg", files.picture("JPEG", mode="CMYK")))
    assert made.troubles == ()
    assert "Figure (Alt CG/26/31 Paper map.png: a picture.)" in structure(pdf)
    page = PdfReader(BytesIO(pdf)).pages[covers(pdf)[0]]
    assert float(page.mediabox.width) > float(page.mediabox.height)
    assert len(page.images) == 1


def test_every_sheet_of_a_fax_is_a_page(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("1", (30, 40)).save(out, "TIFF", save_all=True, append_images=[Image.new("1", (30, 40))] * 2)
    pdf, _ = packed(tmp_path, ("fax.tif", out.getvalue()))
    assert len(page_texts(pdf)) == covers(pdf)[0] + 3


def test_a_word_document_is_listed_and_attached(tmp_path: Path) -> None:
    content = files.word()
    pdf, made = packed(tmp_path, ("report.docx", content))
    assert made.troubles == ()
    assert PdfReader(BytesIO(pdf)).attachments == {"CG-26-31 report.docx": [content]}
    (at,) = covers(pdf)
    assert "is attached to this pack" in page_texts(pdf)[at - 1].replace("\n", " ")
    assert "Attached as a file" in page_texts(pdf)[at - 2]


def test_a_pack_of_what_conforms_conforms(verapdf: Engine, tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.tagged()), ("map.png", files.picture("PNG")))
    assert verapdf.faults(pdf) == []


def test_a_pack_with_files_in_it_conforms_to_the_part_that_allows_them(verapdf: Engine, tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.tagged()), ("b.docx", files.word()))
    assert verapdf.faults(pdf, "PDFA-3A") == []


def test_a_pack_claims_no_more_than_its_papers_do(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.tagged()), ("b.pdf", files.untagged()))
    metadata = PdfReader(BytesIO(pdf)).root_object["/Metadata"].get_object()
    assert isinstance(metadata, DictionaryObject)
    told = metadata.get_data()  # type: ignore[attr-defined]
    assert b"<pdfuaid:part>" not in told
    assert b"<pdfaid:part>" not in told


def test_the_same_papers_give_the_same_bytes(tmp_path: Path) -> None:
    given = (("a.pdf", files.acting()), ("b.pdf", files.tagged()), ("c.png", files.picture("PNG")), ("d.docx", b"PK"))
    assert packed(tmp_path, *given)[0] == packed(tmp_path, *given)[0]


def test_an_agenda_without_papers_is_a_pack_too(tmp_path: Path) -> None:
    pdf, made = packed(tmp_path)
    assert made.pages == len(page_texts(pdf)) >= 1
    assert "None." in page_texts(pdf)[-1]


def test_a_gap_is_shown_where_papers_are_left_out(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.untagged()))
    said = squeezed(page_texts(pdf)[covers(pdf)[0] - 2])
    assert squeezed("Item 4: Left out of this copy: commercially sensitive. So are its papers.") in said


# --- papers that are not ---

BAD = {
    "broken": (b"%PDF-1.7\nand then nothing that is one", "is damaged and could not be read"),
    "a structure without an end": (files.deep(60_000), "is damaged and could not be read"),
    "no PDF at all": (b"<html>", "is damaged and could not be read"),
    "locked": (files.locked(), "opens with a password only"),
    "no pages": (files.blank(0), "has no pages"),
    "too many pages": (files.blank(bound.MOST_PAGES + 1), "is too large for a pack"),
}


@pytest.mark.parametrize(("content", "said"), [pytest.param(*case, id=name) for name, case in BAD.items()])
def test_a_paper_that_cannot_be_shown_is_named_and_the_rest_is_made(tmp_path: Path, content: bytes, said: str) -> None:
    pdf, made = packed(tmp_path, ("a.pdf", files.tagged()), ("bad.pdf", content), ("c.pdf", files.untagged(2)))
    (trouble,) = made.troubles
    assert trouble.startswith("CG/26/32 “bad.pdf”")
    assert said in trouble
    _, bad, last = covers(pdf)
    assert squeezed(trouble) in squeezed(page_texts(pdf)[bad - 1])
    assert last == bad + 1
    assert made.pages == last + 2 == len(page_texts(pdf))


def test_a_locked_paper_is_attached_as_it_is(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("bad.pdf", files.locked()))
    assert PdfReader(BytesIO(pdf)).attachments == {"CG-26-31 bad.pdf": [files.locked()]}


def test_a_paper_that_whoever_has_it_may_read_is_shown(tmp_path: Path) -> None:
    pdf, made = packed(tmp_path, ("a.pdf", files.restricted()))
    assert made.troubles == ()
    assert "Words of page 1." in page_texts(pdf)[covers(pdf)[0]]


def test_of_a_damaged_paper_is_shown_what_can_be_read(tmp_path: Path) -> None:
    whole = files.untagged(3)
    _, made = packed(tmp_path, ("a.pdf", whole[: whole.rindex(b"xref")]))
    (trouble,) = made.troubles
    assert "what could be read of it is in the pack" in trouble


@pytest.mark.parametrize("name", ["bad.png", "bad.jpg", "bad.tif"])
def test_a_broken_picture_is_named(tmp_path: Path, name: str) -> None:
    _, made = packed(tmp_path, (name, b"no picture at all"))
    assert "is damaged and could not be read" in made.troubles[0]


def test_a_picture_that_breaks_off_is_named(tmp_path: Path) -> None:
    content = files.picture("JPEG", (800, 600))
    _, made = packed(tmp_path, ("a.jpg", content[: len(content) // 2]))
    assert "is damaged and could not be read" in made.troubles[0]


@pytest.mark.parametrize("side", [9_000, 20_000], ids=["large", "a bomb"])
def test_a_picture_of_too_many_pixels_is_named(tmp_path: Path, side: int) -> None:
    _, made = packed(tmp_path, ("a.png", files.picture("PNG", (side, side), "1")))
    assert "is too large for a pack" in made.troubles[0]


def test_a_paper_of_too_many_bytes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "LARGEST", 1_000)
    _, made = packed(tmp_path, ("a.pdf", files.untagged()))
    assert "is too large for a pack" in made.troubles[0]


def test_files_that_are_too_large_together_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "MOST_CARRIED", 150)
    pdf, made = packed(tmp_path, ("a.docx", b"x" * 100), ("b.docx", b"y" * 100))
    assert [words.partition(" is ")[0] for words in made.troubles] == ["CG/26/32 “b.docx”"]
    assert list(PdfReader(BytesIO(pdf)).attachments) == ["CG-26-31 a.docx"]


def test_a_paper_that_the_register_lost_is_named(tmp_path: Path) -> None:
    lost = replace(as_paper(tmp_path, "a.pdf", b""), trouble="CG/26/31 a.pdf is not what its fingerprint says.")
    made = write_pack(sheet([lost]), tmp_path / "pack.pdf", lambda _done, _of, _words: None)
    assert made.troubles == ("CG/26/31 a.pdf is not what its fingerprint says.",)


# --- what acts by itself ---


def test_nothing_in_a_paper_acts_by_itself(tmp_path: Path) -> None:
    pdf, made = packed(tmp_path, ("a.pdf", files.acting()))
    assert made.troubles == ()
    with pikepdf.open(BytesIO(pdf)) as read:
        acts = [str(one.get("/S")) for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        written = b"".join(one.unparse(resolved=True) for one in read.objects)
    assert not {"/JavaScript", "/Launch", "/Rendition"} & set(acts)
    for sign in (
        b"app.alert",
        b"calc.exe",
        b"javascript:",
        b"/AA<",
        b"/AA ",
        b"/XFA",
        b"/RichMedia",
        b"film.mp4",
        b"notes.txt",
    ):
        assert sign not in written
    assert b"https://a.example/" in written
    assert b"typed" in written
    assert "scripts" in page_texts(pdf)[covers(pdf)[0] - 1]


def test_what_was_left_out_is_said_on_the_cover(tmp_path: Path) -> None:
    pdf, _ = packed(tmp_path, ("a.pdf", files.acting()))
    said = squeezed(page_texts(pdf)[covers(pdf)[0] - 1])
    for left in bound.Left:
        assert squeezed(left) in said


# --- how it is made ---


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    papers = [as_paper(tmp_path, "a.pdf", files.untagged())]
    write_pack(sheet(papers), tmp_path / "pack.pdf", lambda *step: told.append(step))
    assert [words for at, (_, _, words) in enumerate(told) if at == 0 or told[at - 1][2] != words] == [
        "Reading CG/26/31",
        "Setting the agenda and the covers",
        "Writing the pack",
    ]
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert {of for _, of, _ in told} == {3}


class EnoughError(Exception):
    """Somebody pressed Stop."""


@pytest.mark.parametrize("at", ["Reading", "Setting", "Writing"])
def test_stopping_leaves_nothing(tmp_path: Path, at: str) -> None:
    papers = [as_paper(tmp_path, "a.pdf", files.untagged())]
    out = tmp_path / "out"
    out.mkdir()

    def tell(_done: int, _of: int, words: str) -> None:
        if words.startswith(at):
            raise EnoughError

    with pytest.raises(EnoughError):
        write_pack(sheet(papers), out / "pack.pdf", tell)
    assert list(out.iterdir()) == []


def test_a_layer_that_a_paper_hides_stays_hidden(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(files.untagged(1))) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Comments")))
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )
        pdf.pages[0].obj.Resources.Properties = pikepdf.Dictionary(Layer=layer)
        content = files.saved(pdf)
    made, _ = packed(tmp_path, ("a.pdf", content))
    with pikepdf.open(BytesIO(made)) as read:
        assert [str(one.Name) for one in read.Root.OCProperties.D.OFF] == ["Comments"]


def test_a_paper_in_another_language_says_so(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(files.untagged(1))) as pdf:
        pdf.Root.Lang = pikepdf.String("cy")
        content = files.saved(pdf)
    assert "    Document (Lang cy)" in structure(packed(tmp_path, ("a.pdf", content))[0])


def test_cells_go_on_naming_the_cells_that_head_them(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(files.tagged())) as pdf:
        root: Any = pdf.Root.StructTreeRoot
        table = next(one for one in root.K.K if pikepdf.Name.Table == one.S)
        head, body = table.K[0].K.K, table.K[1].K[0].K
        head[0].ID = pikepdf.String("h")
        body[0].A = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=pikepdf.Array([pikepdf.String("h")]))
        content = files.saved(pdf)
    made, _ = packed(tmp_path, ("a.pdf", content), ("b.pdf", content))
    with pikepdf.open(BytesIO(made)) as read:
        named = {bytes(one.ID) for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/ID" in one}
        cells = [one.A for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/A" in one]
        heads = {bytes(each) for one in cells if "/Headers" in one for each in list(one.Headers)}
    assert heads == named == {b"1:h", b"2:h"}
