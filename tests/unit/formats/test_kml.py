"""KML valid against OGC's own schema, with what a schema cannot say asserted besides, and safe in Google Earth."""

from __future__ import annotations

import html
import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import shapely
from lxml import etree

from mapper.errors import FormatError
from mapper.formats import read_incidents, write
from tests.incidents import many
from tests.samples import HOSTILE, INCIDENTS, SUMY_OBLAST

KML = "{http://www.opengis.net/kml/2.2}"
RING = [(33, 50), (35, 50), (35, 52), (33, 52)]


def polygon(place_id: str) -> shapely.Geometry | None:
    two = shapely.MultiPolygon(
        [shapely.Polygon(RING, [[(34, 51), (34.1, 51), (34.1, 51.1)]]), shapely.box(36, 50, 37, 51)]
    )
    return two if place_id == SUMY_OBLAST.place_id else None


@pytest.fixture
def root(tmp_path: Path) -> ET.Element:
    write(INCIDENTS, tmp_path / "a.kml", geometry="area", polygon=polygon)
    return ET.fromstring((tmp_path / "a.kml").read_bytes())


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of KML 2.2 as OGC publishes it (07-147r2), out of fastkml's wheel."""
    return etree.XMLSchema(file=str(files("fastkml") / "schema" / "ogckml22.xsd"))


@pytest.mark.parametrize("geometry", ["point", "area"])
def test_a_file_is_valid_by_the_schema(geometry: str, schema: etree.XMLSchema, tmp_path: Path) -> None:
    write([*INCIDENTS, *many(60)], tmp_path / "a.kml", geometry=geometry, polygon=polygon)
    schema.assertValid(etree.parse(tmp_path / "a.kml"))


def test_an_empty_file_is_valid_too(schema: etree.XMLSchema, tmp_path: Path) -> None:
    write([], tmp_path / "a.kml")
    schema.assertValid(etree.parse(tmp_path / "a.kml"))


def test_every_placemark_has_a_style_of_the_file_and_whole_days(root: ET.Element) -> None:
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    for mark in root.iter(f"{KML}Placemark"):
        assert mark.findtext(f"{KML}styleUrl") in styles
        for time in [*mark.iter(f"{KML}when"), *mark.iter(f"{KML}begin"), *mark.iter(f"{KML}end")]:
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", time.text or "")


def test_lon_comes_before_lat_and_rings_are_closed(root: ET.Element) -> None:
    assert root.findtext(f".//{KML}Point/{KML}coordinates") == "24.02324,49.8382601"
    rings = [ring.findtext(f"{KML}coordinates", "").split() for ring in root.iter(f"{KML}LinearRing")]
    assert [len(ring) for ring in rings] == [5, 4, 5]
    assert all(ring[0] == ring[-1] for ring in rings)


def test_an_event_of_days_is_a_span_and_one_of_a_day_a_stamp(root: ET.Element) -> None:
    marks = list(root.iter(f"{KML}Placemark"))
    assert [mark.findtext(f".//{KML}begin") for mark in marks] == ["2023-05-03", None, None, None]
    assert [mark.findtext(f".//{KML}when") for mark in marks] == [None, "2023-05-04", None, None]


def test_words_are_escaped_for_html_too(root: ET.Element) -> None:
    description = list(root.iter(f"{KML}Placemark"))[2].findtext(f"{KML}description", "")
    assert "<script" not in description
    assert HOSTILE in html.unescape(description)


def test_a_kmz_holds_the_same_document(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.kml")
    write(INCIDENTS, tmp_path / "a.kmz")
    with ZipFile(tmp_path / "a.kmz") as archive:
        assert archive.namelist() == ["doc.kml"]
        assert archive.read("doc.kml") == (tmp_path / "a.kml").read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<kml>",
        '<!DOCTYPE x [<!ENTITY a "b">]><kml xmlns="http://www.opengis.net/kml/2.2">&a;</kml>',
    ],
)
def test_broken_and_hostile_xml_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text(content)
    with pytest.raises(FormatError, match=r"a\.kml: not a KML file of incidents .* write it again with mapper"):
        read_incidents(tmp_path / "a.kml")


def test_a_zip_without_a_document_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.writestr("../../evil.kml", "x")
    with pytest.raises(FormatError, match=r"a\.kmz: not a KML file of incidents"):
        read_incidents(tmp_path / "a.kmz")
