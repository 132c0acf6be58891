"""A register of every form that was ever released, and what each is once it has arrived at today's.

After a change of today's form, ``python -m tests.records.known_registers`` writes anew what they arrive as; what
changed in it is then for a person to judge.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from partnering_desk.app.exchange import export_register
from partnering_desk.app.register import open_register
from partnering_desk.records import glance
from partnering_desk.records.trail import Author
from partnering_desk.records.upgrade import upgrade

KEPT = Path(__file__).parents[1] / "data" / "registers"
FORMS = range(1, glance.SCHEMA_VERSION)
NOW = datetime(2026, 12, 1, 9)
AUTHOR = Author(NOW.replace(tzinfo=UTC), NOW, "M. Okafor", "office", "screen", "0")


def unpacked(form: int, folder: Path) -> Path:
    """The register of a form, in `folder`."""
    path = folder / "Northshire.desk"
    with lzma.open(KEPT / f"form-{form}.desk.xz") as packed, path.open("wb") as target:
        shutil.copyfileobj(packed, target)
    return path


def arrived(path: Path, folder: Path) -> object:
    """What an older register is once it was brought to today's form: its export, with the fingerprints of bytes."""
    upgrade(path, lambda: AUTHOR)
    with closing(open_register(path)) as register:
        export_register(register, folder / "export.json")
    tables = json.loads((folder / "export.json").read_text(encoding="utf-8"))["tables"]
    for table in ("paper_content", "document_content"):
        for row in tables[table]:
            row["content"] = hashlib.sha256(row["content"].encode()).hexdigest()
    return tables


def _write() -> None:
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            tables = arrived(unpacked(form, Path(folder)), Path(folder))
        text = json.dumps(tables, ensure_ascii=False, indent=1)
        (KEPT / f"form-{form}.json.xz").write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    _write()
