"""What a document is made of: frozen values, in their final wording.

The words come from ``rules`` and ``app`` (the quorum sentence, the votes sentence, "carried over from …");
a document lays them out and never invents or computes one. Fields called *notes* and *opening* hold Markdown
as it was typed, all others hold plain text. An empty string or an empty tuple means that there is nothing to
say, and the document then leaves the place out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias


class Tone(StrEnum):
    """How the status of a document is coloured; its words say the same, colour never says anything alone."""

    CARE = "care"
    GOOD = "good"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the head of a document and, shortened, on every page.

    ``when`` and ``reference`` are final words: "Wednesday 11 November 2026, 10:02–11:48", "CG/2026/06".
    ``status`` is the chip and the foot of every page ("Draft, not yet confirmed"), ``version`` is 0 for none.
    ``author`` and ``made`` go into the file's properties.
    """

    partnering: str
    group: str
    reference: str
    when: str
    place: str = ""
    status: str = ""
    tone: Tone = Tone.CARE
    version: int = 0
    author: str = ""
    supersedes: str = ""  # "Corrects version 1 as decided at CG/2026/07."
    made: datetime | None = None  # when the document was made, local time: its date in the file's properties
    record: str = ""  # where the register's Record stood when the document was frozen, in words; ends the document


@dataclass(frozen=True, slots=True)
class Gap:
    """A confidential item as people who may not see it are shown it: a gap, never nothing (P9)."""

    reason: str  # "Left out of this copy: commercially sensitive."


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper attached to an item: its reference and its title, and in a pack the page on which it begins."""

    ref: str
    title: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """One person in the attendance table.

    ``remarks`` come in brackets after the name: "chair", "online", "from 10:15", "to 10:35".
    ``delegate_for`` is the name of the member whose place is taken; ``organisation`` follows after a comma.
    """

    name: str
    remarks: tuple[str, ...] = ()
    delegate_for: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the attendance table: "Commissioner", "Contractor" or "In attendance"."""

    title: str
    people: tuple[Present, ...]


# --- the notice ---


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """The notice of a meeting: what, when and where, who is called, what it needs, and how to say one cannot come.

    ``particulars`` are label and words ("When", "Wednesday 9 December 2026, 10:00–12:00"), ``link`` the address of
    the online meeting, ``replies`` who takes apologies, in words, and ``replies_to`` the address they go to.
    """

    header: Header
    particulars: tuple[tuple[str, str], ...]
    link: str = ""
    called: tuple[Column, ...] = ()
    quorum: str = ""
    replies: str = ""  # "Send apologies to M. Okafor (minutes)"
    replies_to: str = ""
    delegates: str = ""
    before: tuple[str, ...] = ()  # sentences on what happens before the meeting: "The agenda goes out by …"


# --- the agenda ---


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of an agenda.

    ``purpose`` is the word shown ("Decide"), ``time`` when it starts ("10:05"), ``length`` how long it has
    ("15 min"), ``presenter`` who leads it.
    ``source`` says where the item comes from ("Carried over from CG/2026/05, item 7"), ``clause`` its clause.
    """

    number: str
    title: str
    purpose: str = ""
    presenter: str = ""
    time: str = ""
    length: str = ""
    source: str = ""
    clause: str = ""
    notes: str = ""
    papers: tuple[Paper, ...] = ()
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """Everything that an agenda (and with it the notice of the meeting) shows."""

    header: Header
    lines: tuple[AgendaLine, ...]
    chair: str = ""  # "J. Amadi (chair)"
    invited: tuple[Column, ...] = ()  # members by party, and who else is asked, as three columns
    remarks: tuple[str, ...] = ()  # sentences before the items: what the meeting needs
    closing: tuple[str, ...] = ()  # sentences after them: "The next meeting is on …"


# --- the pack ---


@dataclass(frozen=True, slots=True)
class PackPaper:
    """A paper as a pack takes it up, and the file that it is for as long as the pack is made.

    ``item`` is the item that it was put before ("5 Performance, quarter 2"), ``attached`` who attached it and when
    ("by M. Okafor on 3 November 2026"); ``trouble`` says why the register cannot give it.
    """

    ref: str
    title: str
    item: str
    filename: str
    media_type: str
    size: str  # "2.3 MB"
    sha256: str
    attached: str
    file: Path
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class PackSheet:
    """A meeting's agenda with its papers, in the order of the items."""

    agenda: AgendaSheet
    papers: tuple[PackPaper, ...]


