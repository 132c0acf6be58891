"""Where the program's own files are, and where a person's settings are kept."""

import re
from pathlib import Path

from platformdirs import user_config_path, user_documents_path, user_log_path

NAME = "Partnering Desk"

_PACKAGE = Path(__file__).resolve().parent
_INSIDE = _PACKAGE / "resources"
# An installed wheel has the resources in the package; a checkout and a frozen program have them beside it.
_RESOURCES = _INSIDE if _INSIDE.is_dir() else _PACKAGE.parent / "resources"


def resource(name: str) -> Path:
    """The path of a file that comes with the program, such as ``fonts/NotoSans-Regular.ttf``.

    Raises:
        FileNotFoundError: the installation is damaged; there is no such file.
    """
    path = _RESOURCES / name
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing. Installing {NAME} again puts it back.")
    return path


def read_resource(name: str) -> str:
    """The text of a file that comes with the program.

    Raises:
        FileNotFoundError: the installation is damaged; there is no such file.
    """
    return resource(name).read_text(encoding="utf-8")


def config_folder() -> Path:
    """The folder of this person's settings, made when it is not there.

    Raises:
        OSError: the folder cannot be made.
    """
    return user_config_path(NAME, appauthor=False, roaming=True, ensure_exists=True)


def documents_folder() -> Path:
    """The folder in which this person keeps documents; their home where there is none."""
    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def crash_log() -> Path:
    """What is written when the program itself is wrong; neither it nor its folder may be there."""
    return user_log_path(NAME, appauthor=False) / "crash.log"


_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+')
"""What ends a name, leads out of a folder, or turns the letters of an ending round, on some system."""
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)")
"""What Windows takes for a device, whatever its ending."""
_LONGEST_NAME = 180
"""Bytes, so that a folder may have a long name too."""


def safe_name(name: str, otherwise: str = "file") -> str:
    """A name for a file that any system keeps in the folder that is meant, as near to `name` as can be.

    Of a long name its end stays, which says what kind of file it is; of one with nothing left, `otherwise`.
    """
    kept = _UNSAFE.sub("-", name).encode("utf-8", "replace")[-_LONGEST_NAME:].decode("utf-8", "ignore").strip(" .")
    return f"_{kept}" if _DEVICE.match(kept) else kept or otherwise
