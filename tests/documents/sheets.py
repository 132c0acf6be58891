"""Sheets that the tests of documents share: one meeting of the Five Boroughs, with everything in it."""

from dataclasses import replace
from datetime import datetime

from partnering_desk.documents.snapshots import (
    ActionLine,
    ActionListSheet,
    AgendaLine,
    AgendaSheet,
    AppendixSheet,
    AttendanceSheet,
    Column,
    Correction,
    DecisionBox,
    DecisionRegisterSheet,
    DecisionsOfGroup,
    Gap,
    GroupReportSheet,
    GroupSection,
    Header,
    LaterNote,
    MeetingQuorum,
    MinutesItem,
    MinutesSheet,
    NoticeSheet,
    OwnedAction,
    OwnerSection,
    Paper,
    PartyAttendance,
    PersonAttendance,
    Present,
    RegisteredDecision,
    SeatRow,
    Tone,
)

HEADER = Header(
    partnering="Five Boroughs Partnering",
    group="Core Group",
    reference="CG/2026/06",
    when="Wednesday 11 November 2026, 10:02–11:48",
    place="Town Hall, Room 3",
    status="Draft, not yet confirmed",
    author="M. Okafor",
    made=datetime(2026, 11, 12, 9, 30),
)

ATTENDANCE = (
    Column(
        "Commissioner",
        (
            Present("J. Amadi", ("chair",)),
            Present("A. Brandt"),
            Present("S. Whitcombe", ("from 10:15",)),
            Present("L. Farah", delegate_for="P. Nowak"),
        ),
    ),
    Column(
        "Contractor",
        (Present("R. Lindqvist"), Present("T. Oṣei", ("online",)), Present("M. Dunne", ("to 10:35",))),
    ),
    Column(
        "In attendance",
        (Present("Y. Adeyemi", organisation="service users"), Present("M. Okafor", organisation="minutes")),
    ),
)

