"""A double click on a register opens it here: for this person, on Windows and on the desktops of Linux.

What is written is told first as plain values, so that it can be looked at everywhere. No rights are needed for it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

from platformdirs import user_data_path

from partnering_desk.app.register import SUFFIX
from partnering_desk.files import NAME, read_resource
from partnering_desk.rules.clause import Refusal

MIME = "application/x-partnering-desk"
PROGRAM_ID = "PartneringDesk.Register"
_CLASSES = "Software\\Classes"
_ENTRY, _TYPES = "applications/partnering-desk.desktop", "mime/packages/partnering-desk.xml"
_ICON = "icons/hicolor/scalable/apps/partnering-desk.svg"


def associate() -> str:
    """Have registers opened by this program from now on, and say so. Raises `Refusal` on macOS, OSError."""
    _see_offered()
    if sys.platform == "win32":
        import winreg

        for key, value in registry(program()).items():
            winreg.SetValue(winreg.HKEY_CURRENT_USER, key, winreg.REG_SZ, value)
    else:
        for path, text in desktop_files(program()).items():
            target = _data() / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        _tell_desktop()
    return f"A double click on a file that ends in {SUFFIX} opens it in {NAME} now."


def dissociate() -> str:
    """Take back what `associate` wrote, and say so. Raises as it."""
    _see_offered()
    if sys.platform == "win32":
        import winreg

        for key in reversed(registry(program())):
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except OSError:  # it is not there, or another program has put something into it
                continue
    else:
        for path in desktop_files(program()):
            (_data() / path).unlink(missing_ok=True)
        _tell_desktop()
    return f"A double click on a file that ends in {SUFFIX} no longer opens it in {NAME}."


def _see_offered() -> None:
    if sys.platform == "darwin":
        raise Refusal("On macOS this is not offered. Choose the program in the Finder, under Get Info, Open with.")


def program() -> tuple[str, ...]:
    """By which command the window of this copy of the program is opened."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    name = "partnering-desk-window.exe" if sys.platform == "win32" else "partnering-desk-window"
    installed = Path(sysconfig.get_path("scripts")) / name
    return (str(installed),) if installed.is_file() else (sys.executable, "-m", "partnering_desk")


def registry(command: Sequence[str]) -> dict[str, str]:
    """The keys under HKEY_CURRENT_USER, each with its value, outer ones first."""
    own = f"{_CLASSES}\\{PROGRAM_ID}"
    return {
        own: f"{NAME} register",
        f"{own}\\DefaultIcon": f"{command[0]},0",
        f"{own}\\shell": "open",
        f"{own}\\shell\\open": "",
        f"{own}\\shell\\open\\command": " ".join(f'"{part}"' for part in (*command, "%1")),
        f"{_CLASSES}\\{SUFFIX}": PROGRAM_ID,
    }


def desktop_files(command: Sequence[str]) -> Mapping[str, str]:
    """The files under a person's data folder, each with its text, by the rules of freedesktop.org.

    A register is known by its name, and by the application id in SQLite's head, 68 bytes on.
    """
    return {
        _TYPES: (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
            f'  <mime-type type="{MIME}">\n'
            f"    <comment>{NAME} register</comment>\n"
            '    <icon name="partnering-desk"/>\n'
            '    <magic priority="80">\n'
            '      <match type="string" value="SQLite format 3" offset="0">\n'
            '        <match type="string" value="PDsk" offset="68"/>\n'
            "      </match>\n"
            "    </magic>\n"
            f'    <glob pattern="*{SUFFIX}"/>\n'
            "  </mime-type>\n"
            "</mime-info>\n"
        ),
        _ENTRY: (
            "[Desktop Entry]\n"
            "Type=Application\n"
            f"Name={NAME}\n"
            "Comment=The meetings of a partnering contract\n"
            f"Exec={' '.join(_quoted(part) for part in command)} %f\n"
            "Icon=partnering-desk\n"
            "Terminal=false\n"
            "Categories=Office;\n"
            f"MimeType={MIME};\n"
        ),
        _ICON: read_resource("icons/app.svg"),
    }


def _quoted(part: str) -> str:
    escaped = "".join(f"\\\\{letter}" if letter in '"`$\\' else letter for letter in part).replace("%", "%%")
    return f'"{escaped}"'


def _data() -> Path:
    return user_data_path()


def _tell_desktop() -> None:
    """Desktops read what is in their folders once it was put together; without the tools they do so in time."""
    for tool, folder in (("update-mime-database", "mime"), ("update-desktop-database", "applications")):
        if found := shutil.which(tool):
            subprocess.run([found, str(_data() / folder)], check=False, capture_output=True)
