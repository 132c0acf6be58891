"""One group: what the Appendix says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app.plan import NewGroup
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.numbers import group_code
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.wording import sentence_case, show_minutes
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.typed_fields import DateField, TimeField, TypedField


def read_minutes(text: str) -> int:
    """Minutes as typed: "120", "2 hours", "1.5 h". Raises `Refusal` when it is no length."""
    said = text.casefold().replace("hours", "h").replace("hour", "h").replace("minutes", "").replace("min", "")
    try:
        minutes = float(said.removesuffix("h").strip() if said.strip().endswith("h") else said)
    except ValueError:
        raise Refusal(f"“{text}” is no length of time. Type it like 120 or 2 hours.") from None
    return round(minutes * 60) if said.strip().endswith("h") else round(minutes)


class GroupDialog(Dialog):
    """Adds or changes a group. The code is proposed from the name until somebody types one."""

    def __init__(
        self,
        parent: QWidget | None,
        group: NewGroup,
        taken: Sequence[str],
        today: Callable[[], date],
        *,
        new: bool = True,
        code_fixed: bool = False,
    ) -> None:
        super().__init__(parent, "Add a group" if new else f"Change {group.name}", "Keep group")
        self._group, self._taken = group, tuple(taken)
        self.kind = Options("Kind", [(kind, kind.words) for kind in GroupKind])
        self.kind.setEnabled(new)
        self.name = QLineEdit()
        self.area = QLineEdit()
        self.frequency = Options("How often", [(one, sentence_case(one.words)) for one in Frequency])
        self.location = QLineEdit()
        self.start = DateField(today)
        self.at = TimeField()
        self.length: TypedField[int] = TypedField(
            read_minutes, lambda minutes: show_minutes(timedelta(minutes=minutes)), "2 hours"
        )
        self.code = QLineEdit()
        self.code.setEnabled(not code_fixed)
        self._build(code_fixed)
        self._fill()
        self._code_typed = not new or bool(group.code and group.code != group_code(group.name, self._taken))
        self.name.textEdited.connect(self._propose_code)
        self.code.textEdited.connect(self._keep_code)
        self.name.setFocus()

    def _build(self, code_fixed: bool) -> None:
        self.body.addWidget(labelled("&Name", self.name))
        self.body.addLayout(row(labelled("&Kind", self.kind), labelled("&Area", self.area), space=12))
        self.body.addLayout(
            row(labelled("How &often", self.frequency), labelled("&Planned start", self.start), space=12)
        )
        self.body.addWidget(labelled("&Where it meets", self.location))
        self.body.addLayout(row(labelled("Usually &from", self.at), labelled("&Lasts", self.length), space=12))
        hint = "Meetings bear it already, so it stays." if code_fixed else "Meetings are numbered with it: CG/2026/06."
        self.body.addWidget(labelled("&Code", self.code, hint))

    def _fill(self) -> None:
        group = self._group
        self.kind.set_value(group.kind)
        self.name.setText(group.name)
        self.area.setText(group.area)
        self.frequency.set_value(group.frequency)
        self.location.setText(group.location)
        self.start.set_value(None if group.planned_start == date.max else group.planned_start)
        self.at.set_value(group.usual_start)
        self.length.set_value(group.usual_minutes)
        self.code.setText(group.code)

    def _propose_code(self, name: str) -> None:
        if not self._code_typed:
            self.code.setText(group_code(name, self._taken) if name.strip() else "")

    def _keep_code(self, code: str) -> None:
        self._code_typed = bool(code.strip())

    def group(self) -> NewGroup:
        """The group as it stands in the fields, with the people it had. Raises `Refusal` when a field is wrong."""
        start, at = self.start.value(), self.at.value()
        if not self.name.text().strip():
            raise Refusal("The group has no name. Type it.")
        if start is None:
            raise Refusal("Say from when the group is planned to meet (Governance 5.1).")
        if at is None:
            raise Refusal("Say at what time the group usually meets. It can be changed for each meeting.")
        old = self._group
        return NewGroup(
            self.kind.value(),
            self.name.text().strip(),
            self.frequency.value(),
            start,
            self.code.text().strip(),
            self.area.text().strip(),
            self.location.text().strip(),
            at,
            self.length.value() or old.usual_minutes,
            old.members,
            old.chair,
            old.vice_chair,
            old.minute_taker,
            old.attendees,
        )
