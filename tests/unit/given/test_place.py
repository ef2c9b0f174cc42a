"""Records with columns of their own: the place and the day a person wrote win over what the text says."""

from __future__ import annotations

from datetime import date

import pytest

from mapper.gazetteer import Gazetteer
from mapper.given.place import own_place
from mapper.model import Citation, Document, Span
from mapper.pipeline import extract_reports, read_document

TEXT = "A drone strike hit a fuel depot in Lviv on Monday, officials said."


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def document(**columns: str) -> Document:
    return Document(TEXT, Citation("d1", published=date(2023, 5, 9)), Span(0, len(TEXT)), record=tuple(columns.items()))


def test_without_columns_the_text_decides(gazetteer: Gazetteer) -> None:
    [report] = extract_reports(document(), gazetteer)
    assert (report.place.name, report.when.start) == ("Lviv", date(2023, 5, 8))


def test_the_columns_win(gazetteer: Gazetteer) -> None:
    [report] = extract_reports(document(place="Odessa", country="UA", event_date="2023-05-07"), gazetteer)
    assert (report.place.name, report.place.country) == ("Odesa", "UA")
    assert (report.when.start, report.when.basis) == (date(2023, 5, 7), "stated")
    assert report.resolution.toponym.text == "Lviv"
    assert report.resolution.reason == "the record's own columns say where"


def test_a_point_by_the_named_place_is_kept(gazetteer: Gazetteer) -> None:
    place = own_place({"place": "Lviv", "lat": "49.80", "lon": "24.01"}, gazetteer).place
    assert place
    assert (place.name, place.lat, place.lon) == ("Lviv", 49.8, 24.01)


def test_a_point_without_a_name_is_a_place_of_its_own(gazetteer: Gazetteer) -> None:
    place = own_place({"lat": "49.84", "lon": "24.03"}, gazetteer).place
    assert place
    assert (place.place_id, place.name, place.kind) == ("record:49.84,24.03", "49.84, 24.03", "site")
    assert (place.country, place.admin1) == ("UA", "Lviv Oblast")


@pytest.mark.parametrize(
    ("lat", "lon", "hint"),
    [
        ("24.03", "49.84", "are latitude and longitude swapped? The place is taken by its name"),
        ("10.00", "10.00", "one of the two is wrong. The place is taken by its name"),
    ],
)
def test_a_point_far_from_its_name_is_said(lat: str, lon: str, hint: str, gazetteer: Gazetteer) -> None:
    reading = read_document(document(place="Lviv", lat=lat, lon=lon), gazetteer)
    assert reading.reports[0].place.name == "Lviv"
    assert reading.note == f"the point {float(lat):g}, {float(lon):g} is far from Lviv; {hint}"
