from pathlib import Path

import pytest
from importlinter.cli import lint_imports

CHECKOUT = Path(__file__).parents[1]


def test_every_layer_keeps_to_its_contracts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    broken = lint_imports(config_filename="pyproject.toml", cache_dir=None)
    assert not broken, capsys.readouterr().out
