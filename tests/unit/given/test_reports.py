"""Rows that bring their own place, day and type: each is one incident, of its columns and what its text adds."""

from __future__ import annotations

from datetime import date

import pytest

from mapper.gazetteer import Gazetteer
from mapper.given.event import read_kind
from mapper.model import Citation, Document, Report, Span
from mapper.pipeline import read_document

HEARD = "The sky was red. Explosions were heard overnight; two people were killed."
STRIKE = ("Explosions/Remote violence", "Air/drone strike")
SHELLING = ("Explosions/Remote violence", "Shelling/artillery/missile attack")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(text: str, gazetteer: Gazetteer, *, language: str = "en", **columns: str) -> tuple[list[Report], str]:
    citation = Citation("row", published=date(2023, 5, 9), language=language)
    document = Document(text, citation, Span(0, len(text)), record=tuple(columns.items()))
    reading = read_document(document, gazetteer)
    return list(reading.reports), reading.note


def test_a_text_that_names_no_place_happened_where_the_row_says(gazetteer: Gazetteer) -> None:
    [report], note = read(HEARD, gazetteer, place="Kharkov", event_date="2023-05-04")
    assert (report.place.name, report.resolution.toponym.text, note) == ("Kharkiv", "Kharkov", "")
    assert (report.when.start, report.casualties.fatalities_min) == (date(2023, 5, 4), 2)
    assert report.sentence.span.within(HEARD) == report.sentence.text == HEARD[17:]
    assert report.trigger.within(HEARD) == "Explosions"
    assert report.resolution.toponym.span == Span(17, 17)  # there are no words for it in the text


def test_only_what_is_missing_is_extracted(gazetteer: Gazetteer) -> None:
    columns = {"fatalities": "5", "actor1": "Rebels", "event_type": STRIKE[0], "sub_event_type": STRIKE[1]}
    [report], _ = read("On Sunday shells hit a school; three were hurt.", gazetteer, place="Lviv", **columns)
    assert (report.event_type, report.sub_event_type) == STRIKE
    assert (report.casualties.fatalities_min, report.casualties.injuries_min) == (5, 3)
    assert (report.actor1, report.when.start) == ("Rebels", date(2023, 5, 7))


@pytest.mark.parametrize(
    ("text", "language", "columns", "kind"),
    [
        ("Many windows broke.", "en", {"event_type": "Battles"}, ("Battles", "")),
        ("Many windows broke.", "en", {"event_type": "air/drone strike"}, STRIKE),
        ("Many windows broke.", "en", {"event_type": "Drone strike"}, STRIKE),
        ("Many windows broke.", "en", {"event_type": "ours: 7", "sub_event_type": "Air/drone strike"}, STRIKE),
        ("Вибухи пролунали вночі.", "uk", {"event_type": "Shelling"}, SHELLING),
        ("Shells hit a school.", "en", {"event_type": SHELLING[0]}, SHELLING),  # the text is more precise
    ],
)
def test_the_type_of_the_row_makes_an_incident(
    text: str, language: str, columns: dict[str, str], kind: tuple[str, str], gazetteer: Gazetteer
) -> None:
    [report], note = read(text, gazetteer, language=language, place="Odesa", **columns)
    assert ((report.event_type, report.sub_event_type), report.place.name, note) == (kind, "Odesa", "")
    assert (report.when.start, report.when.basis) == (date(2023, 5, 9), "publication")


def test_a_point_alone_is_enough(gazetteer: Gazetteer) -> None:
    [report], _ = read("Shells hit a school.", gazetteer, lat="49.84", lon="24.03")
    assert (report.place.lat, report.place.lon, report.resolution.toponym.text) == (49.84, 24.03, "49.84, 24.03")


def test_a_point_by_the_place_the_text_names_is_that_place(gazetteer: Gazetteer) -> None:
    [report], _ = read("Shells hit a school in Lviv.", gazetteer, lat="49.80", lon="24.00")
    assert (report.place.name, report.place.point, report.resolution.toponym.text) == ("Lviv", (49.8, 24.0), "Lviv")
    [report], _ = read("Shells hit a school in Lviv.", gazetteer, lat="50.45", lon="30.52")
    assert (report.place.name, report.place.point) == ("50.45, 30.52", (50.45, 30.52))


def test_a_town_that_stands_for_its_region_is_no_pin(gazetteer: Gazetteer) -> None:
    columns = {"country": "Ukraine", "admin1": "Kherson Oblast", "geo_precision": "3", "time_precision": "2"}
    [report], _ = read("Shells fell.", gazetteer, place="Kherson", event_date="2023-05-04", **columns)
    assert (report.place.name, report.place.kind, report.when.time_precision) == ("Kherson Oblast", "region", 2)


PROBLEMS = [
    ({"place": "Lviv", "event_date": "2023-05-04"}, "tells of no event and it brings no event_type; nothing is mapped"),
    ({"place": "Zzyzxgrad", "event_type": "Battles"}, "the place 'Zzyzxgrad' is not in the gazetteer; add its lat and"),
    ({"place": "Lviv", "event_type": "wibble"}, "the event type 'wibble' is none of ours; the text decides"),
    ({"place": "Lviv", "event_type": "Battles", "fatalities": "many"}, "fatalities 'many' is not a whole number; the"),
    ({"lat": "36.23", "lon": "49.99", "country": "Ukraine"}, "is not in Ukraine; are latitude and longitude swapped?"),
    (
        {"place": "Lviv", "event_type": "Battles", "event_date": "2023-05-04", "event_date_end": "2023-05-01"},
        "the event ends on 2023-05-01, before it begins on 2023-05-04; only the first day is taken",
    ),
]


@pytest.mark.parametrize(("columns", "message"), PROBLEMS)
def test_what_cannot_be_is_said(columns: dict[str, str], message: str, gazetteer: Gazetteer) -> None:
    _, note = read("Many windows broke.", gazetteer, **columns)
    assert message in note


def test_a_news_record_with_a_place_and_no_event_is_no_problem(gazetteer: Gazetteer) -> None:
    assert read("The choir sang.", gazetteer, place="Lviv") == ([], "")


def test_columns_of_other_things_change_nothing(gazetteer: Gazetteer) -> None:
    assert read(HEARD, gazetteer, forwarded_by="channel") == ([], "")


@pytest.mark.parametrize("written", ["Other", "Strategic developments: Other", "BATTLES", "Alert", "Armed clash"])
def test_every_type_is_known_by_its_names(written: str) -> None:
    assert read_kind(written)