# --- the minutes ---


@dataclass(frozen=True, slots=True)
class DecisionBox:
    """A decision, or a recommendation of a meeting without quorum, as it stood when it was recorded (P1).

    ``label`` is the bold word before the text ("Decision D2", "Recommendation R1"), ``ref`` its whole one.
    ``votes`` is the votes sentence with the outcome; ``finding`` the quorum found, where it is said;
    ``effect`` how it takes effect and who sees to it; ``follow_on`` what happens to a decision not agreed;
    ``views`` what other authorities of a party said (X1); ``replaced`` what overruled it (G7.2).
    """

    label: str
    text: str
    ref: str = ""
    votes: str = ""
    finding: str = ""
    clause: str = ""
    effect: str = ""
    follow_on: str = ""
    reasons: str = ""
    options: str = ""
    views: str = ""
    replaced: str = ""
    recommendation: bool = False
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action: "A-112", what, who, "by 18 January 2027"; ``state`` where it is shown ("Open", "Done …")."""

    ref: str
    text: str
    owners: str = ""
    due: str = ""
    state: str = ""
    item: str = ""  # the number of the item in which it was recorded, for the table at the end


@dataclass(frozen=True, slots=True)
class LaterNote:
    """A note that was added after the meeting; it is always marked as one (P8)."""

    when: str  # "14 November 2026"
    who: str
    notes: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of earlier minutes that this meeting made (P7); both wordings are shown."""

    of: str  # "CG/2026/05, paragraph 4.2"
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item as minuted: its notes as Markdown, then decisions and actions.

    ``notes_before`` are those of the version that this one corrects, where it corrects them.
    Paragraphs at the top level of the notes are numbered 5.1, 5.2 … when ``numbered``. ``remarks`` are
    computed sentences put before the notes ("A. Brandt left the room for this item.").
    """

    number: str
    title: str
    notes: str = ""
    remarks: tuple[str, ...] = ()
    decisions: tuple[DecisionBox, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    corrections: tuple[Correction, ...] = ()
    later: tuple[LaterNote, ...] = ()
    papers: tuple[Paper, ...] = ()
    source: str = ""
    numbered: bool = True
    gap: Gap | None = None
    notes_before: str | None = None


@dataclass(frozen=True, slots=True)
class MinutesSheet:
    """Everything that minutes show, in the order in which they show it."""

    header: Header
    attendance: tuple[Column, ...] = ()
    apologies: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    chaired: str = ""  # "A. Brandt (vice-chair) took the chair: J. Amadi sent apologies (Governance 5.4)."
    quorum: str = ""  # the one quorum sentence (P2)
    interests: tuple[str, ...] = ()
    adjournments: tuple[str, ...] = ()
    opening: str = ""  # Markdown before the first item
    opening_before: str | None = None  # that of the version that this one corrects, where it corrects it
    items: tuple[MinutesItem, ...] = ()
    in_writing: tuple[DecisionBox, ...] = ()  # decisions in writing tabled (P10)
    later: tuple[LaterNote, ...] = ()  # notes on the meeting as a whole, added afterwards
    actions: tuple[ActionLine, ...] = ()  # the table at the end
    next_meeting: str = ""
    closed: str = ""  # "The meeting closed at 11:48."
    approval: str = ""  # "Approved for circulation by J. Amadi, 18 November 2026."
    confirmation: str = ""  # "Confirmed at CG/2026/07 on 9 December 2026."


# --- the evidence pack ---


@dataclass(frozen=True, slots=True)
class Original:
    """A file as the register keeps it: what it is, and its bytes where they are embedded.

    ``relation`` is what it is to the pack ("Source", "Supplement", "Data"); ``remark`` says why it has no bytes.
    """

    what: str  # "Minutes CG/2026/06, version 1"
    filename: str
    media_type: str
    size: str
    sha256: str
    relation: str
    content: bytes | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """What there is to show an auditor of one meeting, each table as the words of its rows."""

    header: Header
    notice: "NoticeSheet"
    agenda: AgendaSheet
    minutes: "MinutesSheet | None"  # None before the meeting is held
    attendance: tuple[tuple[str, str, str, str], ...]  # name, party, as what, when
    quorum: str  # the one quorum sentence (P2)
    stretches: tuple[tuple[str, str, str], ...]  # from, to, what was found
    copies: tuple[tuple[str, str, str, str, str], ...]  # document, person, how, what became of it, SHA-256
    entries: tuple[tuple[str, str, str, str, str], ...]  # number, when, who, what, SHA-256
    originals: tuple[Original, ...]


# --- the Appendix ---


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One line of a group's table: a Commissioner's member, the Contractor's counterpart; "" is a gap."""

    commissioner: str
    contractor: str
    gap: str = ""  # "No counterpart since 2 November 2026 (Governance 5.2)"