DECISION = DecisionBox(
    label="Decision D2",
    ref="CG/2026/06/D2",
    text="Release the Q2 retention credit for KPI 3 in full; hold KPI 5 until the Q3 report.",
    votes="Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
    effect="Instruction by letter, J. Amadi to see to it.",
    reasons="KPI 3 was met in all five boroughs.",
    options="Hold both; release both.",
)
NOT_AGREED = DecisionBox(
    label="Decision D3",
    ref="CG/2026/06/D3",
    text="Move the out-of-hours rota to the Contractor",
    votes="Commissioner: for (J. Amadi). Contractor: against (R. Lindqvist). Not agreed.",
    follow_on="Deferred to the meeting of 9 December 2026.",
    agreed=False,
)
RECOMMENDATION = DecisionBox(
    label="Recommendation R1",
    text="Adopt the revised move-on protocol.",
    finding="The Contractor was not represented, so the meeting could not decide (Governance 5.5).",
    follow_on="Goes to the next quorate meeting for decision.",
    recommendation=True,
)
ACTIONS = (
    ActionLine("A-112", "Report move-on by scheme", "R. Lindqvist", "by 18 January 2027", "Open", item="5"),
    ActionLine(
        "A-113", "Send the hostel visit report to members", "A. Brandt and T. Oṣei", "by 4 December 2026", item="5"
    ),
    ActionLine("A-114", "Ask for the rota's cost?", item="6"),
)
ITEMS = (
    MinutesItem("1", "Attendance and apologies", "P. Nowak sent apologies; L. Farah attended in his place."),
    MinutesItem("2", "Declarations of interest", "M. Dunne declared an interest in item 6.", source="Standing item"),
    MinutesItem(
        "3",
        "Minutes of the last meeting",
        "The minutes of CG/2026/05 were confirmed with one correction.",
        corrections=(Correction("CG/2026/05, paragraph 4.2", "81 referrals", "18 referrals"),),
    ),
    MinutesItem(
        "5",
        "Performance, quarter 2",
        "Move-on within 28 days was 81% against 85%. The Contractor explained two vacancies in the resettlement"
        " team, filled on 2 November.\n\nMembers noted that:\n\n- **Arlington Road** met every target;\n"
        "- the *hostel* figures are in [the quarterly report](https://reports.example/q2?x=1&y=2):\n"
        "  1. first stage;\n  2. second stage.\n\n> We were never asked, said a resident.\n\n"
        "The report was accepted.",
        source="Carried over from CG/2026/05, item 7, which was not reached.",
        papers=(Paper("CG/26/31", "Quarter 2 performance report"), Paper("CG/26/32", "Hostel visit")),
        decisions=(DECISION,),
        actions=ACTIONS[:2],
        later=(LaterNote("14 November 2026", "M. Okafor", "The Q2 report was *reissued* on 13 November."),),
    ),
    MinutesItem(
        "6",
        "Out-of-hours rota",
        "The two parties set out their costs.",
        remarks=("M. Dunne left the room for this item (interest declared).",),
        decisions=(NOT_AGREED, RECOMMENDATION),
        actions=ACTIONS[2:],
    ),
    MinutesItem("7", "Tender prices", gap=Gap("Left out of this copy: commercially sensitive.")),
)
MINUTES = MinutesSheet(
    header=HEADER,
    attendance=ATTENDANCE,
    apologies=("P. Nowak", "G. Obi"),
    absent=("C. Vale",),
    chaired="J. Amadi chaired throughout.",
    quorum="Both parties were represented throughout (Governance 5.5).",
    interests=("M. Dunne, item 6, left the room.",),
    adjournments=("From 10:40 to 10:55.",),
    opening="The chair welcomed Y. Adeyemi.",
    items=ITEMS,
    in_writing=(
        DecisionBox(
            "Decision in writing CG/2026/W1",
            "Extend the Camden lease by three months.",
            votes="Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
        ),
    ),
    later=(LaterNote("16 November 2026", "J. Amadi", "Room 3 is closed in December."),),
    actions=ACTIONS,
    next_meeting="Wednesday 9 December 2026, 10:00, Town Hall, Room 4.",
    closed="The meeting closed at 11:48.",
    approval="Approved for circulation by J. Amadi, 18 November 2026.",
    confirmation="Not yet confirmed.",
)
BARE_MINUTES = MinutesSheet(Header("Five Boroughs Partnering", "Core Group", "CG/2026/07", "Wednesday 9 December 2026"))

AGENDA = AgendaSheet(
    header=Header(
        partnering="Five Boroughs Partnering",
        group="Core Group",
        reference="CG/2026/07",
        when="Wednesday 9 December 2026, 10:00–12:00",
        place="Town Hall, Room 4",
        status="Circulated 2 December 2026",
        tone=Tone.QUIET,
    ),
    chair="J. Amadi",
    invited=ATTENDANCE,
    remarks=("Both parties must be represented for the group to decide (Governance 5.5).",),
    lines=(
        AgendaLine("1", "Attendance and apologies", "Note", "Chair", "10:00", "5 min"),
        AgendaLine(
            "2",
            "Performance, quarter 2",
            "Decide",
            "R. Lindqvist",
            "10:05",
            "25 min",
            "Carried over from CG/2026/06, item 5.",
            "Governance 7.1",
            "Members are asked to **agree** the credit:\n\n- KPI 3;\n- KPI 5.",
            (Paper("CG/26/31", "Quarter 2 performance report"),),
        ),
        AgendaLine("3", "Improvements", "Discuss", "Contractor", "10:30", "20 min", clause="Service 4"),
        AgendaLine("4", "Tender prices", "Decide", gap=Gap("Left out of this copy: commercially sensitive.")),
    ),
    closing=("The next meeting is on Wednesday 13 January 2027.",),
)

