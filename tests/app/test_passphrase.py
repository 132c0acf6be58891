"""Registers under a passphrase: set, used, changed, removed, backed up and searched, with real files."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from partnering_desk.app import backups, passphrase, wrong_passphrases
from partnering_desk.app.check import check_register
from partnering_desk.app.exchange import export_register
from partnering_desk.app.faults import Fault
from partnering_desk.app.register import Register, create_register, open_register
from partnering_desk.app.search import find
from partnering_desk.files import config_folder
from partnering_desk.records import connecting, keys, recoding
from partnering_desk.records.fault import Locked
from partnering_desk.records.halves import recoded_half
from partnering_desk.records.models import Entry, Partnering, Person
from partnering_desk.rules.clause import Refusal
from tests.app.five import SECRETARY, Five
from tests.records.known_registers import arrived, unpacked

WORDS = "eleven grey herons"
OTHER = "a kettle under the stairs"
SENTENCE = "The hostel in Mill Lane closes for eleven nights"


class Now:
    """The time in UTC, which tests set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 19, 10, 42, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def register(partnering: Five) -> Register:
    say(partnering.register, SENTENCE)
    return partnering.register


@pytest.fixture
def locked(register: Register) -> Iterator[Register]:
    """A register under a passphrase, open."""
    passphrase.set_passphrase(register, WORDS)
    yield register
    register.close()


def say(register: Register, words: str) -> None:
    with register.write() as session:
        session.execute(update(Partnering).values(name=words))


def said(register: Register) -> str:
    with register.read() as session:
        return session.scalars(select(Partnering.name)).one()


def done(register: Register) -> list[str]:
    with register.read() as session:
        return list(session.scalars(select(Entry.what).order_by(Entry.id)))


def holds_it(folder: Path, words: str = SENTENCE) -> list[str]:
    """The files in which a sentence stands in plain."""
    return sorted(one.name for one in folder.rglob("*") if one.is_file() and words.encode() in one.read_bytes())


def everything(register: Register, path: Path) -> str:
    """The fingerprint of all that a register exports, but for its Record, which goes on."""
    export_register(register, path)
    tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
    path.unlink()
    rest = {name: rows for name, rows in tables.items() if name not in ("entry", "entry_change")}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def test_a_register_that_gets_a_passphrase_holds_all_that_it_held(register: Register, tmp_path: Path) -> None:
    before, entries = everything(register, tmp_path / "before.json"), done(register)
    passphrase.set_passphrase(register, WORDS)
    assert everything(register, tmp_path / "after.json") == before
    assert done(register) == [*entries, "Set a passphrase"]
    assert check_register(register) == ()


def test_it_goes_on_being_used_and_its_record_goes_on(locked: Register) -> None:
    say(locked, "Another name")
    assert said(locked) == "Another name"
    assert check_register(locked) == ()


