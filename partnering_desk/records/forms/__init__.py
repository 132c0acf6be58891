"""What Alembic runs to bring a register of an older form to today's."""