NOTICE = NoticeSheet(
    header=Header(
        partnering="Five Boroughs Partnering",
        group="Core Group",
        reference="CG/2026/07",
        when="Wednesday 9 December 2026",
        status="Notice given on Monday 2 November 2026",
        tone=Tone.QUIET,
        author="M. Okafor",
        made=datetime(2026, 11, 2, 9, 30),
    ),
    particulars=(
        ("When", "Wednesday 9 December 2026, 10:00–12:00"),
        ("Where", "Town Hall, Room 4"),
        ("Chair", "J. Amadi"),
        ("In place of", "Wednesday 2 December 2026, 10:00: Room 3 is closed."),
    ),
    link="https://meet.example/cg-2026-07",
    called=ATTENDANCE,
    quorum="The group can decide only while at least one representative of each party is there (Governance 5.5).",
    replies="Send apologies to M. Okafor",
    replies_to="m.okafor@rbkc.example",
    delegates="Say who your delegate is.",
    before=("The agenda goes out by Wednesday 2 December 2026, five Working Days before the meeting.",),
)
BARE_NOTICE = NoticeSheet(NOTICE.header, (("When", "Wednesday 9 December 2026, 10:00–12:00"),))

APPENDIX = AppendixSheet(
    header=Header("Five Boroughs Partnering", "All groups", "Appendix", "As at 19 November 2026", author="M. Okafor"),
    parties=(
        ("Commissioner", "Five Boroughs, led by RB Kensington & Chelsea. Contract Representative: N. Amadi."),
        ("Contractor", "St Aldate's Homes. Contract Representative: R. Lindqvist."),
    ),
    groups=(
        GroupSection(
            "Core Group",
            (("Frequency", "Monthly"), ("Location", "Town Hall, Room 3"), ("Planned start", "4 April 2026")),
            (
                SeatRow("Nkechi Amadi, SP Lead Officer", "Ruth Lindqvist, Director of Operations"),
                SeatRow("Paweł Nowakowski, SP Lead Officer", "", "No counterpart since 2 November 2026."),
            ),
        ),
        GroupSection(
            "Property Working Group", (), (), "Not yet established: neither party has a member (Governance 1)."
        ),
    ),
)

AS_AT = Header(
    partnering="Five Boroughs Partnering",
    group="All groups",
    reference="As at 19 November 2026",
    when="",
    status="As recorded on Thursday 19 November 2026",
    tone=Tone.QUIET,
    author="M. Okafor",
    made=datetime(2026, 11, 19, 9, 30),
)
ACTION_LIST = ActionListSheet(
    AS_AT,
    "Three actions are open. One is overdue.",
    (
        OwnerSection(
            "A. Brandt",
            "Senior Commissioning Manager, LB Lambeth",
            "2 open, 1 overdue",
            (
                OwnedAction(
                    "A-101",
                    "Send the hostel visit report to members",
                    "CG/2026/05",
                    "16 November 2026",
                    "In progress",
                    "3 Working Days late",
                    "With T. Oṣei.",
                    "12 Nov: Two schemes have answered.",
                ),
                OwnedAction("A-112", "Report move-on by scheme", "CG/2026/06", "18 January 2027", "Open"),
            ),
        ),
        OwnerSection("No owner", "", "1 open", (OwnedAction("A-9", "Ask for the rota's cost?", state="Open"),)),
    ),
)
BARE_ACTION_LIST = ActionListSheet(AS_AT, "No action is open.", ())
LONG_ACTION_LIST = ActionListSheet(
    AS_AT,
    "Three hundred actions are open.",
    (
        OwnerSection(
            "A. Brandt",
            "",
            "300 open",
            tuple(OwnedAction(f"A-{at}", f"Do what was agreed {at}", due="4 December 2026") for at in range(300)),
        ),
    ),
)
DECISION_REGISTER = DecisionRegisterSheet(
    AS_AT,
    "1 decision carried and 1 not agreed.",
    (
        DecisionsOfGroup(
            "Core Group",
            (
                RegisteredDecision(
                    "CG/2026/06/D2",
                    "11 November 2026",
                    "Release the Q2 retention credit for KPI 3 in full; hold KPI 5 until the Q3 report.",
                    "",
                    "Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
                    ("Effect: instruction, J. Amadi, by Fri 4 Dec 2026.",),
                ),
                RegisteredDecision(
                    "CG/2026/06/D3",
                    "11 November 2026",
                    "Move the out-of-hours rota to the Contractor",
                    "Not agreed",
                    "Commissioner: for (J. Amadi). Contractor: against (R. Lindqvist). Not agreed.",
                    ("Deferred to the next meeting.",),
                ),
            ),
        ),
        DecisionsOfGroup(
            "Property Working Group",
            (RegisteredDecision("PR/2026/02/D1", "12 October 2026", "Left out of this copy."),),
        ),
    ),
)
BARE_DECISION_REGISTER = DecisionRegisterSheet(AS_AT, "Nothing was decided.", ())
LONG_DECISION_REGISTER = DecisionRegisterSheet(
    AS_AT,
    "120 decisions carried.",
    (DecisionsOfGroup("Core Group", DECISION_REGISTER.groups[0].decisions * 60),),
)

