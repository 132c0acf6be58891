"""The folder for backups: chosen once for this person on this machine."""

from pathlib import Path

import pytest

from partnering_desk.app.backup_place import choose_folder, chosen_folder
from partnering_desk.files import config_folder
from partnering_desk.rules.clause import Refusal


def test_a_folder_is_kept_for_the_next_time(tmp_path: Path) -> None:
    assert chosen_folder() is None
    folder = tmp_path / "Ótto’s drive"
    folder.mkdir()
    choose_folder(folder)
    assert chosen_folder() == folder


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        choose_folder(tmp_path / "nowhere")
    assert chosen_folder() is None


def test_a_choice_that_cannot_be_read_is_none() -> None:
    (config_folder() / "backups.txt").write_bytes(b"\xff\xfe\xff")
    assert chosen_folder() is None
