"""Made-up incidents for tests and benchmarks: as many as wanted, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

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
    text_sha256,
)

KINDS = (
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shells hit"),
    ("Explosions/Remote violence", "Air/drone strike", "a drone struck"),
    ("Battles", "Armed clash", "fighting broke out in"),
    ("Violence against civilians", "Attack", "gunmen attacked people in"),
    ("Protests", "Peaceful protest", "people marched in"),
    ("Riots", "Mob violence", "a crowd burned shops in"),
    ("Strategic developments", "Looting/property destruction", "stores were looted in"),
    ("Alert", "Air raid alert", "sirens sounded in"),
    ("Other", "Flood", "a river flooded"),
)
MODALITIES = ("asserted", "asserted", "asserted", "alleged", "alleged", "denied", "warned", "threatened")
OUTLETS = (
    "The Courier",
    "The Herald",
    "The Gazette",
    "The Observer",
    "The Monitor",
    "The Post",
    "The Star",
    "The Echo",
)
REPORTS_PER_ARTICLE = 5
CLAIMANTS = (None, None, "the governor", "police", "residents", "the army", "a news agency")

KYIV = Place(
    "gn:703448", "Kyiv", "city", 50.45466, 30.5238, "UA", "Ukraine", "Kyiv City", "gn:703447", population=2797553
)
ODESA = Place(
    "gn:698740", "Odesa", "city", 46.48572, 30.74383, "UA", "Ukraine", "Odesa Oblast", "gn:698738", population=1015826
)
KHERSON_OBLAST = Place(
    "gn:706442", "Kherson Oblast", "region", 46.5, 33.5, "UA", "Ukraine", "Kherson Oblast", "gn:706442"
)
SOUTHERN_RUSSIA = Place("im:southern-russia", "southern Russia", "region", 46.0, 42.5, "RU", "Russia")


def report(
    place: Place,
    event: tuple[str, str],
    sentence: str,
    written: str,
    trigger: str,
    *,
    doc_id: str = "000",
    source: str = "The Courier",
    published: date = date(2023, 5, 4),
    day: date | None = date(2023, 5, 4),
    modality: str = "asserted",
    claimant: str | None = None,
    url: str = "https://example.org/a",
    **more: object,
) -> Report:
    """A report whose sentence names ``written`` and ``trigger``; both must stand in it."""
    place_at, trigger_at = sentence.index(written), sentence.index(trigger)
    return Report(
        citation=Citation(doc_id, source, f"Article {doc_id}", url, published, "sidecar", "en", text_sha256(doc_id)),
        sentence=Sentence(Span(0, len(sentence)), sentence),
        trigger=Span(trigger_at, trigger_at + len(trigger)),
        resolution=Resolution(Toponym(written, Span(place_at, place_at + len(written))), place, 0.9),
        event_type=event[0],
        sub_event_type=event[1],
        when=When(day, None, 1, "stated" if day else "none"),
        modality=modality,  # type: ignore[arg-type]
        attribution=Attribution(claimant) if claimant else None,
        **more,  # type: ignore[arg-type]
    )


def incident(*reports: Report, number: int = 0, **more: object) -> Incident:
    """The incident these reports make, the first of them leading."""
    lead = reports[0]
    given = {
        "when": lead.when,
        "modality": lead.modality,
        "casualties": lead.casualties,
        "denied_by": lead.denied_by,
        "n_independent": len({r.citation.source for r in reports}),
    } | more
    number_id = f"{number:012x}"
    return Incident(number_id, lead.event_type, lead.sub_event_type, lead.place, reports, **given)  # type: ignore[arg-type]


def many(
    count: int, places: int = 500, seed: int = 7, bbox: tuple[float, float, float, float] = (44.5, 22.5, 52.0, 39.5)
) -> Iterator[Incident]:
    """``count`` incidents at ``places`` towns in ``bbox`` (south, west, north, east), one report each."""
    chance = random.Random(seed)
    south, west, north, east = bbox
    towns = [
        Place(
            f"im:{n}",
            f"Town {n}",
            "city",
            round(chance.uniform(south, north), 5),
            round(chance.uniform(west, east), 5),
            "UA",
            "Ukraine",
        )
        for n in range(places)
    ]
    weights = [1 / (rank + 2) for rank in range(places)]
    for number, town in enumerate(chance.choices(towns, weights, k=count)):
        if number % REPORTS_PER_ARTICLE == 0:
            outlet, day = chance.choice(OUTLETS), date(2022, 3, 1) + timedelta(days=chance.randrange(500))
        yield incident(_random_report(chance, town, number, outlet, day), number=number)


def _random_report(chance: random.Random, town: Place, number: int, outlet: str, day: date) -> Report:
    kind, sub, words = chance.choice(KINDS)
    claimant = chance.choice(CLAIMANTS)
    said = claimant or "it was reported"
    sentence = f"On {day:%A} {words} {town.name}, {said}, the {chance.randrange(10**6)}th such report this year."
    killed = chance.choice((None, None, 0, 1, 3, 12))
    article = f"{number // REPORTS_PER_ARTICLE:06d}"
    return report(
        town,
        (kind, sub),
        sentence,
        town.name,
        words.split()[-2],
        doc_id=article,
        source=outlet,
        published=day,
        day=day - timedelta(days=chance.randrange(3)),
        modality=chance.choice(MODALITIES),
        claimant=claimant,
        url=f"https://example.org/{article}",
        casualties=Casualties(killed, killed),
    )
