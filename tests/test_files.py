import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from partnering_desk import files

CHECKOUT = Path(__file__).parents[1]
FONT = "fonts/AtkinsonHyperlegible-Regular.ttf"


def font_found_by_a_program_in(folder: Path) -> Path:
    command = f"from partnering_desk.files import resource; print(resource({FONT!r}))"
    ran = subprocess.run([sys.executable, "-c", command], cwd=folder, capture_output=True, text=True, check=True)
    return Path(ran.stdout.strip())


def test_a_checkout_has_its_resources_at_the_top() -> None:
    assert files.resource(FONT) == CHECKOUT / "resources" / FONT


def test_an_installed_wheel_has_them_in_the_package(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=CHECKOUT, capture_output=True, check=True)
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
    assert font_found_by_a_program_in(tmp_path / "site") == tmp_path / "site/partnering_desk/resources" / FONT
    scripts = next((tmp_path / "site").glob("*.dist-info/entry_points.txt")).read_text()
    assert "partnering-desk = partnering_desk.__main__:main" in scripts


def test_a_frozen_program_has_them_beside_the_package(tmp_path: Path) -> None:
    """PyInstaller unpacks data files into the folder that also holds the packages."""
    (tmp_path / "partnering_desk").mkdir()
    for module in ("__init__.py", "files.py"):
        shutil.copy(CHECKOUT / "partnering_desk" / module, tmp_path / "partnering_desk")
    (tmp_path / "resources" / FONT).parent.mkdir(parents=True)
    shutil.copy(CHECKOUT / "resources" / FONT, tmp_path / "resources" / FONT)
    assert font_found_by_a_program_in(tmp_path) == tmp_path / "resources" / FONT


def test_a_resource_is_read_as_text() -> None:
    assert files.read_resource("icons/check.svg").startswith("<svg")


def test_a_missing_resource_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match="Installing Partnering Desk again puts it back"):
        files.resource("fonts/NoSuchFont.ttf")


def test_settings_and_logs_have_a_folder_of_their_own(tmp_path: Path) -> None:
    assert files.config_folder().is_dir()
    assert files.config_folder().is_relative_to(tmp_path)
    assert files.crash_log().is_relative_to(tmp_path)


def test_documents_are_where_the_person_keeps_them_or_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files.documents_folder() == tmp_path
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("WIN_PD_OVERRIDE_PERSONAL", str(tmp_path / "none"))
    assert files.documents_folder() == Path.home()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Minutes – Łódź.pdf", "Minutes – Łódź.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..\\..\\evil.exe", "-..-evil.exe"),
        ("/etc/passwd", "-etc-passwd"),
        ("C:\\Windows\\evil.exe", "C-Windows-evil.exe"),
        ("report.pdf:stream", "report.pdf-stream"),
        ("trailing. . .", "trailing"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1 .tar.gz", "_Com1 .tar.gz"),
        ("lpt¹", "_lpt¹"),
        ("console.txt", "console.txt"),
        ("invoice\u202efdp.exe", "invoice-fdp.exe"),
        ("a\0b\nc.txt", "a-b-c.txt"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_stays_in_its_folder_on_any_system(name: str, safe: str) -> None:
    assert files.safe_name(name) == safe


def test_of_a_name_too_long_the_end_stays() -> None:
    assert files.safe_name("ক" * 3000 + ".pdf").endswith("ক.pdf")
    assert len(files.safe_name("ক" * 3000 + ".pdf").encode()) <= 180
    assert files.safe_name("x" * 3000 + "/" + "y" * 175 + ".nul") == "-" + "y" * 175 + ".nul"
