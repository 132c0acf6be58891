"""A record that breaks a rule, as the check of a register and the import of a file say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from partnering_desk.rules.clause import Refusal


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that breaks a rule: where it stands ("decision CG/2026/06/D2"), and what is wrong, in a sentence."""

    where: str
    words: str


def refused(where: str, *rules: Callable[[], object]) -> Iterator[Broken]:
    """What each of some rules refuses, asked without arguments."""
    for rule in rules:
        try:
            rule()
        except Refusal as refusal:
            yield Broken(where, refusal.sentence)
