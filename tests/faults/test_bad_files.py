"""Files that are not what they seem: each reader takes them or refuses them in a sentence, and keeps nothing half.

Real files are spoilt at random: bits flipped, pieces cut out, doubled, moved, taken from another. FUZZ_SECONDS=600
gives each reader ten minutes; what fails says by which seed it was made.
"""

from __future__ import annotations

import io
import os
import random
import time
from contextlib import closing
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from partnering_desk.app.check import check_register
from partnering_desk.app.exchange import export_register
from partnering_desk.app.faults import Fault
from partnering_desk.app.register import open_register
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.snapshots import MinutesItem, MinutesSheet
from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.meetings.pasted import notes_from_html
from tests.app.exported import lived
from tests.documents import paper_files
from tests.documents.sheets import HEADER
from tests.faults.readers import READERS, SOON

SECONDS = float(os.environ.get("FUZZ_SECONDS", "6"))
"""How long each reader is tried."""
pytestmark = pytest.mark.timeout(120 + 3 * SECONDS)
DATA = Path(__file__).parents[1] / "data"


ODD = (b"\0", b"\xff\xfe", b'"', b"\r", b"=cmd|' /C calc'!A0", b"9" * 400, b"[" * 3000)
"""What does not belong in a file, and stands in some."""


def spoilt(whole: bytes, others: bytes, chance: random.Random) -> bytes:
    """A file with something wrong in one to six places."""
    made = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 2, 16, 400, 9000)))
        match chance.randrange(7):
            case 0 if made:
                made[at % len(made)] ^= 1 << chance.randrange(8)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = made[at:end] * chance.choice((1, 2, 50))
            case 3:
                made[at:end] = chance.randbytes(end - at)
            case 4:
                start = chance.randrange(len(others))
                made[at:at] = others[start : start + 300]
            case 5:
                del made[at:]
            case _:
                made[at:at] = chance.choice(ODD)
    return bytes(made)


def tried(name: str, seeds: tuple[bytes, ...], folder: Path, seed: int) -> None:
    """Read spoilt files for a while; whatever is raised but a sentence, or takes too long, fails."""
    reader, until, count = READERS[name], time.monotonic() + SECONDS, 0
    everything = b"".join(seeds)
    while time.monotonic() < until:
        chance = random.Random(f"{seed}.{count}")
        path = folder / f"spoilt{reader.suffix}"
        path.write_bytes(spoilt(chance.choice(seeds), everything, chance))
        began = time.process_time()
        try:
            reader.read(path)
        except (Refusal, Fault):
            pass
        except Exception as error:
            raise AssertionError(f"seed {seed}.{count}: {error!r}") from error
        assert time.process_time() - began < SOON, f"seed {seed}.{count} took too long"
        left = {one.name for one in folder.iterdir()} - {path.name}
        assert not left, f"seed {seed}.{count} left {left}"
        count += 1
    path.unlink()
    print(f"{name}: {count} spoilt files, seed {seed}")
    assert count > 5


