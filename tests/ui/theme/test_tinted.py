from pathlib import Path

import pytest

from partnering_desk.files import config_folder, resource
from partnering_desk.ui.theme.tinted import tinted


def test_an_icon_is_written_once_in_its_colour() -> None:
    path = tinted("check", "#0b5cad")
    assert path.parent.parent == config_folder()
    assert 'stroke="#0b5cad"' in path.read_text()
    before = path.stat().st_mtime_ns
    assert tinted("check", "#0b5cad") == path
    assert path.stat().st_mtime_ns == before


def test_where_nothing_can_be_written_the_icon_is_black(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    for name in ("XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "a file"))
    assert tinted("check", "#0b5cad") == resource("icons/check.svg")
