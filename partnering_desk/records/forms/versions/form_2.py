"""The second form: the Record."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add the Record; its first entry is written once the register has arrived at this program's form."""
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
