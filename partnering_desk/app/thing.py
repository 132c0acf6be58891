"""One thing of a register, such as a decision, by the list that it stands in and its id there."""

from __future__ import annotations

from dataclasses import dataclass

from partnering_desk.rules.clause import Refusal


@dataclass(frozen=True, slots=True)
class Thing:
    """What has a history of its own in the Record. Written as "decision/17", which `thing_from` reads."""

    table: str
    row_id: int

    def __str__(self) -> str:
        """The thing as the window's places name it."""
        return f"{self.table}/{self.row_id}"


def thing_from(text: str) -> Thing:
    """The thing that `str` gave. Raises `Refusal` when the text is none."""
    table, _, row_id = text.partition("/")
    if not table or not row_id.isdecimal():
        raise Refusal(f"“{text}” names nothing that the Record could tell of.")
    return Thing(table, int(row_id))