ATTENDED = AttendanceSheet(
    replace(AS_AT, reference="1 April 2026 to 19 November 2026"),
    ("Two meetings were held; one was quorate throughout and one was never quorate (Governance 5.5).",),
    (
        MeetingQuorum("CG/2026/05", "9 September 2026", 2, 0, "Never there"),
        MeetingQuorum("CG/2026/06", "11 November 2026", 4, 3, "Kept throughout"),
    ),
    (
        PartyAttendance(
            "Commissioner",
            "3 of 4 calls to a meeting answered in person, 1 by a delegate.",
            (
                PersonAttendance("Joy Amadi", "RB Kensington & Chelsea", 2, 1, 1),
                PersonAttendance("Piotr Nowak", "LB Camden", 2, 1, 0, 0, 0, 1),
                PersonAttendance("Leila Farah", "LB Camden, delegate for P. Nowak", 1, 1),
            ),
        ),
        PartyAttendance(
            "Contractor",
            "0 of 2 calls to a meeting answered in person.",
            (PersonAttendance("Ruth Lindqvist", "St Aldate's Homes", 2, 0, 0, 1, 1),),
        ),
    ),
)
BARE_ATTENDED = AttendanceSheet(AS_AT, ("No meeting was held.",), (), ())
LONG_ATTENDED = replace(ATTENDED, meetings=ATTENDED.meetings * 60)

GROUP_REPORT = GroupReportSheet(
    Header(
        partnering="Five Boroughs Partnering",
        group="Performance Working Group",
        reference="CG/2026/07",
        when="For the meeting of Wednesday 9 December 2026",
        status="Draft, made from the record on Thursday 19 November 2026",
        author="M. Okafor",
        made=datetime(2026, 11, 19, 9, 30),
    ),
    ("This report covers what the group did since CG/2026/06 of 11 November 2026 (Governance 6.2.7 to 6.2.9).",),
    asked=DECISION_REGISTER.groups[0].decisions[1:],
    said=(
        ("PW/2026/05", "Move-on is at **81%**:\n\n- Parker House."),
        ("PW/2026/06", Gap("Left out.")),
    ),
    meetings=ATTENDED.meetings,
    decisions=DECISION_REGISTER.groups[0].decisions[:1],
    recommendations=(RegisteredDecision("PW/2026/06/R1", "13 November 2026", "Adopt the form", "Recommended"),),
    open=ACTIONS,
    done=(ActionLine("A-101", "Send the report", "A. Brandt", "4 November 2026", "Done 3 November 2026"),),
)
BARE_GROUP_REPORT = GroupReportSheet(GROUP_REPORT.header, ("The group has held no meeting in that time.",))
LONG_GROUP_REPORT = replace(GROUP_REPORT, open=ACTIONS * 80)
