"""The pack of a meeting, out of the register: whose papers are in it, what is left out, and what stopping leaves."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from partnering_desk.app import agenda, papers
from partnering_desk.app.agenda import ItemDetails
from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.pack import write_pack
from partnering_desk.app.papers import paper_rows
from partnering_desk.app.scheduling import schedule
from tests.app.five import Five
from tests.documents.paper_files import locked, untagged, word
from tests.documents.reading import all_text, squeezed

STARTS = datetime(2026, 12, 9, 10)


@pytest.fixture
def meeting(partnering: Five) -> int:
    return schedule(partnering.register, partnering.core, STARTS, 120)


def attached(partnering: Five, item: int, path: Path, content: bytes) -> int:
    path.write_bytes(content)
    made = papers.attach(partnering.register, item, path)
    assert made is not None
    return made


@pytest.fixture
def prepared(partnering: Five, meeting: int, tmp_path: Path) -> int:
    """A meeting with an open item of two papers, one of them withdrawn, and a confidential one of one paper."""
    open_item = agenda.add_item(partnering.register, meeting, ItemDetails("Performance"))
    secret = agenda.add_item(partnering.register, meeting, ItemDetails("Tender", confidential_because="prices"))
    attached(partnering, open_item, tmp_path / "kpi.pdf", untagged(2))
    papers.withdraw(partnering.register, attached(partnering, open_item, tmp_path / "old.docx", word()))
    attached(partnering, secret, tmp_path / "bids.pdf", untagged(3))
    return meeting


def test_the_pack_has_the_papers_that_were_not_withdrawn(partnering: Five, prepared: int, tmp_path: Path) -> None:
    made = write_pack(partnering.register, prepared, tmp_path / "pack.pdf")
    said = all_text(made.path.read_bytes())
    assert (made.troubles, made.size) == ((), made.path.stat().st_size)
    assert "kpi.pdf" in said
    assert "bids.pdf" in said
    assert "old.docx" not in said
    by_name = {one.filename: one for one in paper_rows(partnering.register)}
    assert squeezed(by_name["kpi.pdf"].sha256) in squeezed(said)


def test_a_copy_without_confidential_items_has_none_of_their_papers(
    partnering: Five, prepared: int, tmp_path: Path
) -> None:
    whole = write_pack(partnering.register, prepared, tmp_path / "pack.pdf")
    made = write_pack(partnering.register, prepared, tmp_path / "open.pdf", without_confidential=True)
    said = all_text(made.path.read_bytes())
    assert "bids" not in said
    assert "Tender" not in said
    assert squeezed("So are its papers.") in squeezed(said)
    assert made.pages == whole.pages - 4


def test_a_paper_that_cannot_be_shown_is_named(partnering: Five, meeting: int, tmp_path: Path) -> None:
    item = agenda.add_item(partnering.register, meeting, ItemDetails("Performance"))
    attached(partnering, item, tmp_path / "secret.pdf", locked())
    made = write_pack(partnering.register, meeting, tmp_path / "pack.pdf")
    assert made.troubles[0].startswith("CG/26/01 “secret.pdf” opens with a password only")


def test_a_paper_that_is_not_what_it_was_is_named_and_left_out(partnering: Five, prepared: int, tmp_path: Path) -> None:
    path = partnering.register.path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE paper_content SET content = zeroblob(length(content)) WHERE paper_id = 1")
    made = write_pack(partnering.register, prepared, tmp_path / "pack.pdf")
    assert "is not what its fingerprint says" in made.troubles[0]


@pytest.mark.parametrize("after", range(5))
def test_stopping_leaves_what_was_there_before(partnering: Five, prepared: int, tmp_path: Path, after: int) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "pack.pdf").write_bytes(b"the last one")
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(Stopped):
        write_pack(partnering.register, prepared, out / "pack.pdf", stop=stop)
    assert {one.name: one.read_bytes() for one in out.iterdir()} == {"pack.pdf": b"the last one"}


def test_a_place_that_cannot_be_written_is_said(partnering: Five, prepared: int, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="could not be written"):
        write_pack(partnering.register, prepared, tmp_path / "nowhere" / "pack.pdf")
