"""A partnering as it is planned, for tests of setting one up."""

from datetime import date

from partnering_desk.app.plan import NewGroup, NewMember, NewOrganisation, NewParty, NewPerson, SetUp
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.working_days import Nation

HOMES = "St Aldate's Homes"
FORUM = "Camden SP Provider Forum"

CORE = NewGroup(
    kind=GroupKind.CORE,
    name="Core Group",
    frequency=Frequency.MONTHLY,
    planned_start=date(2025, 4, 9),
    location="Kensington Town Hall",
    members=(
        NewMember("Nkechi Amadi", "Ruth Lindqvist", "operations"),
        NewMember("Sadia Rahman", seat="finance"),
        NewMember("Ruth Lindqvist"),
    ),
    chair="Nkechi Amadi",
    minute_taker="M. Okafor",
    attendees=("Grace Obi",),
)
PERFORMANCE = NewGroup(
    kind=GroupKind.WORKING,
    name="Performance Working Group",
    frequency=Frequency.TWO_MONTHLY,
    planned_start=date(2025, 4, 25),
    area="Performance",
    members=(NewMember("Sadia Rahman", "Ruth Lindqvist"), NewMember("Ruth Lindqvist", "Sadia Rahman")),
    chair="Sadia Rahman",
)

PLAN = SetUp(
    name="Five Boroughs Partnering",
    nation=Nation.ENGLAND,
    effective=date(2025, 1, 6),
    commencement=date(2025, 4, 1),
    expiry=date(2030, 3, 31),
    commissioner=NewParty(
        (NewOrganisation("RB Kensington & Chelsea", "Nkechi Amadi"), NewOrganisation("LB Brent", "Sadia Rahman")),
        representative="Nkechi Amadi",
    ),
    contractor=NewParty((NewOrganisation(HOMES),), representative="Ruth Lindqvist"),
    groups=(CORE, PERFORMANCE),
    people=(
        NewPerson("Nkechi Amadi", "RB Kensington & Chelsea", "SP Lead Officer", "n.amadi@rbkc.example"),
        NewPerson("Sadia Rahman", "LB Brent", "Head of Procurement", "s.rahman@brent.example"),
        NewPerson("Ruth Lindqvist", HOMES, "Director of Operations", "ruth.lindqvist@staldates.example"),
        NewPerson("Grace Obi", FORUM, "Chair"),
        NewPerson("M. Okafor", "RB Kensington & Chelsea", "Secretariat"),
    ),
)
