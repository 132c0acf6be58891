"""Icons as files in one colour, which is the only way in which a style sheet can show them."""

from __future__ import annotations

from pathlib import Path

from partnering_desk.files import config_folder, read_resource, resource


def tinted(name: str, colour: str) -> Path:
    """A file with the icon ``icons/<name>.svg`` in a colour, written once into the person's settings.

    Where it cannot be written it is the icon as it comes, in black.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    drawing = read_resource(f"icons/{name}.svg").replace("currentColor", colour)
    try:
        folder = config_folder() / "icons"
        path = folder / f"{name}-{colour.lstrip('#')}.svg"
        if not path.exists() or path.read_text(encoding="utf-8") != drawing:
            folder.mkdir(exist_ok=True)
            path.write_text(drawing, encoding="utf-8")
    except OSError:
        return resource(f"icons/{name}.svg")
    return path
