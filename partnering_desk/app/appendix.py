"""The Appendix of groups and members at any date (Governance 5.1), ready to be set as a document."""

from __future__ import annotations

from datetime import date

from partnering_desk.app.parties import PartneringRow
from partnering_desk.app.register import Register
from partnering_desk.app.structure import GroupView, SeatView, structure
from partnering_desk.documents.outline import Outline
from partnering_desk.documents.snapshots import AppendixSheet, GroupSection, Header, SeatRow, Tone
from partnering_desk.rules.parties import IN_ATTENDANCE, PartyRole
from partnering_desk.rules.wording import join_words, sentence_case, show_day, show_long


def appendix_sheet(register: Register, on: date | None = None) -> AppendixSheet:
    """The Appendix as it stood, or will stand, on a day; today when None."""
    shown = structure(register, on)
    today = register.today()
    header = Header(
        partnering=shown.partnering.name,
        group="Governance 5.1",
        reference="Appendix",
        when=f"As at {show_long(shown.on)}",
        status="As recorded today" if shown.on == today else f"As recorded on {show_day(today)}",
        tone=Tone.QUIET,
        author=register.who,
        made=register.now(),
    )
    return AppendixSheet(header, _parties(shown.partnering), tuple(_section(one) for one in shown.groups))


def appendix(register: Register, on: date | None = None) -> Outline:
    """The Appendix as a document, as it stood or will stand on a day; today when None."""
    from partnering_desk.documents.appendix import appendix_outline

    return appendix_outline(appendix_sheet(register, on))


def _parties(row: PartneringRow) -> tuple[tuple[str, str], ...]:
    lines = [
        ("Effective Date", show_day(row.effective)),
        ("Commencement Date", show_day(row.commencement)),
        ("End of the Term", show_day(row.expiry)),
    ]
    for party in PartyRole:
        names = [
            f"{one.name} ({one.nominee} acts for it)" if one.nominee else one.name
            for one in row.organisations_of(party)
        ]
        lead = next((one.name for one in row.organisations_of(party) if one.lead), "")
        led = f"; led by {lead}" if lead and len(names) > 1 else ""
        representative = row.representative(party) or "nobody yet"
        lines.append((party.words, f"{join_words(names)}{led}. Contract Representative: {representative}."))
    return tuple(lines)


def _section(group: GroupView) -> GroupSection:
    particulars = (
        ("Area", group.area),
        ("Frequency", sentence_case(group.frequency.words)),
        ("Location", group.location),
        ("Planned start", show_day(group.planned_start)),
        ("Chair", group.chair or "nobody yet (Governance 5.4)"),
        ("Vice-chair", group.vice_chair),
        ("Minute taker", group.minute_taker),
        (IN_ATTENDANCE, join_words(group.attending)),
    )
    return GroupSection(
        f"{group.name} ({group.code})",
        tuple((label, words) for label, words in particulars if words),
        tuple(_seat(one) for one in group.seats),
        group.remark,
    )


def _seat(seat: SeatView) -> SeatRow:
    return SeatRow(_words(seat, PartyRole.COMMISSIONER), _words(seat, PartyRole.CONTRACTOR), seat.gap)


def _words(seat: SeatView, party: PartyRole) -> str:
    member = seat.side(party)
    if member is None:
        return ""
    return ", ".join(filter(None, (member.name, member.job_title, member.organisation)))
