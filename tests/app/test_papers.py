import hashlib
import os
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from partnering_desk.app import agenda, contents, papers
from partnering_desk.app.agenda import ItemDetails, agenda_rows
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.contents import Kept
from partnering_desk.app.faults import Fault
from partnering_desk.app.papers import paper_rows
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.records.models import ItemState, Meeting, PaperContent
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five

STARTS = datetime(2026, 12, 9, 10)


@pytest.fixture
def meeting(partnering: Five) -> int:
    return schedule(partnering.register, partnering.core, STARTS, 120)


@pytest.fixture
def item(partnering: Five, meeting: int) -> int:
    return agenda.add_item(partnering.register, meeting, ItemDetails("Performance, quarter 2"))


def pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_paper_is_numbered_counted_and_kept_byte_for_byte(partnering: Five, item: int, tmp_path: Path) -> None:
    path = written(tmp_path / "KPI_report Q2.pdf", pdf(6))
    told: list[tuple[int, int]] = []
    paper_id = papers.attach(partnering.register, item, path, progress=lambda done, of: told.append((done, of)))
    (row,) = paper_rows(partnering.register)
    assert (row.id, row.ref, row.title, row.words) == (paper_id, "CG/26/01", "KPI report Q2", "PDF, 6 pages")
    assert row.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told == [(row.size, row.size)]
    assert contents.read_bytes(partnering.register, Kept(row.id, paper=True)) == path.read_bytes()


def test_a_large_paper_is_streamed_in_chunks(partnering: Five, item: int, tmp_path: Path) -> None:
    path = written(tmp_path / "drawings.bin", bytes(range(256)) * 4096 * 3 + b"end")
    told: list[int] = []
    papers.attach(partnering.register, item, path, progress=lambda done, _: told.append(done))
    assert len(told) == 4
    (row,) = paper_rows(partnering.register)
    assert row.words == "BIN, 3.1 MB"
    assert contents.prove(partnering.register, Kept(row.id, paper=True)).sound


def test_stopping_leaves_nothing_behind(partnering: Five, item: int, tmp_path: Path) -> None:
    path = written(tmp_path / "drawings.bin", b"x" * 3_000_000)
    assert papers.attach(partnering.register, item, path, stop=lambda: True) is None
    assert paper_rows(partnering.register) == ()
    with partnering.register.read() as session:
        assert session.query(PaperContent).count() == 0


