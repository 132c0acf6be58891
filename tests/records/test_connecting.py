"""What a register's file is told to be, and by which driver it is reached."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from partnering_desk.records import connecting, glance, keys, store
from partnering_desk.records.fault import Fault, Locked

SENTENCE = "The hostel in Mill Lane closes for eleven nights"


@pytest.fixture
def key() -> keys.Key:
    return keys.new_key("eleven grey herons")


@pytest.fixture
def locked(tmp_path: Path, key: keys.Key) -> Path:
    """A file under a passphrase whose key is not held."""
    path = tmp_path / "locked.desk"
    path.touch()
    with closing(connecting.beginning(path, key)) as connection:
        connection.execute(f"PRAGMA application_id = {glance.APPLICATION_ID}")
        connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT, content BLOB)")
        connection.execute("INSERT INTO said VALUES (1, ?, zeroblob(10))", (SENTENCE,))
    return path


def test_a_locked_file_opens_with_its_key_and_not_without(locked: Path, key: keys.Key) -> None:
    with pytest.raises(Locked, match=r"locked\.desk is locked with a passphrase"):
        connecting.reading(locked)
    keys.hold(key)
    with closing(connecting.reading(locked)) as connection:
        assert connection.execute("SELECT words FROM said").fetchone() == (SENTENCE,)
    keys.drop_all()
    with pytest.raises(Locked):
        connecting.reading(locked)


def test_a_dropped_key_is_zeros(key: keys.Key) -> None:
    keys.hold(key)
    keys.drop_all()
    assert key.secret == bytes(32)
    assert keys.held(key.salt) is None


def test_any_sqlcipher_opens_it_by_the_passphrase_alone(locked: Path) -> None:
    from importlib import import_module

    with closing(import_module("sqlcipher3.dbapi2").connect(str(locked))) as connection:
        connection.execute("PRAGMA key = 'eleven grey herons'")
        assert connection.execute("SELECT words FROM said").fetchone() == (SENTENCE,)


def test_a_letter_typed_in_two_ways_gives_one_key() -> None:
    salt = b"0123456789abcdef"
    assert keys.key_from("caf\u00e9 on the corner", salt) == keys.key_from("cafe\u0301 on the corner", salt)


def test_nothing_of_the_key_is_in_its_words(key: keys.Key) -> None:
    assert key.secret.hex() not in repr(key)
    assert str(bytes(key.secret)) not in repr(key)


def test_bytes_are_read_and_written_in_both_kinds(locked: Path, key: keys.Key, tmp_path: Path) -> None:
    plain = tmp_path / "plain.desk"
    with closing(connecting.working(plain)) as connection:
        connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT, content BLOB)")
        connection.execute("INSERT INTO said VALUES (1, '', zeroblob(10))")
        connection.execute("COMMIT")
    keys.hold(key)
    for path in (locked, plain):
        with closing(connecting.copying(path)) as connection:
            with connecting.open_blob(connection, "said", 1, readonly=False) as blob:
                blob.write(b"ten bytes!")
            with connecting.open_blob(connection, "said", 1, readonly=True) as blob:
                assert blob.read(99) == b"ten bytes!"


def test_a_plain_register_or_what_is_none_is_not_taken_for_a_locked_one(sample: Path, tmp_path: Path) -> None:
    prose = tmp_path / "prose.desk"
    prose.write_text(SENTENCE * 2000)
    assert connecting.salt_of(sample) is None
    assert connecting.salt_of(prose) is None
    assert connecting.salt_of(tmp_path / "missing.desk") is None
    with pytest.raises(Fault, match="not a Partnering Desk register"):
        glance.form_of(prose)


def test_a_locked_file_is_known_by_any_name(locked: Path) -> None:
    assert connecting.salt_of(locked) == connecting.salt_of(locked.rename(locked.with_name("copy.bak")))


@pytest.mark.skipif(sys.platform == "win32", reason="there, closing a file takes no lock of another handle away")
def test_looking_at_an_open_register_leaves_its_locks_be(sample: Path) -> None:
    engine = store.bare(sample)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        assert connecting.salt_of(sample) is None
        other = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
        tried = subprocess.run([sys.executable, "-c", other, str(sample)], capture_output=True, text=True)
        assert "database is locked" in tried.stderr
    store.let_go(engine)


def test_the_errors_of_both_drivers_are_caught(locked: Path) -> None:
    keys.hold(keys.key_from("another passphrase", connecting.salt_of(locked) or b""))
    with pytest.raises(connecting.database_errors()) as caught, closing(connecting.reading(locked)) as connection:
        connection.execute("PRAGMA application_id")
    assert not isinstance(caught.value, sqlite3.Error)


def test_without_the_library_a_locked_register_is_refused_in_a_sentence(locked: Path) -> None:
    program = (
        "import sys; sys.modules['sqlcipher3'] = None\n"
        "from pathlib import Path\n"
        "from partnering_desk.records import connecting, keys, glance\n"
        "path = Path(sys.argv[1])\n"
        "keys.hold(keys.key_from('eleven grey herons', connecting.salt_of(path)))\n"
        "glance.form_of(path)"
    )
    tried = subprocess.run([sys.executable, "-c", program, str(locked)], capture_output=True, text=True)
    assert "lacks the part that opens such registers" in tried.stderr.splitlines()[-1]


def test_a_plain_register_is_opened_without_loading_the_other_driver(sample: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from partnering_desk.app.register import open_register\n"
        "register = open_register(Path(sys.argv[1])); register.engine.connect().close(); register.close()\n"
        "assert 'sqlcipher3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(sample)], check=True, env=os.environ)
