from importlinter.cli import lint_imports
import pytest

from partnering_desk import files


def test_every_layer_keeps_to_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    """The contracts are in pyproject.toml."""
    broken = lint_imports(config_filename="pyproject.toml", cache_dir=None)
    assert not broken, capsys.readouterr().out
