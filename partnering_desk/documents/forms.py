"""The forms in which one can have a document: pages, large print, a Word document, an HTML page."""

from partnering_desk.documents.outline import Outline
from partnering_desk.rules.clause import Refusal

FORMS = {".pdf": "PDF", ".docx": "Word", ".html": "Web page"}
"""The endings of a file's name, each with what a file of it is."""


def check_form(suffix: str, *, large: bool = False) -> None:
    """Nothing, when a document can be written to a file with that ending, in large print if `large`.

    Raises `Refusal` when it cannot.
    """
    if suffix.lower() not in ("", *FORMS):
        raise Refusal(f"Documents are not written as {suffix}. Name the file .pdf, .docx (Word) or .html.")
    if large and suffix.lower() not in ("", ".pdf"):
        raise Refusal(
            f"Large print is a PDF, and {suffix} is not. Name the file .pdf; other files grow with the reader."
        )


def in_form(outline: Outline, suffix: str = ".pdf", *, large: bool = False) -> bytes:
    """What an outline says, as a file with that ending; pages in large print if `large`.

    The same outline gives the same bytes. Raises `Refusal` when it cannot be written so.
    """
    check_form(suffix, large=large)
    match suffix.lower():
        case ".docx":
            from partnering_desk.documents.word import word_document

            return word_document(outline)
        case ".html":
            from partnering_desk.documents.reading import html_document

            return html_document(outline)
    from partnering_desk.documents.pages import outline_pdf  # ReportLab only when pages are made
    from partnering_desk.documents.tagged.scale import LARGE, NORMAL

    return outline_pdf(outline, LARGE if large else NORMAL)
