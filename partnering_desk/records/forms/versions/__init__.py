"""The forms that a register's file has had, each with what brings an older register to it.

The number of a form is SQLite's ``user_version``, and the id of its Alembic revision. A module here says what changed
by names and types written out, never by today's tables.
"""
