"""Who is in the sample: five boroughs, a homelessness charity, their groups and their people. All invented."""

from __future__ import annotations

from datetime import date, time, timedelta

from partnering_desk.app.demo_talk import RENT
from partnering_desk.app.plan import NewGroup, NewMember, NewOrganisation, NewParty, NewPerson, SetUp
from partnering_desk.records.models import Delivery
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.periods import Frequency, add_months
from partnering_desk.rules.working_days import Nation

LEAD, LAMBETH, BRENT = "RB Kensington & Chelsea", "LB Lambeth", "LB Brent"
CAMDEN, HACKNEY = "LB Camden", "LB Hackney"
FORUM, RESIDENTS = "Camden SP Provider Forum", "Arlington Road Residents"

CHAIR, BRANDT, WHITCOMBE = "Joy Amadi", "Anneke Brandt", "Sam Whitcombe"
NOWAK, RAHMAN, FARAH = "Piotr Nowak", "Sadia Rahman", "Leila Farah"
LINDQVIST, OSEI, DUNNE = "Ruth Lindqvist", "Tunde Oṣei", "Máire Dunne"
YILDIZ, PAPADOPOULOU = "Ali Haydar Yıldız", "Ελένη Παπαδοπούλου"
OBI, ADEYEMI, SECRETARY = "Grace Obi", "Yetunde Adeyemi", "M. Okafor"
SUCCESSOR = "Niamh Byrne"

_NAMES = (
    ("Five Boroughs Partnering", "St Aldate's Homes"),
    ("Thames Reach Support Partnering", "Waterside Support"),
    ("North Quay Floating Support", "Quayside Care"),
    ("Hillfields Resettlement Partnering", "Hillfields Trust"),
)


def contractor(index: int) -> str:
    """The Contractor of the partnering with that number, from 0."""
    return _NAMES[index % len(_NAMES)][1]


def name(index: int) -> str:
    """The name of the partnering with that number, from 0; later rounds are numbered."""
    turn, at = divmod(index, len(_NAMES))
    return _NAMES[at][0] + (f" {turn + 1}" if turn else "")


def plan(index: int, commencement: date) -> SetUp:
    """The partnering with that number, from 0, as it was set up for a contract of five years."""
    effective = add_months(commencement, -3)
    return SetUp(
        name=name(index),
        nation=Nation.ENGLAND,
        effective=effective,
        commencement=commencement,
        expiry=add_months(commencement, 60) - timedelta(1),
        commissioner=NewParty(
            organisations=(
                NewOrganisation(LEAD, CHAIR),
                NewOrganisation(LAMBETH, BRANDT),
                NewOrganisation(BRENT, RAHMAN),
                NewOrganisation(CAMDEN, NOWAK),
                NewOrganisation(HACKNEY, WHITCOMBE),
            ),
            representative=CHAIR,
        ),
        contractor=NewParty(organisations=(NewOrganisation(contractor(index), LINDQVIST),), representative=LINDQVIST),
        groups=_groups(effective, commencement),
        people=_people(contractor(index)),
        closures=_closures(commencement),
        settings={
            "in_writing_allowed": True,
            "reserved_matters": [
                {"title": RENT.reserved, "clause": "Schedule 9, paragraph 4", "decided_by": "commissioner"}
            ],
        },
    )


def _closures(commencement: date) -> tuple[tuple[date, date, str], ...]:
    years = range(commencement.year, commencement.year + 5)
    return tuple((date(year, 12, 29), date(year, 12, 31), "offices closed") for year in years)


