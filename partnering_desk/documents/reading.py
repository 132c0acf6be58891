"""A document in the body of a mail, so that a reader needs no PDF: as text and as HTML, beside each other."""

from partnering_desk.documents.html import html_body, html_page, html_rule, html_words
from partnering_desk.documents.outline import Outline
from partnering_desk.documents.plain import outline_text
from partnering_desk.documents.snapshots import Reading


def reading(outline: Outline) -> Reading:
    """What an outline says, as the body of a mail has it. The same outline gives the same words."""
    return Reading(outline_text(outline), html_body(outline))


def html_document(outline: Outline) -> bytes:
    """What an outline says, as an HTML file of its own."""
    return html_page(outline.title, [html_body(outline)]).encode()


def mail_text(letter: str, said: Reading, closing: str) -> str:
    """The text of a mail: the letter, what the document says, and the words that close it."""
    return f"{letter}\n\n* * *\n\n{said.text.strip()}\n\n* * *\n\n{closing}\n"


def mail_html(title: str, letter: str, said: Reading, closing: str) -> str:
    """The same as HTML; `letter` and `closing` are plain text."""
    return html_page(title, [html_words(letter), html_rule(), said.html, html_rule(), html_words(closing)])
