"""Matters that the contract decides in another way than by both parties' votes (Governance 5.7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from partnering_desk.app.readings import change_setting
from partnering_desk.app.register import Register
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import ReservedMatter
from partnering_desk.ui.partnering.change_dialogs import needed
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.typed_fields import DateField

_HINT = "One a line: the matter / its clause / Commissioner, Contractor or both"


class ReservedDialog(Dialog):
    """Asks for the reserved matters, one a line, and the day from which they hold."""

    def __init__(self, parent: QWidget | None, register: Register, matters: Sequence[ReservedMatter]) -> None:
        super().__init__(parent, "Reserved matters", "Keep reserved matters")
        self._register = register
        self.matters = QPlainTextEdit("\n".join(_line(one) for one in matters))
        self.matters.setTabChangesFocus(True)
        self.matters.setMinimumHeight(current().px(140))
        self.since = DateField(register.today)
        self.since.set_value(register.today())
        self.body.addWidget(labelled("&Matters", self.matters, _HINT))
        self.body.addWidget(labelled("Hold &from", self.since, "What was decided before that day stays as it was."))
        self.does = self.keep
        self.matters.setFocus()

    def keep(self) -> None:
        """Keep the matters. Raises `Refusal`."""
        lines = [line for line in self.matters.toPlainText().splitlines() if line.strip()]
        day = needed(self.since, "The reading")
        change_setting(self._register, "reserved_matters", [_read(line) for line in lines], day)


def _line(matter: ReservedMatter) -> str:
    who = matter.decided_by.words if matter.decided_by is not None else "both"
    return f"{matter.title} / {matter.clause} / {who}"


def _read(line: str) -> dict[str, str | None]:
    parts = [part.strip() for part in line.split("/")]
    who = parts[-1].casefold()
    if len(parts) != 3 or not all(parts) or who not in (*PartyRole, "both"):
        raise Refusal(f"“{line.strip()}” is not understood. Type it like: Rent setting / Schedule 9 / Commissioner.")
    return {"title": parts[0], "clause": parts[1], "decided_by": None if who == "both" else who}
