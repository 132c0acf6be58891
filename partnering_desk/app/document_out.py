"""A document taken out of the register: its pages as they are shown, and a file in the form that its name asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from partnering_desk.app.written import write_whole
from partnering_desk.documents.forms import FORMS, check_form
from partnering_desk.documents.outline import Outline

__all__ = ["FORMS", "Outline", "Pages", "check_form", "pages", "save_document"]


@dataclass(frozen=True, slots=True)
class Pages:
    """A document on the screen: its pages, the same in words, and what its file is called."""

    pdf: bytes
    text: str
    filename: str


def pages(said: Outline, *, large: bool = False) -> Pages:
    """The pages of a document, in large print if `large`."""
    from partnering_desk.documents.forms import in_form
    from partnering_desk.documents.plain import outline_text

    return Pages(in_form(said, large=large), outline_text(said), filename(said))


def filename(said: Outline) -> str:
    """What the file of a document is called, without its ending: "Notice of meeting, CG-2026-06"."""
    reference = said.header.reference.replace("/", "-")
    return said.kind if reference in said.kind else f"{said.kind}, {reference}"


def save_document(said: Outline, target: Path, *, large: bool = False) -> Path:
    """Write a document to `target`, in the form that its ending asks for: .pdf, .docx or .html.

    What stood at `target` is replaced only once all is written. Gives `target`. Raises `Refusal` when it cannot be
    had in that form, `Fault` when it cannot be written.
    """
    from partnering_desk.documents.forms import in_form

    made = in_form(said, target.suffix, large=large)
    return write_whole(target, lambda half: half.write_bytes(made))
