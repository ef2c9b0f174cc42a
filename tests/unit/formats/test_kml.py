"""KML after OGC's schema, rule by rule, and safe in Google Earth."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import shapely

from mapper.errors import FormatError
from mapper.formats import read_incidents, write
from tests.samples import HOSTILE, INCIDENTS, SUMY_OBLAST

KML = "{http://www.opengis.net/kml/2.2}"
# The order the schema's sequence gives the children we use (07-147r2, AbstractFeatureType, then PlacemarkType).
PLACEMARK_ORDER = (
    "name",
    "description",
    "TimeStamp",
    "TimeSpan",
    "styleUrl",
    "ExtendedData",
    "Point",
    "Polygon",
    "MultiGeometry",
)
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


def test_the_document_follows_the_schema(root: ET.Element) -> None:
    [document] = root
    assert (root.tag, document.tag) == (f"{KML}kml", f"{KML}Document")
    kinds = [child.tag.removeprefix(KML) for child in document]
    assert kinds == sorted(kinds, key=["name", "description", "Style", "Placemark"].index)
    ids = [style.get("id", "") for style in document.iter(f"{KML}Style")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)
    assert all(re.fullmatch("[0-9a-f]{8}", colour.text or "") for colour in document.iter(f"{KML}color"))


def test_a_placemark_follows_the_schema(root: ET.Element) -> None:
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    for mark in root.iter(f"{KML}Placemark"):
        names = [child.tag.removeprefix(KML) for child in mark]
        assert names == sorted(names, key=PLACEMARK_ORDER.index)
        assert len(set(names)) == len(names)
        assert mark.findtext(f"{KML}styleUrl") in styles
        for time in [*mark.iter(f"{KML}when"), *mark.iter(f"{KML}begin"), *mark.iter(f"{KML}end")]:
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", time.text or "")
        for data in mark.iter(f"{KML}Data"):
            assert data.get("name")
            assert [child.tag for child in data] == [f"{KML}value"]


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