@dataclass(frozen=True, slots=True)
class GroupSection:
    """One group of the Appendix (Governance 5.1): particulars as label and words, its members by party."""

    name: str
    particulars: tuple[tuple[str, str], ...]  # ("Frequency", "Monthly"), ("Location", …), ("Chair", …)
    seats: tuple[SeatRow, ...]
    remark: str = ""  # "Not yet established: the Contractor has no member (Governance 1)."


@dataclass(frozen=True, slots=True)
class AppendixSheet:
    """The Appendix of groups and members as it stood on a date (Governance 5.1).

    ``header.when`` says the date ("As at 19 November 2026"); ``parties`` are label and words, one line each
    ("Commissioner", "Five Boroughs: …, led by …; Contract Representative J. Amadi").
    """

    header: Header
    parties: tuple[tuple[str, str], ...]
    groups: tuple[GroupSection, ...]
    commissioner: str = "Commissioner"
    contractor: str = "Contractor"


# --- what is told on paper: a group's meetings, an owner's actions ---


@dataclass(frozen=True, slots=True)
class DatesSheet:
    """The meetings of a group to which somebody is called, and what differs from the notice before.

    Each of ``meetings`` is its number, day, times and place, in words.
    """

    header: Header
    opening: str
    meetings: tuple[tuple[str, str, str, str], ...]
    changes: tuple[str, ...] = ()
    closing: str = ""  # whom to tell who cannot come


@dataclass(frozen=True, slots=True)
class ReminderSheet:
    """The open actions of one owner. Each is its number, what is to be done, by when, and where it was given."""

    header: Header
    opening: str
    actions: tuple[tuple[str, str, str, str], ...]


# --- the registers ---


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """One action of an owner's: what, given where, due when, and how it stands.

    ``late`` says by how much it is overdue; ``together`` who else owns it; ``progress`` is the last note of how it
    is getting on.
    """

    ref: str
    text: str
    source: str = ""  # "CG/2026/06"
    due: str = ""
    state: str = ""
    late: str = ""
    together: str = ""
    progress: str = ""


@dataclass(frozen=True, slots=True)
class OwnerSection:
    """What one person owes: ``said`` is where they are from, ``number`` how many, in words."""

    name: str
    said: str
    number: str
    actions: tuple[OwnedAction, ...]


@dataclass(frozen=True, slots=True)
class ActionListSheet:
    """Every open action, by owner, as at the day that the header says; ``summary`` counts them in a sentence."""

    header: Header
    summary: str
    owners: tuple[OwnerSection, ...]


@dataclass(frozen=True, slots=True)
class RegisteredDecision:
    """One line of the decision register. ``became`` are sentences: its effect, what follows, what replaced it.

    ``outcome`` is said where it was not carried, or does not stand any more.
    """

    ref: str
    when: str
    text: str
    outcome: str = ""
    votes: str = ""
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionsOfGroup:
    """What one group decided."""

    group: str
    decisions: tuple[RegisteredDecision, ...]


