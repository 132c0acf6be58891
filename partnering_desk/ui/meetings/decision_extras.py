"""What may be said with a decision: reasons, options, the views of other authorities, a reserved matter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from partnering_desk.app.ballots import PartyBallot
from partnering_desk.app.matters import View
from partnering_desk.rules.settings import ReservedMatter
from partnering_desk.ui.widgets.card import clear, column
from partnering_desk.ui.widgets.fields import labelled


class DecisionExtras(QWidget):
    """Folded away until it is asked for (practice P11; Governance 5.7; cross-authority)."""

    def __init__(self, reserved: Sequence[ReservedMatter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reasons, self.options = QLineEdit(), QLineEdit()
        self.reserved = QComboBox()
        self.reserved.addItem("No: decided by unanimity (Governance 5.7)", "")
        for one in reserved:
            decider = f", decided by the {one.decided_by.words}" if one.decided_by else ""
            self.reserved.addItem(f"{one.title} ({one.clause}{decider})", one.title)
        self._views: dict[tuple[int, int | None], QLineEdit] = {}
        self._shown: tuple[tuple[int, int | None], ...] = ()
        self._places = column(space=8)
        body = column(
            labelled("&Reasons", self.reasons), labelled("O&ptions weighed", self.options), self._places, space=8
        )
        reserved_field = labelled("Reserved &matter", self.reserved)
        reserved_field.setVisible(bool(reserved))
        body.addWidget(reserved_field)
        self.setLayout(body)

    def show_others(self, ballots: Sequence[PartyBallot]) -> None:
        """Ask for the view of each authority besides the leading one; what was typed stays."""
        others = [other for ballot in ballots for other in ballot.others]
        keys = tuple((other.organisation_id, other.person_id) for other in others)
        if keys == self._shown:
            return
        typed = {key: field.text() for key, field in self._views.items()}
        clear(self._places)
        self._views.clear()
        for key, other in zip(keys, others, strict=True):
            field = QLineEdit(typed.get(key, ""))
            field.setPlaceholderText("what was said, if it was")
            person = f" ({other.person})" if other.person else ""
            self._places.addWidget(labelled(f"View of {other.name}{person}".replace("&", "&&"), field))
            self._views[key] = field
        self._shown = keys

    def views(self) -> tuple[View, ...]:
        """The views that were typed."""
        return tuple(
            View(organisation, person, field.text())
            for (organisation, person), field in self._views.items()
            if field.text().strip()
        )
