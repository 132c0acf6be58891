"""An action log as it will be kept: each cell as read, what is doubtful in it, and what a person decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnering_desk.app.action_cells import ReadNote
from partnering_desk.app.action_log import Column
from partnering_desk.app.typed import Candidate
from partnering_desk.records.models import ActionState
from partnering_desk.rules.wording import count, join_words


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell: what stands in the file (or was typed instead), what it is kept as, and what is doubtful."""

    read: str
    kept: str
    doubt: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line as it will be kept."""

    line: int
    cells: Mapping[Column, ReadCell]
    text: str
    owners: tuple[Candidate, ...]
    owner_words: str
    due: date | None
    due_words: str
    state: ActionState
    closed_on: date | None
    notes: tuple[ReadNote, ...]
    meeting_id: int | None
    group_id: int | None
    source: str
    left_out: bool
    why: str
    """Why it is left out, or cannot be kept."""

    @property
    def faulty(self) -> bool:
        """Whether it says nothing to do, so that it must be put right or left out."""
        return not self.text and not self.left_out

    @property
    def doubts(self) -> tuple[tuple[Column, str], ...]:
        """What is doubtful in it, cell by cell."""
        return () if self.left_out else tuple((column, cell.doubt) for column, cell in self.cells.items() if cell.doubt)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided on the preview: cells typed anew, readings found right, lines left out or taken in."""

    edits: Mapping[tuple[int, Column], str] = field(default_factory=dict)
    right: frozenset[tuple[int, Column]] = frozenset()
    left_out: Mapping[int, bool] = field(default_factory=dict)
    group_id: int | None = None
    """The group of the actions whose line names none."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything in the sheet, as it will be kept."""

    filename: str
    rows: tuple[PreviewRow, ...]
    noted_on: date
    """The day of notes that name none."""

    @property
    def kept(self) -> tuple[PreviewRow, ...]:
        """The rows that become actions."""
        return tuple(one for one in self.rows if not one.left_out)

    @property
    def faulty(self) -> tuple[PreviewRow, ...]:
        """The rows that must be put right or left out first."""
        return tuple(one for one in self.rows if one.faulty)

    @property
    def doubtful(self) -> int:
        """How many cells are doubtful."""
        return sum(len(one.doubts) for one in self.rows)

    @property
    def words(self) -> str:
        """What will happen, in a sentence or two."""
        words = f"{count(len(self.kept), 'action')} will be kept"
        if left_out := len(self.rows) - len(self.kept):
            words += f", {count(left_out, 'row')} left out"
        words += f"; {count(self.doubtful, 'cell is', 'cells are')} doubtful." if self.doubtful else "."
        if self.faulty:
            rows = join_words(str(one.line) for one in self.faulty)
            words += f" First put right or leave out row{'s' * (len(self.faulty) > 1)} {rows}."
        return words
