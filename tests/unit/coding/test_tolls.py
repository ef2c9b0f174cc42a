"""Which incident a number of dead belongs to: in its own sentence, and from the sentences around it."""

from __future__ import annotations

import pytest

from mapper.coding.tolls import with_casualties
from mapper.model import Citation, Place, Report, Resolution, Sentence, Span, Toponym

CITATION = Citation("case")


def coded(text: str, *events: tuple[str, str], event_type: str = "Explosions/Remote violence") -> tuple[Report, ...]:
    """Reports for (trigger, place) pairs; sentences of ``text`` part at " | "."""
    sentences, position = [], 0
    for words in text.split(" | "):
        start = text.index(words, position)
        position = start + len(words)
        sentences.append(Sentence(Span(start, position), words))
    reports = []
    for trigger, place in events:
        at = text.index(place)
        sentence = next(s for s in sentences if s.span.start <= at < s.span.end)
        word = text.index(trigger, sentence.span.start)
        toponym = Toponym(place, Span(at, at + len(place)))
        resolution = Resolution(toponym, Place(place, place, "city", 0.0, 0.0))
        reports.append(
            Report(CITATION, sentence, Span(word, word + len(trigger)), resolution, event_type, "Air/drone strike")
        )
    return with_casualties(sentences, reports)


@pytest.mark.parametrize(
    ("text", "events", "fatalities"),
    [
        ("Shells killed three men in Goma.", [("killed", "Goma")], [3]),
        ("Shells killed 12 people in Goma and Sake.", [("killed", "Goma"), ("killed", "Sake")], [None, None]),
        ("Raids killed ten men in Goma and killed five in Sake.", [("killed", "Goma"), ("five", "Sake")], [10, 5]),
        ("Raids killed nine men in Goma, and three in Sake.", [("killed", "Goma"), ("killed", "Sake")], [9, 3]),
        ("A man was shot dead in Goma, hours after a clerk was shot dead.", [("shot dead", "Goma")], [1]),
        ("Hours after a clerk was shot dead, nine men died in Goma.", [("died", "Goma")], [9]),
        ("Bombs hit Goma and in Bukavu a man died.", [("hit", "Goma")], [None]),
        ("No casualties followed raids on Goma and Sake.", [("raids", "Goma"), ("raids", "Sake")], [0, 0]),
        ("A shell hit Goma. | The blast left two dead.", [("hit", "Goma")], [2]),
        ("A bomb killed 13 miners. | It hit a bus in Goma.", [("hit", "Goma")], [13]),
        ("Bombs hit Goma. | Bombs hit Sake. | Two died.", [("hit", "Goma"), ("hit", "Sake")], [None, 2]),
        ("Bombs hit Goma and Sake. | Two people died.", [("hit", "Goma"), ("hit", "Sake")], [None, None]),
        ("Bombs hit Goma. | In all, the attacks killed nine.", [("hit", "Goma")], [None]),
        ("A shell hit Goma. | In 2014 a quake killed nine.", [("hit", "Goma")], [None]),
        ("Bombs killed nine in Goma's Katindo district.", [("killed", "Goma"), ("killed", "Katindo")], [9, 9]),
        (
            "Bombs hit Goma. | It rained. | Two died in the attack. | War came to Sake.",
            [("hit", "Goma"), ("War", "Sake")],
            [2, None],
        ),
        ("A shell killed one in Goma. | Later the toll rose to 4.", [("killed", "Goma")], [4]),
    ],
)
def test_numbers_find_their_incident(text: str, events: list[tuple[str, str]], fatalities: list[int | None]) -> None:
    assert fatalities == [report.casualties.fatalities_min for report in coded(text, *events)]


def test_a_downed_drone_may_have_hurt_nobody() -> None:
    (downed,) = coded(
        "Drones were downed over Goma without casualties.", ("downed", "Goma"), event_type="Strategic developments"
    )
    assert downed.casualties.fatalities_min == 0


def test_an_alert_has_no_casualties() -> None:
    (alert,) = coded("Sirens in Goma followed a raid that killed two.", ("Sirens", "Goma"), event_type="Alert")
    assert alert.casualties.fatalities_min is None
