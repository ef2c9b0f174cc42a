"""Where the event of a lead happened that names no town: "Gunmen burst into a bar on Monday. ... police in X said".

The next sentences tell it by the way: whose police speak, or what lay there ("the platoon was camped in X"). A capital
says nothing, since the police of a whole country speak there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mapper.coding.article import Article
from mapper.coding.events import EventType, Trigger
from mapper.coding.grammar import word_class
from mapper.coding.linking import Link, Loose, link
from mapper.coding.local_bodies import is_local_body
from mapper.coding.reading import Mention, Reading
from mapper.coding.turns import turns_away
from mapper.distance import kilometres
from mapper.model import Place

# Sentences of a text that may be its lead, and sentences behind it that still speak of its event.
LEAD, NEAR = 2, 6
# Words before "in X" among which those who speak stand: "the commander of the brigade in X".
VOICE_REACH = 2
# How far from its middle a vague area such as "northeastern Colombia" is taken to reach.
VAGUE_KM = 400
SHORTEST = 5  # words: "The mine is in X"


def is_widespread(reading: Reading, trigger: Trigger, kind: EventType) -> bool:
    """True for what happens all over an area: floods, storms, protests, alerts, "clashes" and "attacks"."""
    is_many = trigger.rule.kind == "noun" and reading.words.lowers[trigger.last - 1].endswith("s")
    return is_many or kind.event_type in ("Alert", "Protests", "Riots") or kind.sub_event_type in ("Flood", "Other")


def place_of_lead(article: Article, lead: int, area: Place | None) -> Mention | None:
    """The town by which the sentences behind the lead tell where it was, inside ``area`` where the lead names one."""
    for index in range(lead + 1, min(lead + 1 + NEAR, len(article.sentences))):
        reading = article.reading(index)
        if turns_away(reading):
            return None
        found = link(reading) if reading.mentions else []
        if any(isinstance(one, Link) and one.mention.is_town for one in found):
            return None
        towns = [one for one in found if isinstance(one, Loose) and one.mention.resolution.place is not None]
        subject = _is_of_the_lead(reading, article.reading(lead))
        if (town := next(_telling(reading, towns, area, subject), None)) is not None:
            return town
    return None


def _telling(reading: Reading, towns: Sequence[Loose], area: Place | None, subject: bool) -> Iterator[Mention]:
    """The towns that are told as the place; ``subject``: the sentence goes on about a thing the lead has named."""
    for town in towns:
        place = town.mention.resolution.place
        if place is None or place.kind != "city" or town.mention.resolution.toponym.form != "name":
            continue
        if area is not None and not _lies_in(place, area):
            continue
        speaks = place.feature_code != "PPLC" and _has_a_voice(reading, town.mention)
        if speaks or (town.is_place and (subject or (area is not None and place.feature_code != "PPLC"))):
            yield town.mention


def _is_of_the_lead(reading: Reading, lead: Reading) -> bool:
    """True for "The building stood in X" behind a lead about a building."""
    words = reading.words.lowers
    if len(words) < SHORTEST or words[0] != "the" or words[1] not in lead.words.lowers[1:]:
        return False
    return words[2] in ("is", "was", "are", "were", "stands", "stood", "lies", "lay", "sits", "sat")


def _has_a_voice(reading: Reading, mention: Mention) -> bool:
    """True for "X police", "the mayor of X", "a spokeswoman for the police in X"."""
    if is_local_body(reading, mention):
        return True
    governor = reading.lowers(mention.first - 1, mention.first)
    before = reading.lowers(mention.first - 1 - VOICE_REACH, mention.first - 1)
    return governor in (["in"], ["of"]) and not word_class("local_voice").isdisjoint(before)


def _lies_in(place: Place, area: Place) -> bool:
    if area.kind == "country":
        return place.country == area.country
    if area.feature_code == "ADM1":
        return place.admin1_id == area.place_id
    return area.country in ("", place.country) and kilometres(area.point, place.point) <= VAGUE_KM
