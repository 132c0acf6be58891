"""Minutes written as files: in each form, and each says which file is the record."""

from __future__ import annotations

import io

import docx
import pytest

from partnering_desk.app import minutes
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.held import DECISION, Held, hold
from tests.documents.html_reading import seen


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


def words(held: Held, suffix: str) -> str:
    made = minutes.minutes_bytes(held.register, held.meeting_id, suffix)
    if suffix == ".html":
        return seen(made.decode()).words
    return "\n".join(one.text for one in docx.Document(io.BytesIO(made)).paragraphs)


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_a_draft_says_that_it_is_no_record_yet(held: Held, suffix: str) -> None:
    said = words(held, suffix)
    assert DECISION in said
    assert "The record of these minutes will be the PDF that is circulated, with its fingerprint." in said


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_what_went_out_names_the_pdf_and_its_fingerprint(held: Held, suffix: str) -> None:
    held.circulate()
    (kept,) = minutes.versions(held.register, held.meeting_id)
    said = words(held, suffix)
    assert f"is the PDF “CG-2026-01 minutes.pdf” with the fingerprint SHA-256 {kept.sha256}." in said
    assert "Approved for circulation by N. Amadi" in said


def test_the_pages_are_those_that_were_frozen(held: Held) -> None:
    draft = minutes.minutes_bytes(held.register, held.meeting_id)
    assert draft.startswith(b"%PDF")
    held.circulate()
    kept = minutes.minutes_bytes(held.register, held.meeting_id, "")
    assert kept == minutes.minutes_bytes(held.register, held.meeting_id, ".PDF")
    assert kept != draft


def test_the_preview_is_saved_as_it_is_shown(held: Held) -> None:
    shown = minutes.preview(held.register, held.meeting_id)
    assert shown is not None
    assert minutes.in_form(shown.sheet, shown.pdf, shown.record, ".pdf") == shown.pdf
    assert shown.record.startswith("This is a draft to work on.")
    held.circulate()
    frozen = minutes.preview(held.register, held.meeting_id)
    assert frozen is not None
    assert "with the fingerprint SHA-256" in frozen.record


def test_another_form_is_refused(held: Held) -> None:
    with pytest.raises(Refusal, match=r"Documents are not written as \.odt. Name the file \.pdf, \.docx"):
        minutes.minutes_bytes(held.register, held.meeting_id, ".odt")
