"""Text that goes into a spreadsheet as text: none of it is taken for a formula, and none is more than a cell holds."""

from __future__ import annotations

import re

LONGEST = 32_767
"""Characters that a cell of a spreadsheet holds."""
_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML file may hold, and so no workbook."""


def defused(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would work it out: after =, +, -, @, tab or return."""
    return f"'{text}" if text.startswith(_STARTS) else text


def cell(text: str) -> str:
    """`text` as a cell takes it: defused, without characters that cannot be written, and cut where it is too long."""
    plain = defused(_NOT_WRITTEN.sub("", text))
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
