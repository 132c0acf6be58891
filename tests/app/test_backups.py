"""Backups in real folders: written while others write, proved, thinned out, compared and restored."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from partnering_desk.app import backups
from partnering_desk.app.check import check_copy
from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.register import Register, create_register, open_register
from partnering_desk.records import backup_folder, connecting
from partnering_desk.records.backup import HALF
from partnering_desk.records.models import Partnering
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five, build

PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "drive"
    made.mkdir()
    return made


def rename(register: Register, name: str) -> None:
    with register.write() as session:
        session.execute(update(Partnering).values(name=name))


def named(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (name,) = connection.execute("SELECT name FROM partnering").fetchone()
        return str(name)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def flip_a_bit(path: Path, at: int) -> None:
    """As a worn disk does: the file's size and time stay as they are."""
    before = path.stat()
    with path.open("r+b") as opened:
        opened.seek(at)
        (byte,) = opened.read(1)
        opened.seek(at)
        opened.write(bytes([byte ^ 1]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_backup_is_one_verified_file_named_for_the_register_and_the_time(partnering: Five, folder: Path) -> None:
    partnering.clock.now = datetime(2026, 11, 19, 14, 5, 3)
    written = backups.back_up(partnering.register, folder)
    assert written.path == folder / "five 2026-11-19 14-05-03.desk"
    assert written.words == "Written and verified: five 2026-11-19 14-05-03.desk."
    assert names(folder) == [written.path.name, f"{written.path.name}.sha256"]
    (row,) = backups.backups(partnering.register, folder)
    assert (row.path, row.at, row.state) == (written.path, partnering.clock.now, "Verified")
    assert row.size == written.path.stat().st_size
    assert row.head == written.head
    assert row.head.number > 0
    assert check_copy(written.path, row.head.sha256) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="sha256sum is GNU's")
def test_its_proof_is_in_the_form_of_sha256sum(partnering: Five, folder: Path) -> None:
    written = backups.back_up(partnering.register, folder)
    process = subprocess.run(["sha256sum", "-c", f"{written.path.name}.sha256"], cwd=folder, capture_output=True)
    assert process.returncode == 0


def test_two_within_a_second_have_names_of_their_own(partnering: Five, folder: Path) -> None:
    partnering.clock.now = datetime(2026, 11, 19, 23, 59, 59)
    made = [backups.back_up(partnering.register, folder).path.stem for _ in range(3)]
    assert made == ["five 2026-11-19 23-59-59", "five 2026-11-20 00-00-00", "five 2026-11-20 00-00-01"]


def test_what_is_recorded_meanwhile_is_not_in_it_and_does_not_disturb_it(partnering: Five, folder: Path) -> None:
    steps: list[int] = []

    def write_between_steps(done: int, of: int, _words: str) -> None:
        if of:
            steps.append(done)
        if len(steps) < 4:
            rename(partnering.register, f"Renamed {len(steps)}")

    with partnering.register.write() as session:
        session.connection().exec_driver_sql("CREATE TABLE ballast (id INTEGER PRIMARY KEY, bytes BLOB)")
        session.connection().exec_driver_sql("INSERT INTO ballast (bytes) VALUES (zeroblob(4000000))")
    written = backups.back_up(partnering.register, folder, write_between_steps)
    assert len(steps) >= 4
    assert steps == sorted(set(steps)), "it began anew"
    assert named(written.path) == "Five Boroughs Partnering"
    assert named(partnering.register.path) == "Renamed 3"


def test_it_can_be_stopped_and_leaves_nothing(partnering: Five, folder: Path) -> None:
    with pytest.raises(Stopped):
        backups.back_up(partnering.register, folder, stop=lambda: True)
    assert names(folder) == []


def test_the_check_can_be_stopped_too_and_leaves_nothing(partnering: Five, folder: Path) -> None:
    told: list[str] = []
    with pytest.raises(Stopped):
        backups.back_up(
            partnering.register,
            folder,
            lambda _done, _of, words: told.append(words),
            lambda: told[-1] == "Checking the copy",
        )
    assert set(told) == {"Copying the register", "Checking the copy"}
    assert names(folder) == []


def test_a_backup_is_due_once_something_was_recorded(partnering: Five, folder: Path) -> None:
    assert backups.due(partnering.register, folder)
    backups.back_up(partnering.register, folder)
    assert not backups.due(partnering.register, folder)
    rename(partnering.register, "Four Boroughs")
    assert backups.due(partnering.register, folder)


def test_of_an_empty_register_none_is_due(tmp_path: Path, folder: Path) -> None:
    register = create_register(tmp_path / "empty.desk")
    assert not backups.due(register, folder)
    register.close()


# what can go wrong


def killed_in_the_middle(register: Path, folder: Path) -> None:
    """A backup by a process that is killed once half of the pages are written."""
    script = """
import os, signal, sys
from pathlib import Path
from partnering_desk.app.backups import back_up
from partnering_desk.app.register import read_register

def die(done, of, words):
    if done * 2 >= of:
        os.kill(os.getpid(), signal.SIGKILL)

back_up(read_register(Path(sys.argv[1])), Path(sys.argv[2]), die)
"""
    process = subprocess.run([sys.executable, "-c", script, str(register), str(folder)], capture_output=True)
    assert process.returncode == -signal.SIGKILL, process.stderr[-500:]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_one_that_was_killed_is_never_listed_and_is_swept_later(partnering: Five, folder: Path) -> None:
    killed_in_the_middle(partnering.register.path, folder)
    left = [path for path in folder.iterdir() if path.name.endswith(HALF)]
    assert len(left) == 1
    assert backups.backups(partnering.register, folder) == ()
    assert backups.due(partnering.register, folder)
    assert backups.thin_out(partnering.register, folder) == ()  # another program may be writing it still
    old = left[0].stat().st_mtime - 3700
    os.utime(left[0], (old, old))
    assert backups.thin_out(partnering.register, folder) == (left[0],)
    assert names(folder) == []


@pytest.mark.parametrize("part", [0.0001, 0.3, 0.9, 0.99999])
def test_a_bit_that_flipped_is_seen(partnering: Five, folder: Path, tmp_path: Path, part: float) -> None:
    written = backups.back_up(partnering.register, folder)
    flip_a_bit(written.path, int(written.size * part))
    (row,) = backups.backups(partnering.register, folder)
    assert row.state in ("Not verified", "Cannot be read")
    with pytest.raises(Refusal, match="changed or damaged since it was verified"):
        backups.restore(written.path, tmp_path / "restored.desk")
    assert not (tmp_path / "restored.desk").exists()


@pytest.mark.parametrize("left", [0, 100, PAGE, 0.5, -1])
def test_one_that_was_cut_off_is_not_taken_for_a_good_one(partnering: Five, folder: Path, left: float) -> None:
    written = backups.back_up(partnering.register, folder)
    size = written.size - 1 if left == -1 else int(written.size * left) if 0 < left < 1 else int(left)
    os.truncate(written.path, size)
    assert [row.verified for row in backups.backups(partnering.register, folder)] == [False]


def test_a_file_that_only_bears_the_name_is_not_verified(partnering: Five, folder: Path) -> None:
    (folder / "five 2026-11-19 09-00-00.desk").write_text("nothing")
    (folder / "five 2026-02-31 09-00-00.desk").write_text("no day")
    assert [row.state for row in backups.backups(partnering.register, folder)] == ["Cannot be read"]


def test_a_register_with_a_fault_is_backed_up_and_the_copy_is_not_verified(partnering: Five, folder: Path) -> None:
    with closing(sqlite3.connect(partnering.register.path)) as behind:
        behind.execute("UPDATE partnering SET name = 'Six Boroughs'")
        behind.commit()
    written = backups.back_up(partnering.register, folder)
    assert written.words.startswith("Written, but not verified")
    assert "Six Boroughs: It was changed without an entry in the Record: name." in written.words
    assert [row.state for row in backups.backups(partnering.register, folder)] == ["Not verified"]
    assert not backups.due(partnering.register, folder)


def test_a_folder_that_is_away_is_said(partnering: Five, tmp_path: Path) -> None:
    for verb in (backups.back_up, backups.backups, backups.due, backups.thin_out):
        with pytest.raises(Fault, match=r"is not there\. Connect its drive or the network, or choose another"):
            verb(partnering.register, tmp_path / "away")


def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small file system in memory; where none can be mounted, a reason to skip, but not in CI."""
    folder.mkdir()
    mounting = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True)
    if mounting.returncode and not os.environ.get("CI"):
        pytest.skip(f"no file system can be mounted here: {mounting.stderr.decode().strip()}")
    assert mounting.returncode == 0, "In CI a small file system can be mounted: without it nothing is seen"
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "small", "size=256k")


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "read only", "ro")


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
def test_where_there_is_no_room_it_is_said_and_nothing_is_left(partnering: Five, small_disk: Path) -> None:
    with pytest.raises(Fault, match="There is no room left on the disk that holds"):
        backups.back_up(partnering.register, small_disk)
    assert names(small_disk) == []


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
def test_a_folder_that_may_not_be_written_to_is_said(partnering: Five, read_only: Path) -> None:
    with pytest.raises(Fault, match=r"cannot be written: Read-only file system\. Check that"):
        backups.back_up(partnering.register, read_only)


def test_it_never_takes_the_place_of_another_file(partnering: Five, tmp_path: Path) -> None:
    other = tmp_path / "other.desk"
    other.write_text("something else")
    with pytest.raises(Fault, match="exists already"):
        backups.back_up_to(partnering.register, other)
    assert other.read_text() == "something else"


# thinning out


def test_old_ones_go_and_the_last_of_each_day_stays(partnering: Five, folder: Path) -> None:
    for hour in (9, 12, 17):
        partnering.clock.now = datetime(2026, 11, 12, hour)
        backups.back_up(partnering.register, folder)
    partnering.clock.now = datetime(2026, 11, 19, 17)
    backups.back_up(partnering.register, folder)
    gone = backups.thin_out(partnering.register, folder)
    assert sorted(path.stem for path in gone) == ["five 2026-11-12 09-00-00", "five 2026-11-12 12-00-00"]
    left = [row.path.stem for row in backups.backups(partnering.register, folder)]
    assert left == ["five 2026-11-19 17-00-00", "five 2026-11-12 17-00-00"]
    assert len(names(folder)) == 4


def test_a_good_one_does_not_go_for_the_sake_of_a_damaged_one(partnering: Five, folder: Path) -> None:
    made = []
    for hour in (9, 17):
        partnering.clock.now = datetime(2026, 11, 12, hour)
        made.append(backups.back_up(partnering.register, folder))
    flip_a_bit(made[1].path, made[1].size - 100)
    partnering.clock.now += timedelta(days=7)
    assert backups.thin_out(partnering.register, folder) == ()


def test_what_it_did_not_write_itself_stays(partnering: Five, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    other = create_register(tmp_path / "others" / "five.desk", "N. Amadi")
    build(other, partnering.clock)
    for hour in (9, 10):
        backups.back_up_to(other, folder / f"five 2019-03-01 {hour:02}-00-00.desk")
        backups.back_up_to(partnering.register, folder / f"mine 2019-03-01 {hour:02}-00-00.desk")
        (folder / f"five 2019-03-01 {hour:02}-30-00.desk").write_text("a note of mine")
    (folder / "minutes.pdf").write_text("minutes")
    before = names(folder)
    assert backups.thin_out(partnering.register, folder) == ()
    assert names(folder) == before
    other.close()


# restoring


def test_a_backup_is_restored_to_a_new_file_and_opens(partnering: Five, folder: Path, tmp_path: Path) -> None:
    written = backups.back_up(partnering.register, folder)
    rename(partnering.register, "Four Boroughs")
    restored = backups.restore(written.path, tmp_path / "restored.desk")
    assert restored.faults == ()
    assert restored.head == written.head
    register = open_register(restored.path)
    rename(register, "Five again")
    register.close()
    assert named(partnering.register.path) == "Four Boroughs"
    assert named(written.path) == "Five Boroughs Partnering"
    assert [row.verified for row in backups.backups(partnering.register, folder)] == [True]


def test_it_is_never_restored_over_a_register(partnering: Five, folder: Path) -> None:
    written = backups.back_up(partnering.register, folder)
    with pytest.raises(Fault, match="exists already"):
        backups.restore(written.path, partnering.register.path)


def test_the_replaced_register_is_kept_beside(partnering: Five, folder: Path, tmp_path: Path) -> None:
    register = partnering.register
    written = backups.back_up(register, folder)
    rename(register, "Four Boroughs")
    restored = backups.restore(written.path, tmp_path / "restored.desk")
    with register.read() as session:
        session.connection()
        with pytest.raises(Refusal, match="is open in a program"):
            backups.put_in_place(restored.path, register.path, partnering.clock.now)
    register.close()
    aside = backups.put_in_place(restored.path, register.path, partnering.clock.now)
    assert aside == tmp_path / "five replaced 2026-11-19 10-42-00.desk"
    assert (named(register.path), named(aside)) == ("Five Boroughs Partnering", "Four Boroughs")
    assert not restored.path.exists()


def test_a_register_that_is_just_being_let_go_is_waited_for(
    partnering: Five, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the window has closed it, and a page's last question has not been answered yet."""
    monkeypatch.setattr(connecting, "PATIENCE", 60)
    register = partnering.register
    restored = backups.restore(backups.back_up(register, folder).path, tmp_path / "restored.desk")
    with ThreadPoolExecutor() as pool:
        with register.read() as session:
            session.connection()
            register.close()
            placing = pool.submit(backups.put_in_place, restored.path, register.path, partnering.clock.now)
            assert wait([placing], timeout=0.2).not_done
        assert placing.result().name.startswith("five replaced")


def test_one_that_is_listed_before_it_is_proved_is_verified_afterwards(partnering: Five, folder: Path) -> None:
    proof = Path(f"{backups.back_up(partnering.register, folder).path}.sha256")
    words = proof.read_text()
    for state, written in (("Not verified", None), ("Not verified", ""), ("Verified", words)):
        proof.unlink(missing_ok=True)
        if written is not None:
            proof.write_text(written)
        assert [row.state for row in backups.backups(partnering.register, folder)] == [state]


def test_listing_reads_each_byte_only_once(partnering: Five, folder: Path) -> None:
    backups.back_up(partnering.register, folder)
    backup_folder._proved_once.cache_clear()
    for _ in range(3):
        backups.backups(partnering.register, folder)
    assert backup_folder._proved_once.cache_info().misses == 1