@pytest.fixture(scope="module")
def register_bytes(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A register with a bit of everything, and its export."""
    folder = tmp_path_factory.mktemp("whole")
    with lived(folder) as five:
        export_register(five.register, folder / "lived.json")
    return (folder / "lived.desk").read_bytes(), (folder / "lived.json").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


@pytest.fixture
def seed() -> int:
    return int(os.environ.get("FUZZ_SEED", str(time.time_ns() % 1_000_000)))


def as_workbook(text: bytes) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in text.decode("utf-8-sig").splitlines():
        sheet.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_lists_of_people(folder: Path, seed: int) -> None:
    people = (DATA / "people.csv").read_bytes()
    tried(
        "people.csv",
        (people, people.decode().encode("utf-16"), people.decode().encode("cp1252", "replace")),
        folder,
        seed,
    )
    tried("people.xlsx", (as_workbook(people),), folder, seed)


def test_action_logs(folder: Path, seed: int) -> None:
    tried("log.xlsx", ((DATA / "action-log.xlsx").read_bytes(),), folder, seed)
    tried("log.csv", (b"Action,Owner,Due\nVisit the hostel,R. Lindqvist,4 Dec\n" * 30,), folder, seed)


def test_exported_files(folder: Path, seed: int, register_bytes: tuple[bytes, bytes]) -> None:
    tried("exported", (register_bytes[1],), folder, seed)


def test_registers(folder: Path, seed: int, register_bytes: tuple[bytes, bytes]) -> None:
    tried("register", (register_bytes[0],), folder, seed)


def test_a_register_whose_own_rules_are_damaged_is_said_to_be(
    register_bytes: tuple[bytes, bytes], folder: Path
) -> None:
    """Found by ten minutes of spoilt files: a function named in a rule was one that there is none of."""
    path = folder / "spoilt.desk"
    assert register_bytes[0].count(b"trim(reasons)") == 1
    path.write_bytes(register_bytes[0].replace(b"trim(reasons)", b"tsim(reasons)"))
    with closing(open_register(path)) as opened:
        (fault,) = check_register(opened)
    assert fault.words == "SQLite finds it damaged: unknown function: tsim()."


def test_a_paper_packed_in_a_way_that_nobody_knows_is_attached_all_the_same(folder: Path) -> None:
    items = (MinutesItem(number="1", title="Voids", notes="Down."),)
    path = folder / "odd.pdf"
    path.write_bytes(minutes_pdf(MinutesSheet(HEADER, items=items)).replace(b"/FlateDecode", b"/FlaTeDecode"))
    READERS["paper"].read(path)


def test_papers(folder: Path, seed: int) -> None:
    items = tuple(MinutesItem(number=str(at), title="Voids", notes="Down. " * 900) for at in range(3))
    tried("paper", (minutes_pdf(MinutesSheet(HEADER, items=items)),), folder, seed)


def test_papers_in_a_pack(folder: Path, seed: int) -> None:
    readable = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper_files.acting())) as pdf:
        pdf.save(readable, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    pictures = paper_files.picture("PNG"), paper_files.picture("JPEG")
    tried("pack", (paper_files.tagged(), readable.getvalue(), paper_files.untagged(), *pictures), folder, seed)


WORD = (
    b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body>"
    b"<p class=MsoNormal><b>Voids</b> are <i>down</i></p>"
    b"<ul><li>One<ul><li>Two</li></ul></li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    b"<a href='javascript:alert(1)'>here</a><blockquote>quoted</blockquote><pre>  x </pre>"
    b"<!--[if gte mso 9]><xml/>-->"
) * 8
"""What Word or a browser lays on the clipboard."""


def test_pasted_text(folder: Path, seed: int) -> None:
    """Spoilt, it becomes notes, and the notes a PDF."""
    tried("paste", (WORD,), folder, seed)


def test_a_row_taller_than_a_page_is_cut_where_its_words_fit_by_a_hair(folder: Path) -> None:
    """Found by ten minutes of spoilt pastes, of which it was this one."""
    chance, path = random.Random("77.2555"), folder / "spoilt.html"
    path.write_bytes(spoilt(chance.choice((WORD,)), WORD, chance))
    READERS["paste"].read(path)


def test_a_table_with_many_empty_columns_fits_the_page() -> None:
    for many in range(8, 40):
        rows = "".join(f"<tr>{'<td>Voids are down again</td>' * 3}{'<td></td>' * many}</tr>" for _ in range(2))
        notes = notes_from_html(f"<table>{rows}</table>")
        minutes_pdf(MinutesSheet(HEADER, items=(MinutesItem(number="1", title="Voids", notes=notes),)))


def test_a_paste_of_ten_thousand_tags_in_each_other_keeps_its_words() -> None:
    assert "Voids are down" in notes_from_html("<div>" * 10_000 + "Voids are down" + "</div>" * 10_000)
