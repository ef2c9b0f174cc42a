"""Whatever an article says, files keep it: round trips over generated words, numbers and places."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mapper.formats import read_incidents, write
from mapper.model import Casualties, Citation, Incident, Place, Report, Resolution, Sentence, Span, Toponym, When

# XML holds no control characters and normalises line ends, so that KML and XLSX cannot keep those; what a person
# can read is kept everywhere.
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=60
).filter(lambda text: text.strip() == text and text)
COUNTS = st.none() | st.integers(0, 10_000)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
PLACES = st.builds(
    Place,
    place_id=st.from_regex(r"\A[a-z]{2}:[0-9]{1,8}\Z"),
    name=WORDS,
    kind=st.sampled_from(["site", "city", "district", "region", "country"]),
    lat=st.floats(-90, 90).map(lambda value: round(value, 6)),
    lon=st.floats(-180, 180).map(lambda value: round(value, 6)),
    country=st.sampled_from(["", "UA", "SS"]),
    country_name=WORDS,
)


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    """Up to three incidents of one report each; the numbers and days of an incident are those of its report."""
    made = []
    for number in range(draw(st.integers(0, 3))):
        sentence, place = draw(WORDS), draw(PLACES)
        told = Report(
            citation=Citation(draw(WORDS), draw(WORDS), published=draw(DAYS)),
            sentence=Sentence(Span(0, len(sentence)), sentence),
            trigger=Span(0, 1),
            resolution=Resolution(Toponym(draw(WORDS), Span(0, 1)), place, 0.5),
            event_type=draw(st.sampled_from(["Battles", "Alert", "Other"])),
            sub_event_type=draw(WORDS),
            when=When(start := draw(DAYS), start, draw(st.sampled_from([1, 2, 3])), "stated", draw(WORDS)),
            casualties=Casualties(draw(COUNTS), draw(COUNTS), draw(COUNTS), draw(COUNTS)),
            actor1=draw(WORDS),
        )
        made.append(
            Incident(
                f"i{number}",
                told.event_type,
                told.sub_event_type,
                place,
                (told,),
                when=told.when,
                casualties=told.casualties,
                actor1=told.actor1,
            )
        )
    return made


@pytest.mark.parametrize(
    "suffix", [".geojson", ".geojsonl", ".geojsons", ".csv", ".xlsx", ".gpkg", ".parquet", ".kml", ".html", ".md"]
)
@settings(max_examples=25, deadline=None)
@given(made=incidents())
def test_what_is_written_is_read_back(suffix: str, made: list[Incident]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        write(made, path)
        assert read_incidents(path) == made


@settings(max_examples=25, deadline=None)
@given(made=incidents())
def test_geojson_is_valid_whatever_is_in_it(made: list[Incident]) -> None:
    schema = json.loads(Path("tests/rfc7946.schema.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.geojson"
        write(made, path)
        Draft202012Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))