@dataclass(frozen=True, slots=True)
class DecisionRegisterSheet:
    """What was decided in a period, group by group, as it stood at its end; ``summary`` counts it in a sentence."""

    header: Header
    summary: str
    groups: tuple[DecisionsOfGroup, ...]


@dataclass(frozen=True, slots=True)
class MeetingQuorum:
    """One meeting of a period: how many of each party came, and how its quorum was kept, in words."""

    ref: str
    when: str
    commissioner: int
    contractor: int
    quorum: str


@dataclass(frozen=True, slots=True)
class PersonAttendance:
    """How often one person was called in a period, and what came of it; each meeting is counted once.

    ``delegates`` are the meetings of those not attended at which a delegate sat in the person's place.
    """

    name: str
    said: str  # where they are from, or as what they came
    called: int
    present: int
    in_part: int = 0
    apologies: int = 0
    absent: int = 0
    delegates: int = 0


@dataclass(frozen=True, slots=True)
class PartyAttendance:
    """The people of a party, or those in attendance; ``summary`` says in a sentence how often they came."""

    title: str
    summary: str
    people: tuple[PersonAttendance, ...]


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """Who came to the meetings of a period, and whether they were quorate; ``summary`` are sentences."""

    header: Header
    summary: tuple[str, ...]
    meetings: tuple[MeetingQuorum, ...]
    parties: tuple[PartyAttendance, ...]


@dataclass(frozen=True, slots=True)
class GroupReportSheet:
    """A Working Group's report to the Core Group, drafted from the record (Governance 6.2.7 to 6.2.9).

    ``covers`` are sentences on what it covers and for whom it is; ``said`` is what was minuted under the item of the
    report: a title and Markdown, or a gap.
    """

    header: Header
    covers: tuple[str, ...]
    asked: tuple[RegisteredDecision, ...] = ()
    said: tuple[tuple[str, str | Gap], ...] = ()
    meetings: tuple[MeetingQuorum, ...] = ()
    decisions: tuple[RegisteredDecision, ...] = ()
    recommendations: tuple[RegisteredDecision, ...] = ()
    open: tuple[ActionLine, ...] = ()
    done: tuple[ActionLine, ...] = ()


# --- a list ---


Value: TypeAlias = str | int | float | date | datetime | time | None
"""What a cell of a list holds; None and "" leave it empty."""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list as it is taken out: its name, its titles, the cells of its rows.

    ``said`` tells whose it is, as of when, and how much of all: "Five Boroughs · as of … · 23 of 140 actions".
    """

    name: str
    said: str
    titles: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


# --- invitation and mail ---


class Method(StrEnum):
    """What an invitation asks of the reader's calendar."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent with a mail: its name, its media type ("application/pdf"), its bytes."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says, for the body of the mail that brings it: as plain text, and as an HTML fragment."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """A meeting as a calendar entry. Times are local wall-clock times in Europe/London, without a zone.

    ``uid`` never changes for a meeting; ``sequence`` rises with every change that people are told of;
    ``stamp`` is when this message was made, in local time too. A cancellation says why in ``reason``.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    ends: datetime
    title: str
    organizer: Mailbox
    attendees: tuple[Mailbox, ...]
    place: str = ""
    description: str = ""
    link: str = ""  # the address of the online meeting; put in the description as text too
    optional: tuple[Mailbox, ...] = ()  # people in attendance: asked, not required
    method: Method = Method.REQUEST
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MailSheet:
    """One mail to one person. ``date`` is local time in Europe/London; ``message_id`` is the caller's.

    ``html`` is an HTML document that says what ``body`` says; without it the mail is plain text.
    """

    sender: Mailbox
    recipient: Mailbox
    subject: str
    body: str
    date: datetime
    message_id: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    reply_to: Mailbox | None = None
    calendar: bytes = b""  # an invitation's bytes; sent as text/calendar with its METHOD
    calendar_method: Method = Method.REQUEST
