"""The second form: the Record, times of items, what servers answer, what mails and the Appendix said, more rules."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add what the second form has more; the Record's first entry is written once the register has arrived."""
    _kept_from()
    _stretches()
    _dispatch()
    _appendix()
    _mail_body()
    _documents()
    _rules()
    _record()


def _kept_from() -> None:
    """A register of the first form was the record from the Effective Date on."""
    op.add_column("partnering", sa.Column("kept_from", sa.Date))
    op.execute("UPDATE partnering SET kept_from = effective")
    with op.batch_alter_table("partnering") as partnering:
        partnering.alter_column("kept_from", existing_type=sa.Date, nullable=False)
        partnering.create_check_constraint("ck_partnering_kept_from_effective_on", "effective <= kept_from")


def _stretches() -> None:
    """An item had one time from when to when the meeting was at it; now it has each."""
    op.create_table(
        "item_stretch",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.CheckConstraint(
            "finished_at IS NULL OR started_at <= finished_at", name="ck_item_stretch_finished_not_before"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name="fk_item_stretch_item_id"),
        sa.PrimaryKeyConstraint("id", name="pk_item_stretch"),
    )
    op.create_index("ix_item_stretch_item_id", "item_stretch", ["item_id"])
    op.execute(
        "INSERT INTO item_stretch (item_id, started_at, finished_at) "
        "SELECT id, started_at, finished_at FROM agenda_item WHERE started_at IS NOT NULL ORDER BY id"
    )
    op.drop_column("agenda_item", "started_at")
    op.drop_column("agenda_item", "finished_at")


def _dispatch() -> None:
    """A copy can be refused by the mail server, or given to it without an answer."""
    states = "'waiting', 'unanswered', 'refused', 'sent', 'drafted', 'handed_over', 'withdrawn'"
    checks = {
        "ck_dispatch_done_with_a_date": "(state IN ('waiting', 'unanswered', 'refused')) = (done_at IS NULL)",
        "ck_dispatch_dispatchstate": f"state IN ({states})",
    }
    with op.batch_alter_table("dispatch") as dispatch:
        dispatch.add_column(sa.Column("tried_at", sa.DateTime))
        for name, check in checks.items():
            dispatch.drop_constraint(name, type_="check")
            dispatch.create_check_constraint(name, check)


