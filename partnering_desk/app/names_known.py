"""The names of a register, which no dictionary has."""

from __future__ import annotations

from sqlalchemy import select

from partnering_desk.app.register import Register
from partnering_desk.records.partnering import Group, Organisation, Partnering, Person


def names_known(register: Register) -> frozenset[str]:
    """The names of every person, organisation, group and partnering, with the places where groups meet."""
    columns = (Person.name, Organisation.name, Group.name, Group.area, Group.location, Partnering.name)
    with register.read() as session:
        return frozenset(name for column in columns for name in session.scalars(select(column)) if name)
