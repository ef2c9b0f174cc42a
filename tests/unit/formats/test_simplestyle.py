"""One palette: files are coloured as the map page is."""

from __future__ import annotations

from mapper.formats.simplestyle import REST, TYPE_COLOURS
from mapper.webmap.palette import EVENT_TYPES


def test_files_have_the_colours_of_the_page() -> None:
    assert {swatch.name: swatch.light for swatch in EVENT_TYPES} == TYPE_COLOURS
    assert TYPE_COLOURS["Other"] == REST