def _appendix() -> None:
    """What the Appendix said of a person, and who led a party, are kept when they change."""
    op.create_table(
        "party_lead",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("party_id", sa.Integer, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("organisation_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name="fk_party_lead_party_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_party_lead_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_party_lead"),
        sa.UniqueConstraint("party_id", "until", name="uq_party_lead_party_id"),
    )
    op.create_index("ix_party_lead_party_id", "party_lead", ["party_id"])
    op.create_table(
        "person_terms",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("job_title", sa.String, nullable=False),
        sa.Column("organisation_id", sa.Integer),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_terms_person_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_person_terms_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_terms"),
        sa.UniqueConstraint("person_id", "until", name="uq_person_terms_person_id"),
    )
    op.create_index("ix_person_terms_person_id", "person_terms", ["person_id"])


def _mail_body() -> None:
    """What documents say in the mails that bring them; those that went out before said no more than that they came."""
    op.create_table(
        "mail_body",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("html", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_mail_body_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_body"),
        sa.UniqueConstraint("document_id", name="uq_mail_body_document_id"),
    )


def _documents() -> None:
    """Documents went out for one meeting each; now there are notices of several, and reminders, which are of none."""
    kinds = "'agenda', 'minutes', 'invitation', 'cancellation', 'notice', 'reminder'"
    op.add_column("document", sa.Column("partnering_id", sa.Integer))
    op.execute(
        "UPDATE document SET partnering_id = (SELECT partnering_id FROM meeting JOIN meeting_group "
        "ON meeting_group.id = meeting.group_id WHERE meeting.id = document.meeting_id)"
    )
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("group_id", sa.Integer))
        document.alter_column("partnering_id", existing_type=sa.Integer, nullable=False)
        document.alter_column("meeting_id", existing_type=sa.Integer, nullable=True)
        document.create_foreign_key("fk_document_partnering_id", "partnering", ["partnering_id"], ["id"])
        document.create_foreign_key("fk_document_group_id", "meeting_group", ["group_id"], ["id"])
        document.create_index("ix_document_partnering_id", ["partnering_id"])
        document.drop_constraint("ck_document_documentkind", type_="check")
        document.create_check_constraint("ck_document_documentkind", f"kind IN ({kinds})")
        document.create_check_constraint(
            "ck_document_meeting_where_it_is_of_one", "(kind IN ('notice', 'reminder')) = (meeting_id IS NULL)"
        )
        document.create_check_constraint("ck_document_group_of_a_notice", "(kind = 'notice') = (group_id IS NOT NULL)")
    with op.batch_alter_table("circulation") as circulation:
        circulation.alter_column("meeting_id", existing_type=sa.Integer, nullable=True)
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("action_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_reminder_document_id"),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_reminder_action_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("document_id", "action_id", name="uq_reminder_document_id_action_id"),
    )
    op.create_index("ix_reminder_action_id", "reminder", ["action_id"])


_ENDS = "ends IS NULL OR starts <= ends"
_CHECKS = {
    "partnering": {"next_action_positive": "next_action >= 1"},
    "organisation": {"lead_of_a_party": "NOT lead OR party_id IS NOT NULL"},
    "setting": {"value_is_json": "json_valid(value)"},
    "person": {"merged_into_another": "merged_into_id IS NULL OR merged_into_id <> id"},
    "representative": {"starts_before_ends": _ENDS},
    "nominee": {"starts_before_ends": _ENDS},
    "membership": {"counterpart_another": "counterpart_id IS NULL OR counterpart_id <> id"},
    "group_office": {"starts_before_ends": _ENDS},
    "member_change": {
        "answered_with_a_date": "(state = 'notified') = (answered_on IS NULL)",
        "refused_with_reasons": "state <> 'refused' OR trim(reasons) <> ''",
        "somebody_comes_or_goes": "outgoing_id IS NOT NULL OR incoming_id IS NOT NULL",
    },
    "meeting": {"numbers_positive": "number >= 1 AND next_decision >= 1"},
    "paper": {"number_positive": "number >= 1", "size_not_negative": "size >= 0"},
    "document": {"fingerprint_whole": "length(sha256) = 64 AND size >= 0"},
    "confirmation": {"confirmed_by_another_meeting": "meeting_id <> confirmed_at_id"},
    "decision": {
        "number_positive": "number >= 1",
        "put_with_a_quorum": "kind = 'in_writing' OR outcome NOT IN ('carried', 'not_agreed') "
        "OR CASE WHEN json_valid(quorum) THEN json_extract(quorum, '$.quorate') = 1 ELSE 0 END",
        "not_agreed_with_a_follow_on": "(outcome = 'not_agreed') = (follow_on IS NOT NULL)",
        "deferred_to_somebody_by_a_date": "outcome <> 'deferred_for_authority' "
        "OR (authority_person_id IS NOT NULL AND authority_due IS NOT NULL)",
        "effect_of_what_was_carried": "effected_on IS NULL OR (outcome = 'carried' AND effect IS NOT NULL)",
        "concerns_another": "(replaced_by_id IS NULL OR replaced_by_id <> id) "
        "AND (ratifies_id IS NULL OR ratifies_id <> id)",
    },
    "action": {"number_positive": "number >= 1"},
}
_AT_MOST_ONE = {
    "organisation_lead": ("organisation", ["party_id"], "lead"),
    "meeting_group_of_its_kind": ("meeting_group", ["partnering_id", "kind"], "kind <> 'working'"),
    "membership_going_on": ("membership", ["group_id", "person_id"], "ends IS NULL"),
    "adjournment_going_on": ("adjournment", ["meeting_id"], "resumed_at IS NULL"),
    "item_stretch_going_on": ("item_stretch", ["item_id"], "finished_at IS NULL"),
    "attendance_seat": ("attendance", ["meeting_id", "membership_id", "capacity"], "membership_id IS NOT NULL"),
    "presence_span_going_on": ("presence_span", ["attendance_id"], '"left" IS NULL'),
}
_UNANIMITY = {
    "vote_of_what_was_carried": "BEFORE INSERT ON vote WHEN NEW.choice <> 'for' AND EXISTS (SELECT 1 FROM decision "
    "WHERE id = NEW.decision_id AND outcome = 'carried' AND clause = 'Governance 5.7')",
    "vote_changed_of_what_was_carried": "BEFORE UPDATE ON vote WHEN NEW.choice <> 'for' AND EXISTS (SELECT 1 FROM "
    "decision WHERE id = NEW.decision_id AND outcome = 'carried' AND clause = 'Governance 5.7')",
    "vote_of_what_was_not_agreed": "BEFORE INSERT ON vote WHEN NEW.choice = 'for' AND EXISTS (SELECT 1 FROM decision "
    "WHERE id = NEW.decision_id AND outcome = 'not_agreed' AND clause = 'Governance 5.7') AND EXISTS "
    "(SELECT 1 FROM vote WHERE decision_id = NEW.decision_id AND party <> NEW.party AND choice = 'for')",
    "vote_changed_of_what_was_not_agreed": "BEFORE UPDATE ON vote WHEN NEW.choice = 'for' AND EXISTS (SELECT 1 FROM "
    "decision WHERE id = NEW.decision_id AND outcome = 'not_agreed' AND clause = 'Governance 5.7') AND EXISTS "
    "(SELECT 1 FROM vote WHERE decision_id = NEW.decision_id AND party <> NEW.party AND choice = 'for')",
    "decision_carried_by_both": "BEFORE UPDATE ON decision WHEN NEW.outcome = 'carried' AND "
    "NEW.clause = 'Governance 5.7' AND EXISTS (SELECT 1 FROM vote WHERE decision_id = NEW.id AND choice <> 'for')",
    "decision_not_agreed_by_both": "BEFORE UPDATE ON decision WHEN NEW.outcome = 'not_agreed' AND NEW.clause = "
    "'Governance 5.7' AND (SELECT count(*) FROM vote WHERE decision_id = NEW.id AND choice = 'for') = 2",
}
_UNIQUE = {"meeting": ("group_id", "ref"), "decision": ("ratifies_id",)}


def _rules() -> None:
    """More of the rules hold in the file itself."""
    for table, checks in _CHECKS.items():
        with op.batch_alter_table(table) as altered:
            for name, check in checks.items():
                altered.create_check_constraint(f"ck_{table}_{name}", check)
            if table in _UNIQUE:
                altered.create_unique_constraint(f"uq_{table}_{'_'.join(_UNIQUE[table])}", [*_UNIQUE[table]])
    for name, (table, columns, where) in _AT_MOST_ONE.items():
        op.create_index(f"uq_{name}", table, columns, unique=True, sqlite_where=sa.text(where))
    for name, when in _UNANIMITY.items():
        op.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'unanimity (Governance 5.7)'); END")


def _record() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at_utc", sa.DateTime, nullable=False),
        sa.Column("at_local", sa.DateTime, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("machine", sa.String, nullable=False),
        sa.Column("door", sa.String, nullable=False),
        sa.Column("program", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("undoes_id", sa.Integer),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["undoes_id"], ["entry.id"], name="fk_entry_undoes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
    )
    op.create_table(
        "entry_change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("of_table", sa.String, nullable=False),
        sa.Column("of_row", sa.Integer, nullable=False),
        sa.Column("of_meeting", sa.Integer),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("difference", sa.String, nullable=False),
        sa.CheckConstraint("kind IN ('added', 'changed', 'removed')", name="ck_entry_change_kind"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_change_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry_change"),
    )
    op.create_index("ix_entry_change_entry_id", "entry_change", ["entry_id"])
    op.create_index("ix_entry_change_of_meeting", "entry_change", ["of_meeting"])
    op.create_index("ix_entry_change_row", "entry_change", ["of_table", "of_row"])
