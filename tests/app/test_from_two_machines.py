"""A register on a file server, open on the server itself and over the network at once: neither spoils the other's.

The drive is sshfs, which tells neither side of the other's locks: what such a drive does not do, signs of life do.
"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from partnering_desk.app.check import check_register
from partnering_desk.app.faults import Fault, InUse
from partnering_desk.app.heading import partnerings
from partnering_desk.app.register import create_register, open_register, read_register
from partnering_desk.records.hold import ALIVE, BESIDE, holder_of
from tests.another_program import another_program
from tests.app.five import SECRETARY, Clock, build

RENAME = "UPDATE partnering SET name = 'Six Boroughs'"


@pytest.fixture
def served(network_drive: Path) -> Path:
    """The register where the server has it; over the network it is at `network_drive / "five.desk"`."""
    path = network_drive.with_name("served") / "five.desk"
    clock = Clock()
    register = create_register(path, SECRETARY, clock)
    build(register, clock)
    register.close()
    return path


def test_open_on_the_server_it_is_in_use_for_the_network_and_cannot_be_read_there(
    served: Path, network_drive: Path, clock: Clock
) -> None:
    away = network_drive / "five.desk"
    with another_program(served) as other:
        with pytest.raises(InUse, match=r"J\. Amadi has it open on DESK-3 since 09:12"):
            open_register(away, "M. Okafor", clock)
        with pytest.raises(Fault, match="is open on DESK-3, on the drive itself"):
            read_register(away, "M. Okafor", clock)
        other.does(RENAME)
        other.closes()
    with closing(open_register(served, "M. Okafor", clock)) as register:
        assert partnerings(register) == ((1, "Six Boroughs"),)
        assert check_register(register) == ()


def test_open_over_the_network_it_is_in_use_on_the_server_and_can_be_read_there(
    served: Path, network_drive: Path, clock: Clock
) -> None:
    with another_program(network_drive / "five.desk") as other:
        with pytest.raises(InUse, match=r"J\. Amadi has it open on DESK-3 since 09:12"):
            open_register(served, "M. Okafor", clock)
        with closing(read_register(served, "M. Okafor", clock)) as register:
            assert partnerings(register) == ((1, "Five Boroughs Partnering"),)
            other.does(RENAME)
            assert partnerings(register) == ((1, "Six Boroughs"),)
        other.closes()
    with closing(open_register(served, "M. Okafor", clock)) as register:
        assert partnerings(register) == ((1, "Six Boroughs"),)
        assert check_register(register) == ()


def test_another_machine_that_gives_no_sign_for_two_minutes_has_it_open_no_more(served: Path, clock: Clock) -> None:
    beside = served.with_name(served.name + BESIDE)
    said = {"who": "J. Amadi", "machine": "DESK-3", "since": "2026-11-19T09:12:00", "program": "1", "log": 0}
    for ago, held in ((0, True), (100, True), (140, False)):
        beside.write_text(json.dumps(said | {ALIVE: datetime.now().timestamp() - ago}), encoding="utf-8")
        assert (holder_of(served) is not None) is held
