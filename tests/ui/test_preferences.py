import pytest

from partnering_desk.files import config_folder
from partnering_desk.ui import preferences


def test_what_is_kept_is_there_again() -> None:
    preferences.keep("text_scale", 150)
    preferences.keep("recent", ["one.desk", "two.desk"])
    preferences.keep("views", {"Late": {"search": "report"}})
    assert preferences.number("text_scale", 100) == 150
    assert preferences.texts("recent") == ["one.desk", "two.desk"]
    assert preferences.by_name("views") == {"Late": {"search": "report"}}


def test_what_was_never_kept_is_as_usual() -> None:
    assert preferences.number("text_scale", 100) == 100
    assert preferences.text("who") == ""
    assert preferences.texts("recent") == []
    assert preferences.by_name("views") == {}


@pytest.mark.parametrize("damaged", ["", "{", "[1, 2]", '{"who": 7}'])
def test_a_damaged_file_does_no_harm(damaged: str) -> None:
    (config_folder() / "window.json").write_text(damaged)
    assert preferences.text("who") == ""
    preferences.keep("who", "M. Okafor")
    assert preferences.text("who") == "M. Okafor"
