"""What is said before a document goes out of letters that it could not show."""

from partnering_desk.documents.snapshots import AgendaSheet, MinutesSheet
from partnering_desk.rules.wording import join_words

_TOLD = 5


def unprintable_words(sheet: AgendaSheet | MinutesSheet) -> str:
    """Which letters of a sheet no font has, as a sentence without its full stop; empty when every one can be shown."""
    from partnering_desk.documents.unprintable import without_glyph  # which brings ReportLab along

    letters = without_glyph(sheet)
    return f"No font has {join_words(letters[:_TOLD])}: printed as a number instead" if letters else ""
