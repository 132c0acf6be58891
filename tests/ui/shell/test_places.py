import pytest

from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.shell.places import PLACES, STANDS_UNDER, Place, places_built


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_place_has_its_page(place: Place) -> None:
    assert place.built
    assert issubclass(place.load(), Page)


def test_names_and_labels_are_told_apart() -> None:
    assert len({place.name for place in PLACES}) == len({place.label for place in PLACES}) == len(PLACES)
    assert set(STANDS_UNDER) | set(STANDS_UNDER.values()) <= {place.name for place in PLACES}
    assert places_built() == PLACES


def test_a_place_without_a_page_is_left_out_and_cannot_be_loaded() -> None:
    assert not Place("x", "X", "partnering_desk.ui.nowhere.page", "XPage").built
    with pytest.raises(TypeError, match="is not a Page"):
        Place("x", "X", "partnering_desk.ui.shell.places", "Place").load()
