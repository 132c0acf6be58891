"""What tests of the app share: the small partnering of ``five.py``, on a clock that they set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from partnering_desk.app.register import create_register
from tests.app.five import SECRETARY, Clock, Five, build


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def partnering(tmp_path: Path, clock: Clock) -> Iterator[Five]:
    register = create_register(tmp_path / "five.desk", SECRETARY, clock)
    yield build(register, clock)
    register.close()
