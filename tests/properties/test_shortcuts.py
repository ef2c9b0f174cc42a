"""What is remembered, filed or left out for speed changes no answer."""

import math
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.distance import KM_A_DEGREE
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span
from mapper.pipeline import geoparse
from mapper.resolve.nearness import Nearness, Seat
from mapper.toponyms import around
from mapper.toponyms.small import SmallWords

PIECES = [
    "in",
    "of the",
    "town",
    "said",
    "U.S.",
    "d’",
    "'s",
    "’s",
    "’",
    "Kyiv",
    "Київ",
    "é",
    " ",
    "  ",
    ", ",
    ". ",
    "\n",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "-", "—", "(", "“", "7", "_", "\u00a0", "x" * 45]), max_size=30).map("".join)


def document(text: str, prose: Span | None = None) -> Document:
    return Document(text, Citation("any"), prose or Span(0, len(text)))


@given(TEXTS, st.data())
def test_one_word_on_either_side_tells_what_forty_characters_would(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert around.before(text, at).features == around._before_features(text[max(0, at - 40) : at])
    assert around.after(text, at).features == around._after_features(text[at : at + 40])


SMALL_WORDS = re.compile(r"\b[^\W\d_A-ZА-Я]{2,}\b")


@given(TEXTS, st.data(), st.sampled_from([1, 2_000]))
def test_a_small_word_is_found_as_if_all_were_gathered(text: str, data: st.DataObject, times: int) -> None:
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text) * times))))
    text *= times
    gathered = SMALL_WORDS.findall(text, start, end)
    small = SmallWords(document(text, Span(start, end)))
    for word in {"in", "of", "town", "said", "é", "київ", *re.findall(r"\w+", text)}:
        assert (word in small) == (word in gathered)


points = st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.tuples(st.floats(48, 51), st.floats(30, 36))
groups = st.lists(st.lists(st.tuples(points, st.floats(0, 1)), max_size=6), max_size=60)


@given(groups)
def test_the_nearest_likely_place_is_found_however_many_there_are(
    groups: list[list[tuple[tuple[float, float], float]]],
) -> None:
    seats = [[Seat(lat, lon, math.cos(math.radians(lat))) for (lat, lon), _ in group] for group in groups]
    likely = [{n: chance for n, (_, chance) in enumerate(group) if chance > 0.2} for group in groups]
    pulls = Nearness(seats).pulls(likely)
    for number, mine in enumerate(seats):
        others = [
            (seats[other][n], chance)
            for other, places in enumerate(likely)
            if other != number
            for n, chance in places.items()
        ]
        for seat, pull in zip(mine, pulls[number], strict=True):
            assert pull == pytest.approx(max((strength(place, chance, seat) for place, chance in others), default=0.0))


def strength(place: Seat, chance: float, seat: Seat) -> float:
    north, east = abs(place.lat - seat.lat), abs(place.lon - seat.lon) * seat.squeeze
    return chance * math.exp(-KM_A_DEGREE / 150 * math.hypot(north, east)) if north < 6 and east < 6 else 0.0


@pytest.mark.slow
def test_time_is_linear_in_the_number_of_places_one_text_names() -> None:
    gazetteer = Gazetteer.open()
    towns = gazetteer.within((35, -10, 60, 60), kind="city")
    names = list(dict.fromkeys(town.name for town in towns))

    def seconds(count: int) -> float:
        text = ". ".join(f"Fires burn in {name}" for name in names[:count])
        start = time.process_time()
        assert len(geoparse(document(text), gazetteer)) > count / 2
        return time.process_time() - start

    seconds(4_000)  # so that all names have been looked up
    assert seconds(4_000) < 20 * (seconds(400) + 0.05)
