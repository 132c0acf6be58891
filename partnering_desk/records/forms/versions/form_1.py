"""The first form: what the main job keeps. Registers of it were made as they are."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing: a register has this form from the beginning."""
