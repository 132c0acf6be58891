from datetime import datetime
from pathlib import Path

import pytest

from partnering_desk.app import agenda, contents, papers
from partnering_desk.app.agenda import ItemDetails
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.contents import Kept
from partnering_desk.app.faults import Fault
from partnering_desk.app.kept import kept_rows, recognise
from partnering_desk.app.scheduling import schedule
from tests.app.five import Five


@pytest.fixture
def paper(partnering: Five, tmp_path: Path) -> int:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    item = agenda.add_item(partnering.register, meeting, ItemDetails("Lease"))
    path = tmp_path / "lease.txt"
    path.write_text("the lease")
    partnering.clock.now = datetime(2026, 11, 20, 9)
    paper_id = papers.attach(partnering.register, item, path)
    partnering.clock.now = datetime(2026, 11, 21, 9)
    circulate_agenda(partnering.register, meeting)
    assert paper_id is not None
    return paper_id


def test_papers_and_frozen_documents_are_listed_the_latest_first(partnering: Five, paper: int) -> None:
    rows = kept_rows(partnering.register)
    assert [(row.kind, row.ref, row.title) for row in rows] == [
        ("Agenda", "CG/2026/01", "Agenda, version 1"),
        ("Paper", "CG/26/01", "lease"),
        ("Notice", "", "CG notice of meetings 1"),
        ("Invitation", "CG/2026/01", "Invitation"),
    ]
    assert rows[0].status == "Circulated 21 November 2026"
    assert (rows[1].item, rows[1].words, rows[1].withdrawn) == ("Lease", "TXT, 9 bytes", False)
    papers.withdraw(partnering.register, paper)
    assert [row.status for row in kept_rows(partnering.register) if row.withdrawn] == ["Withdrawn"]


def test_a_frozen_agenda_is_saved_and_proved(partnering: Five, paper: int, tmp_path: Path) -> None:
    row = kept_rows(partnering.register)[0]
    path = contents.save_copy(partnering.register, row.kept, tmp_path / "copy.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    proof = contents.prove(partnering.register, row.kept)
    assert (proof.sound, proof.words) == (
        True,
        f"CG-2026-01 agenda.pdf is exactly as it was recorded. SHA-256 {row.sha256}.",
    )
    assert contents.file_name(partnering.register, row.kept) == "CG-2026-01 agenda.pdf"


def test_a_file_from_outside_is_recognised_by_its_fingerprint(partnering: Five, paper: int, tmp_path: Path) -> None:
    copy = contents.save_copy(partnering.register, Kept(paper, paper=True), tmp_path / "from a mail.txt")
    assert recognise(partnering.register, copy).words == "from a mail.txt is paper CG/26/01 “lease”, unchanged."
    copy.write_text("another lease")
    found = recognise(partnering.register, copy)
    assert (found.sound, found.words) == (
        False,
        "from a mail.txt is not a file of this register: nothing here has its fingerprint.",
    )
    with pytest.raises(Fault, match="could not be read"):
        recognise(partnering.register, tmp_path / "gone.txt")