def _people(firm: str) -> tuple[NewPerson, ...]:
    def council(person: str, organisation: str, job: str, address: str) -> NewPerson:
        return NewPerson(person, organisation, job, f"{address}.example")

    def provider(person: str, job: str, address: str) -> NewPerson:
        return NewPerson(person, firm, job, f"{address}@homes.example")

    return (
        council(CHAIR, LEAD, "SP Lead Officer", "j.amadi@rbkc"),
        council(BRANDT, LAMBETH, "Senior Commissioning Manager", "a.brandt@lambeth"),
        council(WHITCOMBE, HACKNEY, "Procurement Manager", "s.whitcombe@hackney"),
        council(NOWAK, CAMDEN, "SP Lead Officer", "p.nowak@camden"),
        council(RAHMAN, BRENT, "Head of Procurement", "s.rahman@brent"),
        council(FARAH, CAMDEN, "Commissioning Officer", "l.farah@camden"),
        council(SECRETARY, LEAD, "Secretariat", "m.okafor@rbkc"),
        provider(LINDQVIST, "Director of Operations", "r.lindqvist"),
        provider(OSEI, "Head of Tenancy Support", "t.osei"),
        provider(DUNNE, "Finance Director", "m.dunne"),
        provider(YILDIZ, "Regional Manager", "a.yildiz"),
        provider(PAPADOPOULOU, "Property Manager", "e.papadopoulou"),
        provider(SUCCESSOR, "Head of Finance", "n.byrne"),
        NewPerson(OBI, FORUM, "Chair", "g.obi@forum.example"),
        NewPerson(ADEYEMI, RESIDENTS, "Service users' representative", "", Delivery.LARGE_PRINT),
    )


def _groups(effective: date, commencement: date) -> tuple[NewGroup, ...]:
    core = (
        NewMember(CHAIR, DUNNE, "finance"),
        NewMember(BRANDT, LINDQVIST, "operations"),
        NewMember(WHITCOMBE, YILDIZ, "procurement"),
        NewMember(NOWAK, OSEI, "tenancy support"),
        NewMember(DUNNE),
        NewMember(LINDQVIST),
        NewMember(OSEI),
        NewMember(YILDIZ),
    )
    return (
        NewGroup(
            GroupKind.CORE,
            "Core Group",
            Frequency.TWO_MONTHLY,
            add_months(commencement, 1),
            code="CG",
            location="Town Hall, Room 3",
            members=core,
            chair=CHAIR,
            vice_chair=BRANDT,
            minute_taker=SECRETARY,
            attendees=(ADEYEMI,),
        ),
        _working("Performance", "PW", Frequency.TWO_MONTHLY, add_months(commencement, 1), BRANDT, YILDIZ, 14),
        _working("Housing Support", "HS", Frequency.TWO_MONTHLY, add_months(commencement, 1), NOWAK, OSEI, 10),
        _working("Finance", "FW", Frequency.QUARTERLY, add_months(commencement, 2), RAHMAN, DUNNE, 14),
        _working("Property", "PR", Frequency.QUARTERLY, add_months(commencement, 2), WHITCOMBE, PAPADOPOULOU, 10),
        NewGroup(
            GroupKind.PRE_COMMENCEMENT,
            "Pre-Commencement Meeting Group",
            Frequency.MONTHLY,
            effective,
            code="PC",
            location="Town Hall, Room 1",
            members=(NewMember(CHAIR, LINDQVIST), NewMember(LINDQVIST)),
            chair=CHAIR,
            minute_taker=SECRETARY,
        ),
    )


def _working(
    area: str, code: str, frequency: Frequency, start: date, commissioner: str, provider: str, hour: int
) -> NewGroup:
    return NewGroup(
        GroupKind.WORKING,
        f"{area} Working Group",
        frequency,
        start,
        code=code,
        area=area,
        location="Lambeth Civic Centre" if hour == 14 else "Camden Town Hall, Room 12",
        usual_start=time(hour),
        usual_minutes=90,
        members=(
            NewMember(commissioner, provider),
            NewMember(provider),
            NewMember(FARAH, LINDQVIST),
            NewMember(LINDQVIST),
        ),
        chair=commissioner,
        vice_chair=FARAH,
        minute_taker=SECRETARY,
        attendees=(ADEYEMI,) if area in ("Performance", "Property") else (OBI,) if area == "Housing Support" else (),
    )
