import io
from datetime import date, timedelta

from pypdf import PdfReader
from sqlalchemy import select

from partnering_desk.app.appendix import appendix, appendix_sheet
from partnering_desk.app.document_out import pages
from partnering_desk.app.groups import edit_group, group_rows
from partnering_desk.app.parties import lead_by, represent
from partnering_desk.app.people import edit_person, people_rows
from partnering_desk.app.plan import NewGroup
from partnering_desk.records.models import Organisation
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from tests.app.five import Five
from tests.app.test_structure import DECEMBER, dunne_leaves


def test_the_appendix_says_who_stood_on_the_day(partnering: Five) -> None:
    represent(partnering.register, PartyRole.CONTRACTOR, partnering.people["Ruth Lindqvist"], date(2025, 1, 6))
    dunne_leaves(partnering)
    sheet = appendix_sheet(partnering.register, DECEMBER)
    assert sheet.header.when == "As at Tuesday 1 December 2026"
    parties = dict(sheet.parties)
    assert parties["Contractor"] == "St Aldate's Homes. Contract Representative: Ruth Lindqvist."
    assert "led by RB Kensington & Chelsea" in parties["Commissioner"]
    core = sheet.groups[0]
    assert core.name == "Core Group (CG)"
    assert ("Frequency", "Monthly") in core.particulars
    assert ("Location", "Kensington Town Hall, Room 3") in core.particulars
    assert core.seats[1].contractor == ""
    assert core.seats[1].gap.startswith("No counterpart since")
    earlier = appendix_sheet(partnering.register, date(2026, 11, 30))
    assert earlier.groups[0].seats[1].contractor == "Máire O’Dunne, St Aldate's Homes"


def test_the_appendix_is_a_pdf_and_the_same_record_gives_the_same_bytes(partnering: Five) -> None:
    pdf = pages(appendix(partnering.register)).pdf
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Core Group" in text
    assert "Paweł Nowakowski" in text
    again = pages(appendix(partnering.register))
    assert pdf == again.pdf
    words = again.text
    assert "Commissioner: Nkechi Amadi, RB Kensington & Chelsea; Contractor: Ruth Lindqvist, St Aldate's Homes" in words


def test_an_earlier_appendix_says_what_it_said_then(partnering: Five) -> None:
    row = group_rows(partnering.register)[0]
    for frequency, location in ((Frequency.QUARTERLY, "Lambeth"), (Frequency.QUARTERLY, "Brent Civic Centre")):
        plan = NewGroup(row.kind, row.name, frequency, row.planned_start, row.code, row.area, location)
        edit_group(partnering.register, row.group_id, plan)
    now = dict(appendix_sheet(partnering.register).groups[0].particulars)
    before = dict(appendix_sheet(partnering.register, date(2026, 11, 18)).groups[0].particulars)
    assert (now["Frequency"], now["Location"]) == ("Quarterly", "Brent Civic Centre")
    assert (before["Frequency"], before["Location"]) == ("Monthly", "Kensington Town Hall, Room 3")


def test_an_earlier_appendix_says_who_led_the_commissioner_then(partnering: Five) -> None:
    with partnering.register.read() as session:
        camden = session.scalars(select(Organisation.id).where(Organisation.name == "LB Camden")).one()
    lead_by(partnering.register, camden)
    now = dict(appendix_sheet(partnering.register).parties)
    before = dict(appendix_sheet(partnering.register, date(2026, 11, 18)).parties)
    assert "led by LB Camden." in now["Commissioner"]
    assert "led by RB Kensington & Chelsea." in before["Commissioner"]


def test_an_earlier_appendix_says_what_a_member_was_and_for_whom(partnering: Five) -> None:
    register, ruth = partnering.register, partnering.people["Ruth Lindqvist"]
    home = next(one for one in people_rows(register) if one.person_id == ruth)
    for title in ("Director of Operations", "Chief Executive"):
        edit_person(register, ruth, "Ruth Lindqvist", home.organisation_id, title, home.email)
        partnering.clock.now += timedelta(days=7)
    assert member_words(partnering, date(2026, 12, 1)) == "Ruth Lindqvist, Chief Executive, St Aldate's Homes"
    assert member_words(partnering, date(2026, 11, 25)) == "Ruth Lindqvist, Director of Operations, St Aldate's Homes"
    assert member_words(partnering, date(2026, 11, 1)) == "Ruth Lindqvist, Director of Operations, St Aldate's Homes"


def member_words(partnering: Five, on: date) -> str:
    core = appendix_sheet(partnering.register, on).groups[0]
    return next(one.contractor for one in core.seats if one.contractor.startswith("Ruth"))
