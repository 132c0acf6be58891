"""The self-test says that this copy is whole, and names what is not."""

import pytest

from partnering_desk import files
from partnering_desk.ui.self_test import self_test


def test_this_copy_of_the_program_is_whole() -> None:
    results = self_test()
    assert [one for one in results if not one.ok] == []
    assert "the window's parts load" in [one.what for one in results]


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> str:
        raise FileNotFoundError(f"{name} is missing. Installing {files.NAME} again puts it back.")

    monkeypatch.setattr(files, "read_resource", gone)
    broken = next(one for one in self_test() if one.what == "fonts, icons and styles are there")
    assert not broken.ok
    assert "style.qss is missing" in broken.said
