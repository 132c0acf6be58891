"""What tests of documents share: the engine that says whether a file conforms."""

from collections.abc import Iterator

import pytest

from tests.documents.conformance import Engine, engine


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine(tmp_path_factory.mktemp("verapdf")) as running:
        yield running