def test_no_plain_word_of_it_is_on_the_disk_while_it_is_used_or_after(register: Register, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    register.close()
    assert holds_it(tmp_path) == ["five.desk"]  # as long as it is plain
    passphrase.set_passphrase(register, WORDS)
    later = "What was said afterwards about the laundry"
    say(register, later)
    in_use = [one.name for one in tmp_path.iterdir()]
    assert "five.desk-wal" in in_use
    written = backups.back_up(register, folder)
    assert written.faults == ()
    for words in (SENTENCE, later):
        assert holds_it(tmp_path, words) == []
    register.close()
    for words in (SENTENCE, later):
        assert holds_it(tmp_path, words) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["drive", "five.desk"]


def test_after_it_was_locked_it_opens_by_the_passphrase_alone(locked: Register) -> None:
    locked.close()
    passphrase.lock()
    assert passphrase.is_locked(locked.path)
    with pytest.raises(Locked, match="is locked with a passphrase"):
        open_register(locked.path)
    with pytest.raises(Refusal, match=r"not the passphrase of five\.desk, or the file is damaged or no register"):
        passphrase.unlock(locked.path, "eleven gray herons")
    with pytest.raises(Locked):
        open_register(locked.path)
    passphrase.unlock(locked.path, WORDS)
    with closing(open_register(locked.path)) as again:
        assert said(again) == SENTENCE


def test_no_passphrase_is_in_the_record_or_the_settings(locked: Register, tmp_path: Path) -> None:
    passphrase.change_passphrase(locked, WORDS, OTHER)
    passphrase.remove_passphrase(locked, OTHER)
    locked.close()
    for words in (WORDS, OTHER):
        assert holds_it(tmp_path, words) == []


def test_a_changed_passphrase_opens_it_and_the_old_one_no_more(locked: Register) -> None:
    passphrase.change_passphrase(locked, WORDS, OTHER)
    assert done(locked)[-1] == "Changed the passphrase"
    locked.close()
    passphrase.lock()
    with pytest.raises(Refusal, match="not the passphrase"):
        passphrase.unlock(locked.path, WORDS)
    passphrase.unlock(locked.path, OTHER)
    with closing(open_register(locked.path)) as again:
        assert said(again) == SENTENCE
        assert check_register(again) == ()


def test_a_passphrase_is_removed_by_whoever_knows_it(locked: Register) -> None:
    with pytest.raises(Refusal, match="not the passphrase"):
        passphrase.remove_passphrase(locked, OTHER)
    assert passphrase.has_passphrase(locked.path)
    passphrase.remove_passphrase(locked, WORDS)
    assert not passphrase.has_passphrase(locked.path)
    assert done(locked)[-1] == "Removed the passphrase"
    assert check_register(locked) == ()
    locked.close()
    with closing(sqlite3.connect(locked.path)) as plain:
        assert plain.execute("SELECT name FROM partnering").fetchone() == (SENTENCE,)


def test_a_passphrase_cannot_be_changed_without_the_old_one(locked: Register) -> None:
    with pytest.raises(Refusal, match="not the passphrase"):
        passphrase.change_passphrase(locked, "eleven gray herons", OTHER)
    assert done(locked)[-1] == "Set a passphrase"


@pytest.mark.parametrize("short", ["", "herons", "eleven grey", " " * 20])
def test_a_short_passphrase_is_refused_with_what_makes_a_good_one(register: Register, short: str) -> None:
    with pytest.raises(Refusal, match="At least 12 characters"):
        passphrase.set_passphrase(register, short)
    assert not passphrase.has_passphrase(register.path)


def test_nothing_but_length_is_asked_of_it(register: Register) -> None:
    passphrase.set_passphrase(register, "aaaaaaaaaaaa")
    assert passphrase.has_passphrase(register.path)


def test_it_is_typed_twice_alike() -> None:
    passphrase.check_same(WORDS, WORDS)
    with pytest.raises(Refusal, match="not typed the same both times"):
        passphrase.check_same(WORDS, OTHER)


def test_quotes_and_letters_of_any_script_are_taken(register: Register) -> None:
    words = 'l\'été — “dix‑neuf” ночей "x" ; DROP'
    passphrase.set_passphrase(register, words)
    register.close()
    passphrase.lock()
    passphrase.unlock(register.path, words)
    with closing(open_register(register.path)) as again:
        assert said(again) == SENTENCE


def test_what_does_not_fit_the_register_is_refused(register: Register) -> None:
    with pytest.raises(Refusal, match="has no passphrase"):
        passphrase.remove_passphrase(register, WORDS)
    passphrase.set_passphrase(register, WORDS)
    with pytest.raises(Refusal, match="has a passphrase already"):
        passphrase.set_passphrase(register, OTHER)


def test_after_five_wrong_ones_the_program_waits_longer_each_time(locked: Register, now: Now) -> None:
    locked.close()
    passphrase.lock()

    def wrong() -> str:
        with pytest.raises(Refusal) as refused:
            passphrase.unlock(locked.path, OTHER, now)
        return refused.value.sentence

    for _ in range(4):
        assert wrong() == "That is not the passphrase of five.desk, or the file is damaged or no register."
    assert wrong().endswith("5 wrong ones were typed; the next can be tried in 30 seconds.")
    assert wrong() == "5 wrong passphrases were typed. The next can be tried in 30 seconds."
    with pytest.raises(Refusal, match="in 30 seconds"):
        passphrase.unlock(locked.path, WORDS, now)  # the right one waits too
    now.time += timedelta(seconds=20)
    assert wrong() == "5 wrong passphrases were typed. The next can be tried in 10 seconds."
    now.time += timedelta(seconds=10)
    assert wrong().endswith("6 wrong ones were typed; the next can be tried in 60 seconds.")
    now.time += timedelta(seconds=60)
    passphrase.unlock(locked.path, WORDS, now)
    passphrase.lock()
    assert wrong() == "That is not the passphrase of five.desk, or the file is damaged or no register."


def test_the_wait_outlasts_the_program_and_is_the_registers_own(locked: Register, tmp_path: Path) -> None:
    locked.close()
    passphrase.lock()
    other = create_register(tmp_path / "other.desk")
    passphrase.set_passphrase(other, WORDS)
    other.close()
    passphrase.lock()
    program = (
        "import sys; from pathlib import Path; from partnering_desk.app import passphrase\n"
        "passphrase.unlock(Path(sys.argv[1]), sys.argv[2])"
    )
    for _ in range(5):
        subprocess.run([sys.executable, "-c", program, str(locked.path), OTHER], capture_output=True)
    tried = subprocess.run([sys.executable, "-c", program, str(locked.path), WORDS], capture_output=True, text=True)
    assert "5 wrong passphrases were typed" in tried.stderr
    passphrase.unlock(other.path, WORDS)


def test_a_clock_set_back_makes_nobody_wait_longer(now: Now) -> None:
    for _ in range(5):
        wrong_passphrases.count_one(b"salt", now)
    now.time -= timedelta(days=400)
    with pytest.raises(Refusal, match="in 30 seconds"):
        wrong_passphrases.see_time(b"salt", now)


def test_the_wait_has_an_end(now: Now) -> None:
    assert wrong_passphrases.wait_after(4) == timedelta(0)
    assert wrong_passphrases.wait_after(5) == timedelta(seconds=30)
    assert wrong_passphrases.wait_after(6) == timedelta(minutes=1)
    assert wrong_passphrases.wait_after(5000) == timedelta(hours=1)


def test_where_the_count_cannot_be_written_the_register_opens_all_the_same(locked: Register, now: Now) -> None:
    locked.close()
    passphrase.lock()
    (config_folder() / "wrong-passphrases.new").mkdir()  # as where the disk refuses
    for _ in range(5):
        with pytest.raises(Refusal, match="not the passphrase"):
            passphrase.unlock(locked.path, OTHER, now)
    with pytest.raises(Refusal, match="in 30 seconds"):
        passphrase.unlock(locked.path, WORDS, now)
    now.time += timedelta(minutes=1)
    passphrase.unlock(locked.path, WORDS, now)
    assert not passphrase.is_locked(locked.path)
    with pytest.raises(Refusal, match=r"or the file is damaged or no register\.$"):
        passphrase.change_passphrase(open_register(locked.path), OTHER, WORDS, now)


def test_a_spoilt_count_is_no_count(now: Now) -> None:
    (config_folder() / "wrong-passphrases.json").write_text("[1, 2", encoding="utf-8")
    wrong_passphrases.see_time(b"salt", now)


def test_a_file_that_only_looks_locked_is_refused_in_words(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.desk"
    garbage.write_bytes(hashlib.shake_256(b"garbage").digest(5 * 4096))
    with pytest.raises(Locked):
        open_register(garbage)
    with pytest.raises(Refusal, match=r"not the passphrase of garbage\.desk, or the file is damaged or no register"):
        passphrase.unlock(garbage, WORDS)


def test_a_plain_register_needs_no_passphrase(register: Register) -> None:
    passphrase.unlock(register.path, "anything")
    assert said(register) == SENTENCE


def test_a_damaged_locked_register_is_refused_in_words(locked: Register) -> None:
    locked.close()
    spoilt = bytearray(locked.path.read_bytes())
    spoilt[4096:40960] = bytes(36864)
    locked.path.write_bytes(spoilt)
    with pytest.raises(Fault, match="damaged"), closing(open_register(locked.path)) as again:
        check_register(again)


def test_a_register_that_another_program_has_open_is_left_as_it_is(register: Register) -> None:
    with closing(sqlite3.connect(register.path)) as other:
        other.execute("SELECT * FROM partnering").fetchall()
        with pytest.raises(Fault, match="open in another window or program"):
            passphrase.set_passphrase(register, WORDS)
    assert not passphrase.has_passphrase(register.path)
    assert said(register) == SENTENCE
    assert not recoded_half(register.path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there, no limit can be set on the size of files")
def test_where_the_disk_has_no_room_for_the_new_file_the_register_is_left_as_it_was(register: Register) -> None:
    register.close()
    program = (
        "import resource, signal, sys; from pathlib import Path; from partnering_desk.app import passphrase\n"
        "from partnering_desk.app.register import open_register\n"
        "register = open_register(Path(sys.argv[1]))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "passphrase.set_passphrase(register, sys.argv[2])"
    )
    tried = subprocess.run([sys.executable, "-c", program, str(register.path), WORDS], capture_output=True, text=True)
    assert tried.returncode == 1
    assert "records.fault.Fault: " in tried.stderr.splitlines()[-1]
    assert not recoded_half(register.path).exists()
    assert not passphrase.has_passphrase(register.path)
    assert check_register(register) == ()
    assert said(register) == SENTENCE


def test_search_finds_in_a_locked_register_what_it_finds_in_a_plain_one(sample: Path) -> None:
    with closing(open_register(sample)) as register:
        asked = ("minutes", "cg 2026", "okafor", "hostel", "paper", "Sílé", "19 nov")
        plain = [find(register, words) for words in asked]
        passphrase.set_passphrase(register, WORDS)
        assert [find(register, words) for words in asked] == plain
        assert any(plain)


def test_search_in_a_locked_register_passes_over_accents(locked: Register) -> None:
    locked.partnering_id = 1
    assert [one.title for one in find(locked, "ni bhriain")] == ["Aoife Ní Bhriain"]
    with locked.write() as session:
        session.execute(update(Person).where(Person.name == "Aoife Ní Bhriain").values(name="Željko Ilić"))
    assert [one.title for one in find(locked, "zeljko ilic")] == ["Željko Ilić"]


def test_an_older_register_under_a_passphrase_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    expected = arrived(unpacked(1, tmp_path / "plain"), tmp_path)
    old = lock_older(unpacked(1, tmp_path), tmp_path)
    salt = connecting.salt_of(old)
    assert salt is not None
    assert arrived(old, tmp_path) == expected
    assert connecting.salt_of(old) == salt
    assert connecting.salt_of(old.with_name("Northshire (form 1).desk")) == salt


def lock_older(path: Path, folder: Path) -> Path:
    """An older register under a passphrase, as a program of its time would have left it."""
    key, made = keys.new_key(WORDS), folder / "made.desk"
    made.touch()
    keys.hold(key)
    with closing(connecting.recoding(path)) as register:
        recoding.export(register, made, key)
    return made.replace(path)


def test_a_backup_is_locked_with_the_same_passphrase_and_verified(locked: Register, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    written = backups.back_up(locked, folder)
    assert written.words.startswith("Written and verified")
    assert holds_it(folder) == []
    (row,) = backups.backups(locked, folder)
    assert (row.state, row.locked) == ("Verified", False)
    assert not backups.due(locked, folder)
    restored = backups.restore(written.path, tmp_path / "restored.desk")
    assert restored.faults == ()
    locked.close()
    passphrase.lock()
    with pytest.raises(Locked):
        backups.restore(written.path, tmp_path / "again.desk")
    passphrase.unlock(restored.path, WORDS)
    with closing(open_register(restored.path)) as again:
        assert said(again) == SENTENCE


def test_an_earlier_backup_is_restored_by_the_passphrase_that_held_then(locked: Register, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    written = backups.back_up(locked, folder)
    passphrase.change_passphrase(locked, WORDS, OTHER)
    locked.close()
    passphrase.lock()
    passphrase.unlock(locked.path, OTHER)
    (row,) = backups.backups(locked, folder)
    assert (row.state, row.locked, row.verified) == ("Another passphrase", True, True)
    assert backups.thin_out(locked, folder) == ()
    assert backups.due(locked, folder)
    with pytest.raises(Locked, match=written.path.name):
        backups.restore(written.path, tmp_path / "restored.desk")
    passphrase.unlock(written.path, WORDS)
    backups.restore(written.path, tmp_path / "restored.desk")
    with closing(open_register(tmp_path / "restored.desk")) as again:
        assert done(again)[-1] == "Set a passphrase"


def test_what_a_crash_left_half_made_goes_when_the_register_is_opened(locked: Register) -> None:
    left = recoded_half(locked.path)
    locked.close()
    shutil.copy(locked.path, left)
    with closing(open_register(locked.path, SECRETARY)) as again:
        assert said(again) == SENTENCE
    assert not left.exists()
