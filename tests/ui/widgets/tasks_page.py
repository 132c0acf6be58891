"""A page with one register on it, whose columns are of every kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from partnering_desk.app.register import Register
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.widgets.register_view import RegisterView
from partnering_desk.ui.widgets.rows import Column


@dataclass(frozen=True, slots=True)
class Task:
    number: int
    text: str
    due: date | None = None
    kept: datetime = datetime(2026, 11, 11, 10, 5)
    cost: int = 7


TASKS = (
    Task(1, "=Report move-on", date(2027, 1, 18)),
    Task(2, "Visit the hostel", date(2026, 12, 4)),
    Task(3, "Report the credit"),
)


class TasksPage(Page):
    """Shows the tasks; `words` gives what stands in their column."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.words: Callable[[Task], str] = lambda one: one.text
        columns: list[Column[Task]] = [
            Column("Ref", lambda one: f"A-{one.number}", sort=lambda one: one.number),
            Column("Action", lambda one: self.words(one), width=0),
            Column("Due", lambda one: f"{one.due:%d %b}" if one.due else "no date", sort=lambda one: one.due),
            Column("Kept", lambda one: f"{one.kept:%d %b}", value=lambda one: one.kept.date()),
            Column("Cost", lambda one: str(one.cost), sort=lambda one: one.cost),
        ]
        self.view: RegisterView[Task] = RegisterView("Tasks", columns, key=lambda one: one.number, one="task")
        self.content.addWidget(self.view)
        self.view.set_rows(TASKS)
