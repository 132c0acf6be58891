"""One person: name, post, organisation, address, and how papers reach them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app.people import DELIVERY_WORDS, Delivery
from partnering_desk.app.people_import import valid_address
from partnering_desk.app.plan import NewPerson
from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled

OTHER = "Another organisation, of neither party"


class PersonDialog(Dialog):
    """Adds or corrects a person. `organisations` are names with their side in words: ("LB Brent", "Commissioner")."""

    def __init__(
        self,
        parent: QWidget | None,
        person: NewPerson,
        organisations: Sequence[tuple[str, str]],
        *,
        new: bool = True,
    ) -> None:
        super().__init__(parent, "Add a person" if new else f"Change {person.name}", "Keep person")
        self.name = QLineEdit(person.name)
        self.job_title = QLineEdit(person.job_title)
        offered = [(name, f"{name} ({side})" if side else name) for name, side in organisations]
        self.organisation = Options("Organisation", [("", "None"), *offered, (OTHER, OTHER)])
        self.organisation.set_value(person.organisation)
        self.other = QLineEdit()
        self.email = QLineEdit(person.email)
        self.delivery = Options("Papers", list(DELIVERY_WORDS.items()))
        self.delivery.set_value(person.delivery)
        self.body.addWidget(labelled("&Name", self.name))
        self.body.addWidget(labelled("&Job title", self.job_title))
        self.body.addWidget(labelled("&Organisation", self.organisation))
        self._other = labelled("Its na&me", self.other, "Its people attend; they are no Group Members.")
        self.body.addWidget(self._other)
        self.body.addWidget(labelled("&E-mail", self.email))
        self.body.addWidget(labelled("&Papers", self.delivery))
        self.organisation.currentIndexChanged.connect(lambda _place: self._show_other())
        self._show_other()
        self.name.setFocus()

    def _show_other(self) -> None:
        self._other.setVisible(self.organisation.value() == OTHER)

    def person(self) -> NewPerson:
        """The person as typed. Raises `Refusal` when a field is wrong."""
        name, email = self.name.text().strip(), self.email.text().strip()
        if not name:
            raise Refusal("The person has no name. Type it.")
        if email and not valid_address(email):
            raise Refusal(f"“{email}” is not an e-mail address. Correct it, or leave it empty for paper.")
        organisation = self.organisation.value()
        if organisation == OTHER:
            organisation = self.other.text().strip()
            if not organisation:
                raise Refusal("Type the name of the organisation, or choose one of the list.")
        delivery = self.delivery.value()
        return NewPerson(name, organisation, self.job_title.text().strip(), email, Delivery(delivery))
