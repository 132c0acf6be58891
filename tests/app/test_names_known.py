"""The names of a register are no misspelt words."""

from partnering_desk.app.names_known import names_known
from tests.app.five import Five


def test_people_organisations_groups_and_the_partnering_are_known(partnering: Five) -> None:
    named = {"Paweł Nowakowski", "St Aldate's Homes", "Property Working Group", "Five Boroughs Partnering"}
    assert named <= names_known(partnering.register)
