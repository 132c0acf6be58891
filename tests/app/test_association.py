"""A double click opens a register: what is written for that, and what a desktop of Linux makes of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from partnering_desk.app.association import MIME, associate, desktop_files, dissociate, registry
from partnering_desk.app.register import create_register
from partnering_desk.cli import main
from partnering_desk.records.glance import APPLICATION_ID
from partnering_desk.rules.clause import Refusal


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_what_windows_is_told() -> None:
    assert registry(("C:\\Program Files\\Desk\\desk.exe",)) == {
        "Software\\Classes\\PartneringDesk.Register": "Partnering Desk register",
        "Software\\Classes\\PartneringDesk.Register\\DefaultIcon": "C:\\Program Files\\Desk\\desk.exe,0",
        "Software\\Classes\\PartneringDesk.Register\\shell": "open",
        "Software\\Classes\\PartneringDesk.Register\\shell\\open": "",
        "Software\\Classes\\PartneringDesk.Register\\shell\\open\\command": '"C:\\Program Files\\Desk\\desk.exe" "%1"',
        "Software\\Classes\\.desk": "PartneringDesk.Register",
    }


def test_what_a_desktop_of_linux_is_told() -> None:
    files = desktop_files(("/opt/my $desk/100%/run", "-m", "x"))
    assert 'Exec="/opt/my \\\\$desk/100%%/run" "-m" "x" %f\n' in files["applications/partnering-desk.desktop"]
    assert f"MimeType={MIME};" in files["applications/partnering-desk.desktop"]
    types = ElementTree.fromstring(files["mime/packages/partnering-desk.xml"])
    match = types.findall(".//{*}match")[-1]
    assert match.get("value", "").encode() == APPLICATION_ID.to_bytes(4)
    assert match.get("offset") == "68"


@pytest.mark.skipif(sys.platform != "linux", reason="the files are those of Linux's desktops")
def test_it_is_written_for_this_person_and_taken_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["associate"]) == 0
    assert "opens it in Partnering Desk now" in capsys.readouterr().out
    written = [data / path for path in desktop_files(("x",))]
    assert all(path.is_file() for path in written)
    assert main(["associate", "--remove"]) == 0
    assert not any(path.exists() for path in written)
    assert dissociate().startswith("A double click on a file that ends in .desk no longer")


@pytest.mark.skipif(
    not os.environ.get("CI") and not (shutil.which("gio") and shutil.which("update-mime-database")),
    reason="no desktop's tools",
)
def test_the_desktop_then_knows_a_register_by_its_name_and_by_its_content(data: Path, tmp_path: Path) -> None:
    associate()
    register = tmp_path / "north.desk"
    create_register(register).close()
    nameless = Path(shutil.copy(register, tmp_path / "nameless"))
    for path in (register, nameless):
        said = subprocess.run(
            ["gio", "info", "-a", "standard::content-type", str(path)], check=True, capture_output=True, text=True
        )
        assert f"standard::content-type: {MIME}" in said.stdout


def test_on_macos_it_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Refusal, match="not offered"):
        associate()
