"""What tests of the app share: the small partnering of ``five.py``, on a clock that they set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.five import Clock, Five, copy_of


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def partnering(five_finished: Five, tmp_path: Path, clock: Clock) -> Iterator[Five]:
    five = copy_of(five_finished, tmp_path / "five.desk", clock)
    yield five
    five.register.close()
