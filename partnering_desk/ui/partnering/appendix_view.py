"""The Appendix of groups and members at any date: on the screen, and as a file (Governance 5.1)."""

from __future__ import annotations

from functools import partial

from partnering_desk.app.appendix import appendix
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.document_view import DocumentView
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.typed_fields import DateField


class AppendixView(DocumentView):
    """The Appendix on a day, today unless another is typed."""

    def __init__(self, register: Register) -> None:
        day = DateField(register.today)
        super().__init__("Appendix", lambda: partial(appendix, register, day.value()), [labelled("As &at", day)])
        self.day = day
        self.day.line.setPlaceholderText("Today")
        self.day.changed.connect(self.refresh)
