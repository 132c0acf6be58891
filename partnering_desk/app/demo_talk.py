"""What is said in the sample's meetings: notes, decisions and actions that such groups really have. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from partnering_desk.rules.agenda import Purpose


@dataclass(frozen=True, slots=True)
class Talk:
    """One matter before a group: its notes, what was decided, and what is to be done about it."""

    title: str
    notes: str
    decision: str = ""
    action: str = ""
    """As typed on one line without its date: "what / owner"."""
    reasons: str = ""
    options: str = ""
    paper: str = ""
    purpose: Purpose = Purpose.DISCUSS
    reserved: str = ""
    """The title of the reserved matter that its decision is (Governance 5.7)."""


TALKS = (
    Talk(
        "Performance, last quarter",
        "Move-on within 28 days was **81 %** against a target of 85 %. The Contractor explained two vacancies in the "
        "resettlement team, both filled since.\n\nService users' representatives reported longer waits at Arlington "
        "Road. Members asked for the figure by scheme from the next report.",
        "Release the retention credit for KPI 3 in full; hold KPI 5 until the next quarter's report.",
        "Report move-on by scheme / Lindqvist",
        "KPI 3 was met in each month; KPI 5 cannot be judged before the vacancies show in the figures.",
        paper="Performance report",
        purpose=Purpose.DECIDE,
    ),
    Talk(
        "Hostel visit programme",
        "Members agreed to visit three hostels before the summer:\n\n- Arlington Road, with residents;\n- Dean Street, "
        "in the evening;\n- the new scheme at Quay House.\n\n> We would rather be asked at the kitchen table than "
        "in an office. (Residents' meeting)",
        "Visit three hostels before the summer, with a service users' representative each time.",
        "Hostel visit report / Brandt",
    ),
    Talk(
        "Voids and turnaround",
        "Average turnaround fell from 19 to 14 days. Two rooms at Dean Street wait for fire doors; the landlord has "
        "promised them in writing.\n\n1. The landlord fits the doors.\n2. The Contractor lets both rooms within a week "
        "of that.",
        "",
        "Fire risk assessments, all properties / Oṣei",
    ),
    Talk(
        "Staffing and transfers",
        "The list of staff who transfer was compared with HR's. One post is in doubt and goes to legal advice. "
        "Guidance is at [acas.org.uk](https://www.acas.org.uk/transfer-of-employment-tupe).",
        "Treat the disputed post as transferring until legal advice says otherwise.",
        "Confirm the transfer list with HR and legal / Lindqvist",
    ),
    Talk(
        "Shared assessment form",
        "A single assessment form for all five boroughs was tried for six weeks. Staff found it shorter; residents "
        "said they told their story *once*. The two forms differ in the risk section only.",
        "Use the shared assessment form in all five boroughs from next quarter.",
        "Circulate the final form and the risk guidance / Nowak",
        "One form spares residents a second interview and staff about forty minutes for each referral.",
        paper="Shared assessment form, version 3",
        purpose=Purpose.DECIDE,
    ),
    Talk(
        "Management accounts",
        "Q2 management accounts show staff costs 1.8 % under budget and repairs 6 % over. The repairs overspend is one "
        "boiler. Open-book figures were shown on screen and are with the finance leads.",
        "",
        "Open book: management accounts to the finance leads / Dunne",
        paper="Management accounts",
    ),
    Talk(
        "Service user involvement",
        "Residents chose the topics of the next two forums: moving on, and pets. Yetunde Adeyemi reported that travel "
        "costs are now paid on the day.",
        "",
        "Invite service users' representatives to the annual review / Okafor",
    ),
    Talk(
        "Health and safety",
        "No reportable incidents. Two near misses on the same staircase at Quay House; "
        "a second handrail is being fitted.",
    ),
    Talk(
        "Insurance certificates",
        "The public liability certificate expires on 31 December. The renewal has been ordered.",
        "",
        "Check the insurance certificate / Dunne",
    ),
    Talk(
        "Floating support pilot",
        "The pilot supports 42 people in their own homes. Twelve have moved from hostels through it since April. The "
        "parties differ on its length: the Contractor asks for two more years, the Commissioner for one and a review.",
        "Extend the floating support pilot by one year, with a review after nine months.",
        "Draft the terms of the extension / Rahman",
        "A year gives enough cases for a fair comparison without binding the next budget.",
        "Two years without a review; one year with one; to let the pilot end in March.",
        "Floating support pilot: first findings",
        Purpose.DECIDE,
    ),
)
"""Matters in the order in which groups take them up; each group starts at another place."""

CONFIDENTIAL = Talk(
    "Settlement with a former sub-contractor",
    "The offer was discussed. Members were reminded that it is confidential until signed.",
    "Accept the settlement as set out in the paper.",
)
"""Taken last, and left out of copies for people who may not see it."""

RENT = Talk(
    "Rent of nominated units",
    "The Contractor asked for 2.1 % from April, in line with the landlords' own costs. Members went through the rents "
    "by scheme.",
    "Raise the rent of nominated units by 2.1 % from April.",
    purpose=Purpose.DECIDE,
    reserved="Rent of nominated units",
)
"""A matter that is reserved to the Commissioner."""

SLIPPED = ("Put a date to the fire doors at Dean Street / Oṣei", "Compare the risk sections of both forms / Nowak")
"""Actions of the Performance group's last meeting that are overdue."""
PRESSING = (
    "Send residents the dates of the hostel visits / Brandt",
    "Agree the layout of the next performance report / Brandt",
    "List the vacancies in the resettlement team / Lindqvist",
)
"""Actions that the Core Group's last meeting asked for at once."""


def paper(talk: Talk, made: datetime) -> tuple[str, bytes]:
    """The paper put to a matter, as a file: its name and its bytes. Accounts come as a table, the rest as PDF."""
    if talk.paper == "Management accounts":
        return f"{talk.paper}.csv", b"heading,budget,actual\r\nstaff,1200000,1178400\r\nrepairs,86000,91160\r\n"
    from partnering_desk.documents.house import render
    from partnering_desk.documents.notes_outline import notes
    from partnering_desk.documents.pages import set_blocks
    from partnering_desk.documents.snapshots import Header

    header = Header("St Aldate's Homes", talk.title, "", "", made=made)
    return f"{talk.paper}.pdf", render(header, talk.paper, lambda: set_blocks(notes(f"# {talk.paper}\n\n{talk.notes}")))
