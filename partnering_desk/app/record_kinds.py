"""The kinds of things that the Record tells of, in plain words, and the tables that belong to each."""

from __future__ import annotations

import enum


class RecordKind(enum.StrEnum):
    """A kind of thing, as the Record is narrowed by it."""

    MEETINGS = "meetings"
    AGENDAS = "agendas and notes"
    ATTENDANCE = "attendance"
    INTERESTS = "interests"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    MINUTES = "minutes"
    PAPERS = "papers"
    SENT = "what was sent"
    PEOPLE = "people"
    GROUPS = "groups and members"
    CONTRACT = "contract and settings"

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose rows are of this kind."""
        return _TABLES[self]


_TABLES = {
    RecordKind.MEETINGS: frozenset({"meeting", "meeting_move", "adjournment"}),
    RecordKind.AGENDAS: frozenset({"agenda_item", "item_stretch"}),
    RecordKind.ATTENDANCE: frozenset({"attendance", "presence_span", "presence_correction", "item_absence"}),
    RecordKind.INTERESTS: frozenset({"interest"}),
    RecordKind.DECISIONS: frozenset({"decision", "vote", "party_view"}),
    RecordKind.ACTIONS: frozenset({"action", "action_owner", "action_progress"}),
    RecordKind.MINUTES: frozenset({"approval", "confirmation", "correction", "after_note"}),
    RecordKind.PAPERS: frozenset({"paper", "paper_content"}),
    RecordKind.SENT: frozenset({"document", "document_content", "mail_body", "circulation", "dispatch", "reminder"}),
    RecordKind.PEOPLE: frozenset({"person", "person_terms", "organisation", "representative", "nominee"}),
    RecordKind.GROUPS: frozenset({"meeting_group", "group_terms", "group_office", "membership", "member_change"}),
    RecordKind.CONTRACT: frozenset({"partnering", "party", "party_lead", "setting", "closure"}),
}