def test_numbers_go_on_and_a_withdrawn_papers_number_is_not_used_again(
    partnering: Five, item: int, tmp_path: Path
) -> None:
    first = papers.attach(partnering.register, item, written(tmp_path / "a.txt", b"a"))
    assert first is not None
    papers.withdraw(partnering.register, first)
    papers.attach(partnering.register, item, written(tmp_path / "b.txt", b"b"))
    assert [row.ref for row in paper_rows(partnering.register)] == ["CG/26/02", "CG/26/01"]
    (shown,) = next(row for row in agenda_rows(partnering.register, 1) if row.id == item).papers
    assert shown.ref == "CG/26/02"
    papers.put_back(partnering.register, first)
    assert paper_rows(partnering.register)[1].withdrawn_at is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("empty.pdf", b"", "is empty"), ("folder", None, "is a folder"), ("gone.pdf", None, "no longer at")],
)
def test_what_cannot_be_a_paper_is_refused_in_a_sentence(
    partnering: Five, item: int, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    elif name == "folder":
        path.mkdir()
    with pytest.raises((Refusal, Fault), match=said):
        papers.attach(partnering.register, item, path)
    assert paper_rows(partnering.register) == ()


def test_a_paper_of_two_gigabytes_is_refused(partnering: Five, item: int, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(Refusal, match=r"film.mp4 has 2000.0 MB; a paper may have at most 250.0 MB"):
        papers.attach(partnering.register, item, path)


def test_a_file_that_may_not_be_read_is_refused(
    partnering: Five, item: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "secret.pdf", b"x")

    def denied(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # the tests run as root, who may read everything
    with pytest.raises(Fault, match="You may not read"):
        papers.attach(partnering.register, item, path)


def test_a_file_that_grows_while_it_is_read_is_not_kept(partnering: Five, item: int, tmp_path: Path) -> None:
    path = written(tmp_path / "log.txt", b"x" * (contents.CHUNK + 10))

    def grow(_done: int, _of: int) -> None:
        with path.open("ab") as file:
            file.write(b"more")

    with pytest.raises(Fault, match="changed while it was read"):
        papers.attach(partnering.register, item, path, progress=grow)
    assert paper_rows(partnering.register) == ()


def test_a_broken_pdf_is_kept_without_a_count_of_pages(partnering: Five, item: int, tmp_path: Path) -> None:
    papers.attach(partnering.register, item, written(tmp_path / "broken.pdf", b"%PDF-1.7 not really"))
    (row,) = paper_rows(partnering.register)
    assert (row.pages, row.words) == (None, "PDF, 19 bytes")


def test_a_carried_item_brings_its_papers(partnering: Five, meeting: int, item: int, tmp_path: Path) -> None:
    papers.attach(partnering.register, item, written(tmp_path / "a.txt", b"a"))
    with partnering.register.write() as session:
        held = session.get_one(Meeting, meeting)
        held.opened_at, held.closed_at = held.starts, held.ends
        held.items[0].state = ItemState.NOT_REACHED
    partnering.clock.now = datetime(2026, 12, 10, 9)
    coming = schedule(partnering.register, partnering.core, datetime(2027, 1, 13, 10), 120)
    agenda.prepare(partnering.register, coming)
    carried = next(row for row in agenda_rows(partnering.register, coming) if row.papers)
    assert [paper.ref for paper in carried.papers] == ["CG/26/01"]


def test_papers_of_a_meeting_that_is_over_stay(partnering: Five, meeting: int, item: int, tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"a")
    kept = papers.attach(partnering.register, item, path)
    assert kept is not None
    with partnering.register.write() as session:
        held = session.get_one(Meeting, meeting)
        held.opened_at, held.closed_at = held.starts, held.ends
    with pytest.raises(Refusal, match="is over"):
        papers.attach(partnering.register, item, path)
    with pytest.raises(Refusal, match="is over"):
        papers.withdraw(partnering.register, kept)
    with pytest.raises(Refusal, match="is over"):
        papers.rename(partnering.register, kept, "Another title")


def test_a_paper_is_renamed_until_an_agenda_that_names_it_went_out(
    partnering: Five, meeting: int, item: int, tmp_path: Path
) -> None:
    kept = papers.attach(partnering.register, item, written(tmp_path / "scan0012.txt", b"a"))
    assert kept is not None
    agenda.prepare(partnering.register, meeting)
    circulate_agenda(partnering.register, meeting)
    late = papers.attach(partnering.register, item, written(tmp_path / "scan0013.txt", b"b"))
    assert late is not None
    papers.rename(partnering.register, late, " KPI report,  quarter 2 ")
    assert [one.title for one in paper_rows(partnering.register)] == ["KPI report, quarter 2", "scan0012"]
    with pytest.raises(Refusal, match=r"CG-2026-01 agenda.pdf, which went out on .*, names CG/26/01 “scan0012”"):
        papers.rename(partnering.register, kept, "KPI report")
    with pytest.raises(Refusal, match="no title"):
        papers.rename(partnering.register, late, " ")


def test_a_copy_to_open_has_the_papers_number_and_no_dangerous_name(
    partnering: Five, item: int, tmp_path: Path
) -> None:
    kept = papers.attach(partnering.register, item, written(tmp_path / 'a:b*?".txt', b"hello"))
    assert kept is not None
    copy = papers.open_copy(partnering.register, kept)
    assert (copy.name, copy.read_bytes()) == ("CG-26-01 a-b-.txt", b"hello")


def test_a_paper_changed_behind_the_registers_back_is_found(partnering: Five, item: int, tmp_path: Path) -> None:
    kept = papers.attach(partnering.register, item, written(tmp_path / "a.txt", b"one"))
    assert kept is not None
    with partnering.register.write() as session:
        session.query(PaperContent).one().content = b"two"
    assert not contents.prove(partnering.register, Kept(kept, paper=True)).sound
    with pytest.raises(Fault, match="not what its fingerprint says"):
        contents.save_copy(partnering.register, Kept(kept, paper=True), tmp_path / "copy.txt")
    assert not (tmp_path / "copy.txt").exists()


def test_a_copy_that_cannot_be_written_is_told(partnering: Five, item: int, tmp_path: Path) -> None:
    kept = papers.attach(partnering.register, item, written(tmp_path / "a.txt", b"one"))
    assert kept is not None
    with pytest.raises(Fault, match="could not be written"):
        contents.save_copy(partnering.register, Kept(kept, paper=True), tmp_path / "nowhere" / "copy.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders there")
def test_what_is_no_file_is_refused(partnering: Five, item: int, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal, match="not a file"):
        papers.attach(partnering.register, item, tmp_path / "pipe")


def test_papers_of_a_cancelled_meeting_stay(partnering: Five, meeting: int, item: int, tmp_path: Path) -> None:
    cancel(partnering.register, meeting, "Snow")
    with pytest.raises(Refusal, match="was cancelled"):
        papers.attach(partnering.register, item, written(tmp_path / "a.txt", b"a"))


def test_a_disk_that_fails_while_reading_is_told(
    partnering: Five, item: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.txt", b"a")

    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(Fault, match="could not be read: Input/output error"):
        papers.attach(partnering.register, item, path)
