"""A reminder of the open actions of one owner (Governance 5.4.4)."""

from partnering_desk.documents.outline import Outline, Para, outline, plain, table
from partnering_desk.documents.snapshots import ReminderSheet


def reminder_outline(sheet: ReminderSheet) -> Outline:
    """Everything that the reminder says, as blocks."""
    refs, texts, due, given = zip(*sheet.actions, strict=True)
    columns = (("Action", refs), ("What is to be done", texts), ("Due", due), ("Given at", given))
    return outline(sheet.header, "Reminder of actions", [Para(plain(sheet.opening)), table(columns)])
