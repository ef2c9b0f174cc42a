"""Incidents to write and read in tests: a town, a region, hostile words, nothing known, everything known."""

from __future__ import annotations

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

LVIV = Place(
    "gn:702550", "Lviv", "city", 49.8382601, 24.02324, "UA", "Ukraine", "Lviv Oblast", "gn:702549", "P", "PPLA", 717803
)
SUMY_OBLAST = Place(
    "gn:692196", "Sumy Oblast", "region", 51.0, 34.0, "UA", "Ukraine", "Sumy Oblast", "gn:692196", "A", "ADM1"
)
SOMEWHERE = Place("x:south", "the south", "region", -12.5, 179.9999999, disputed="claimed by two")

HOSTILE = "=HYPERLINK(\"x\") </script><b>${x}</b> `\\` “quotes”, commas; 'single' \U0001f525\nand a line & more"


def report(place: Place, sentence: str, **changes: object) -> Report:
    """A report of ``sentence`` at ``place``; ``changes`` are fields of Report."""
    written = Toponym(place.name, Span(0, len(place.name)), "oblast" if place.kind == "region" else None)
    fields: dict[str, object] = {
        "citation": Citation(
            "doc-1", "City Radio", "Title", "https://example.org/1", date(2023, 5, 4), "sidecar", "en"
        ),
        "sentence": Sentence(Span(10, 10 + len(sentence)), sentence),
        "trigger": Span(12, 16),
        "resolution": Resolution(written, place, 0.9, (), "the only one of that name", "exact"),
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
    }
    return Report(**(fields | changes))  # type: ignore[arg-type]


def incident(number: int, reports: tuple[Report, ...], **changes: object) -> Incident:
    """The incident of ``reports``, its fields those of the first; ``changes`` are fields of Incident."""
    lead = reports[0]
    fields: dict[str, object] = {
        "incident_id": f"inc-{number:04d}",
        "event_type": lead.event_type,
        "sub_event_type": lead.sub_event_type,
        "place": lead.place,
        "reports": reports,
        "when": lead.when,
        "modality": lead.modality,
        "casualties": lead.casualties,
    }
    return Incident(**(fields | changes))  # type: ignore[arg-type]


_FULL = report(
    LVIV,
    "At least two people were killed in Lemberg overnight, police said.",
    citation=Citation(
        "doc-2", "Town Post", "T", "https://example.org/2", date(2023, 5, 4), "header", "en", "0" * 64, "o1"
    ),
    when=When(date(2023, 5, 3), date(2023, 5, 4), 1, "stated", "overnight"),
    modality="alleged",
    attribution=Attribution("police", "official", "TASS"),
    denied_by="the ministry",
    casualties=Casualties(2, None, 0, 3, "at least two", "up to three"),
    actor1="gunmen",
    actor2="civilians",
)

INCIDENTS: tuple[Incident, ...] = (
    incident(
        1,
        (_FULL, report(LVIV, "Shots rang out in Lviv.")),
        n_independent=2,
        denied_by="the ministry",
        actor1="gunmen",
        actor2="civilians",
        review_status="corrected",
        aliases=("inc-0009", "inc-0010"),
        context=("inc-0002",),
    ),
    incident(
        2,
        (
            report(
                SUMY_OBLAST,
                "An air raid alert sounded in Sumy Oblast.",
                event_type="Alert",
                sub_event_type="Air raid alert",
                when=When(date(2023, 5, 4), date(2023, 5, 4), 1, "publication", ""),
                modality="warned",
            ),
        ),
    ),
    incident(3, (report(SOMEWHERE, HOSTILE, when=When(text="in spring"), actor1="=1+1"),), actor1="=1+1"),
    incident(
        4,
        (
            report(
                LVIV, "@home -- a fire broke out.", event_type="Other", sub_event_type="Fire", citation=Citation("d4")
            ),
        ),
    ),
)
