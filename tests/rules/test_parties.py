from partnering_desk.rules.parties import PartyRole, side_words


def test_there_are_two_parties_and_each_is_the_others_other() -> None:
    assert [party.words for party in PartyRole] == ["Commissioner", "Contractor"]
    assert PartyRole.COMMISSIONER.other is PartyRole.CONTRACTOR
    assert PartyRole.CONTRACTOR.other is PartyRole.COMMISSIONER


def test_who_is_of_neither_party_is_in_attendance() -> None:
    assert [side_words(one) for one in (*PartyRole, None)] == ["Commissioner", "Contractor", "In attendance"]
