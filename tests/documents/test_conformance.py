"""Every PDF of the program's own text conforms to PDF/UA-1 and PDF/A-2a, whatever state it is in."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from partnering_desk.app.register import open_register
from partnering_desk.documents.agenda import agenda_pdf
from partnering_desk.documents.appendix import appendix_outline
from partnering_desk.documents.blocks import text
from partnering_desk.documents.group_report import group_report_outline
from partnering_desk.documents.house import render
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.notice import notice_outline
from partnering_desk.documents.pages import outline_pdf
from partnering_desk.documents.registers import action_list_outline, attendance_outline, decision_register_outline
from partnering_desk.documents.snapshots import ActionLine, MinutesItem, MinutesSheet, Tone
from partnering_desk.documents.tagged.picture import Picture
from partnering_desk.documents.tagged.scale import LARGE
from tests.documents.conformance import Engine, documents_of
from tests.documents.sheets import (
    ACTION_LIST,
    AGENDA,
    APPENDIX,
    ATTENDED,
    BARE_ACTION_LIST,
    BARE_ATTENDED,
    BARE_DECISION_REGISTER,
    BARE_GROUP_REPORT,
    BARE_MINUTES,
    BARE_NOTICE,
    DECISION_REGISTER,
    GROUP_REPORT,
    HEADER,
    LONG_ACTION_LIST,
    LONG_ATTENDED,
    LONG_DECISION_REGISTER,
    LONG_GROUP_REPORT,
    MINUTES,
    NOTICE,
)
from tests.documents.structure import structure

CIRCULATED = replace(HEADER, status="Circulated 18 November 2026", tone=Tone.QUIET, version=1, author="M.\x07 <Okafor>")
CONFIRMED = replace(HEADER, status="Confirmed", tone=Tone.GOOD, version=1)
CORRECTED = replace(CONFIRMED, version=2, supersedes="Corrects version 1 as decided at CG/2026/07.")
EVERYTHING = (
    """# Head

### Too deep a head

Words, **bold**, *italic*, `code`, ~~struck~~ and [a link *in two looks*](https://a.example/?q=1&r=2).

Led by علي حيدر (لندن ١٢٣) and [রহমান মিতা](https://a.example/), Дмитро, Ελένη, Ọ̀ṣéì 🗹 中.

محمد بن عبد الله (المدير) حضر الاجتماع.

1. one
   - two
     > quoted

     | A | B |
     |---|---|
     | 1 |   |
2.
   ```
   typed
   ```

***

Long: https://a.example/"""
    + "path/" * 60
)
LONG = MinutesSheet(
    HEADER,
    items=(MinutesItem("1", "Notes", EVERYTHING + "\n\nA long speech." + " It goes on." * 900),),
    actions=tuple(ActionLine(f"A-{at}", "Do what was agreed.", "A. Brandt") for at in range(90)),
)
CHANGED = replace(LONG.items[0], notes_before=EVERYTHING.replace("one", "first").replace("Led by", "- Led by"))


@pytest.mark.parametrize(
    "pdf",
    [
        pytest.param(agenda_pdf(AGENDA), id="agenda"),
        pytest.param(minutes_pdf(MINUTES), id="draft"),
        pytest.param(minutes_pdf(replace(MINUTES, header=CIRCULATED)), id="circulated"),
        pytest.param(minutes_pdf(replace(MINUTES, header=CONFIRMED)), id="confirmed"),
        pytest.param(minutes_pdf(replace(LONG, header=CORRECTED, items=(CHANGED,))), id="corrected"),
        pytest.param(minutes_pdf(BARE_MINUTES), id="hardly any minutes"),
        pytest.param(minutes_pdf(LONG), id="every kind of note, over pages"),
        pytest.param(outline_pdf(appendix_outline(APPENDIX)), id="appendix"),
        pytest.param(outline_pdf(notice_outline(NOTICE)), id="notice"),
        pytest.param(outline_pdf(notice_outline(BARE_NOTICE)), id="hardly any notice"),
        pytest.param(outline_pdf(notice_outline(NOTICE), LARGE), id="notice in large print"),
        pytest.param(outline_pdf(action_list_outline(ACTION_LIST)), id="action list"),
        pytest.param(outline_pdf(action_list_outline(BARE_ACTION_LIST)), id="no action"),
        pytest.param(outline_pdf(action_list_outline(LONG_ACTION_LIST)), id="action list over pages"),
        pytest.param(outline_pdf(action_list_outline(ACTION_LIST), LARGE), id="action list in large print"),
        pytest.param(outline_pdf(attendance_outline(ATTENDED)), id="attendance"),
        pytest.param(outline_pdf(attendance_outline(BARE_ATTENDED)), id="no attendance"),
        pytest.param(outline_pdf(attendance_outline(LONG_ATTENDED)), id="attendance over pages"),
        pytest.param(outline_pdf(attendance_outline(ATTENDED), LARGE), id="attendance in large print"),
        pytest.param(outline_pdf(group_report_outline(GROUP_REPORT)), id="group report"),
        pytest.param(outline_pdf(group_report_outline(BARE_GROUP_REPORT)), id="hardly any group report"),
        pytest.param(outline_pdf(group_report_outline(LONG_GROUP_REPORT)), id="group report over pages"),
        pytest.param(outline_pdf(group_report_outline(GROUP_REPORT), LARGE), id="group report in large print"),
        pytest.param(outline_pdf(decision_register_outline(DECISION_REGISTER)), id="decision register"),
        pytest.param(outline_pdf(decision_register_outline(BARE_DECISION_REGISTER)), id="no decision"),
        pytest.param(outline_pdf(decision_register_outline(LONG_DECISION_REGISTER)), id="decisions over pages"),
        pytest.param(outline_pdf(decision_register_outline(DECISION_REGISTER), LARGE), id="decisions in large print"),
        pytest.param(minutes_pdf(LONG, LARGE), id="large print"),
    ],
)
def test_a_document_conforms(verapdf: Engine, pdf: bytes) -> None:
    assert verapdf.faults(pdf) == []


def test_a_document_with_a_picture_in_it_conforms(verapdf: Engine) -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 20), (11, 92, 173, 128)).save(out, "PNG")
    picture = Picture(out.getvalue(), 80, "The arms of the Five Boroughs")
    pdf = render(HEADER, "Letter", lambda: [text("Before."), picture, text("After.")])
    assert verapdf.faults(pdf) == []
    assert structure(pdf).splitlines()[1:] == [
        "  P: Before.",
        "  Figure (Alt The arms of the Five Boroughs):",
        "  P: After.",
    ]


def test_a_file_without_structure_does_not_conform(verapdf: Engine) -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, "Words.")
    canvas.save()
    faults = " ".join(verapdf.faults(out.getvalue()))
    assert "Content shall be marked as Artifact or tagged as real content" in faults
    assert "PDFA-2A" in faults


def test_every_document_of_the_sample_conforms(verapdf: Engine, sample: Path) -> None:
    register = open_register(sample, "M. Okafor")
    try:
        asked = documents_of(register)
    finally:
        register.close()
    assert len(asked) > 4
    assert {name: found for name, pdf in asked.items() if (found := verapdf.faults(pdf))} == {}
