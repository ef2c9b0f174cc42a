"""The town after which a local body is named, where a sentence gives a street or a building but no town.

"Tucson police said two men were shot outside a bar on Speedway Boulevard" is news of Tucson; without the bar and the
street it is not said where it was.
"""

from __future__ import annotations

from mapper.coding.grammar import word_class
from mapper.coding.reading import Mention, Reading
from mapper.coding.unfound import street_words

# Words between the town and the body's own: "Alachua County Sheriff's Office".
REACH = 3
# Words between a preposition and the building it governs: "at a crowded downtown bar".
SITE_REACH = 4


def is_local_body(reading: Reading, mention: Mention) -> bool:
    """True for "Tucson police", "the Spokane Fire Department", "police in Aberdeen"; not for a country's police."""
    if mention.is_area or mention.resolution.place is None or mention.resolution.toponym.form == "demonym":
        return False
    bodies = word_class("emergency")
    before = reading.lowers(mention.first - 2, mention.first)
    if len(before) == 2 and before[1] in ("in", "of") and before[0] in bodies:
        return True
    for at in range(mention.last, min(mention.last + REACH, len(reading.words))):
        if reading.words.lowers[at] in bodies:
            return True
        if not reading.words.texts[at][0].isupper():
            return False
    return False


def names_a_site(reading: Reading) -> bool:
    """True when the sentence gives a street by name, or a building or street behind a preposition of place."""
    words = reading.words
    for at, word in enumerate(words.lowers):
        if at and words.texts[at][0].isupper() and word in street_words() and words.texts[at - 1][0].isupper():
            return True
        if word in word_class("facility") and reading.trigger_at(at) is None:
            before = words.lowers[max(0, at - SITE_REACH) : at]
            if not word_class("locative").isdisjoint(before) and not word_class("determiner").isdisjoint(before):
                return True
    return False
