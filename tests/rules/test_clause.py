from partnering_desk.rules import clause
from partnering_desk.rules.clause import CLAUSES, G5_5, Refusal


def test_every_clause_is_known_by_its_id() -> None:
    assert CLAUSES["G5.5"] is G5_5
    assert all(one.id == key for key, one in CLAUSES.items())
    constants = {name for name, value in vars(clause).items() if isinstance(value, clause.Clause)}
    assert constants == {key.replace(".", "_") for key in CLAUSES}


def test_a_clause_is_cited_by_its_reference() -> None:
    assert str(G5_5) == "Governance 5.5"
    assert all(one.title and one.ref for one in CLAUSES.values())


def test_a_refusal_is_shown_as_it_stands() -> None:
    refusal = Refusal("Nobody is here (Governance 5.5). Wait for them.", G5_5)
    assert str(refusal) == refusal.sentence == "Nobody is here (Governance 5.5). Wait for them."
    assert refusal.clause is G5_5
    assert Refusal("No.").clause is None
