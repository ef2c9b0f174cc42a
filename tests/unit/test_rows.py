"""Rows keep everything: what is written can be read back as the same object."""

from __future__ import annotations

import json
from datetime import date

from mapper.model import (
    Attribution,
    Casualties,
    Citation,
    Incident,
    Place,
    Report,
    Resolution,
    Sentence,
    Span,
    Toponym,
    When,
)
from mapper.rows import INCIDENT_COLUMNS, incident_from_row, incident_row, report_from_row, report_row

LVIV = Place("gn:702550", "Lviv", "city", 49.83826, 24.02324, "UA", "Ukraine", "Lviv Oblast", "gn:702549", "P", "PPLA")
REPORT = Report(
    citation=Citation(
        "a1", "Outlet", "Title", "https://example.org/a", date(2023, 5, 4), "sidecar", "en", "00ff", "o1"
    ),
    sentence=Sentence(Span(10, 55), "At least two people were killed in Lemberg.", 1),
    trigger=Span(35, 41),
    resolution=Resolution(Toponym("Lemberg", Span(45, 52), "city"), LVIV, 0.9, (), "an older name of Lviv", "exact"),
    event_type="Violence against civilians",
    sub_event_type="Attack",
    when=When(date(2023, 5, 3), date(2023, 5, 4), 1, "stated", "overnight"),
    modality="alleged",
    attribution=Attribution("police", "official", "TASS"),
    denied_by="the ministry",
    casualties=Casualties(2, None, 0, 0, "at least two", "no one"),
    actor1="gunmen",
    actor2="civilians",
)


def test_report_survives_its_row() -> None:
    assert report_from_row(json.loads(json.dumps(report_row(REPORT)))) == REPORT


def test_incident_survives_its_row_but_for_words_kept_in_reports() -> None:
    incident = Incident("i1", "Violence against civilians", "Attack", LVIV, (REPORT,), modality="alleged")
    assert incident_from_row(json.loads(json.dumps(incident_row(incident)))) == incident


def test_incident_row_holds_the_columns_in_order() -> None:
    row = incident_row(Incident("i1", "Protests", "Peaceful protest", LVIV, (REPORT,)))
    assert tuple(row) == INCIDENT_COLUMNS


def test_edited_columns_win_over_the_reports() -> None:
    row = incident_row(Incident("i1", "Protests", "Peaceful protest", LVIV, (REPORT,)))
    row |= {"event_type": "Riots", "latitude": 50.0, "event_date": "2023-05-02"}
    edited = incident_from_row(row)
    assert ("Riots", 50.0, date(2023, 5, 2)) == (edited.event_type, edited.place.lat, edited.when.start)
