"""Copies of one text are one origin; two tellings of one event are two."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mapper.corroboration import fingerprint, with_origins
from mapper.model import Reading
from tests.stories import report

AGENCY = (
    "Two people were killed and five wounded when a drone struck an apartment block in the port district early on "
    "Tuesday, the regional governor said. Rescue workers searched the rubble through the morning while residents "
    "were taken to a nearby school. Air defences had been active for about three hours, according to the city council. "
    "The governor said power was cut to four hundred homes and that repair crews could not begin before the alert "
    "was lifted. A spokesman for the armed forces said eleven of the thirteen drones launched overnight were shot down."
)
# The same event, written by somebody who was there.
OTHER_TELLING = (
    "An apartment block in the port district was hit by a drone shortly before dawn on Tuesday. Neighbours pulled "
    "survivors from the second floor before the fire brigade arrived. The governor later spoke of two dead and five "
    "wounded. About four hundred homes have no electricity. The army claims to have downed eleven of thirteen drones."
)
COPIES = {
    "the same words": AGENCY,
    "another headline and dateline": "Drone hits block of flats. PORT CITY (Agency) -- " + AGENCY,
    "the end cut off": AGENCY[: AGENCY.index("The governor said power")],
    "a few words changed": AGENCY.replace("Tuesday", "May 9").replace("residents", "inhabitants"),
    "other typography": AGENCY.upper().replace(" ", "  "),
    "a paragraph added": AGENCY + " It was the third strike on the district this month, our reporter counted.",
}


def reading(text: str, number: int = 0) -> Reading:
    told = report(doc=f"d{number}", outlet=f"outlet {number}", published=f"2023-05-{number + 1:02}")
    return Reading(told.citation, reports=(told,), fingerprint=fingerprint(text))


def origins(*texts: str) -> list[str]:
    """The origin of each text, published in that order."""
    marked = {r.doc_id: r.citation.origin for r in with_origins(map(reading, texts, range(len(texts))))}
    return [marked[f"d{number}"] for number in range(len(texts))]


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_has_the_origin_of_what_came_first(copy: str) -> None:
    first, second = origins(AGENCY, copy)
    assert first == second


def test_the_same_words_have_the_same_origin_in_every_run() -> None:
    assert origins(AGENCY) == origins(AGENCY.upper())


def test_another_telling_of_the_event_is_its_own_origin() -> None:
    assert len(set(origins(AGENCY, OTHER_TELLING))) == 2


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    assert len(set(origins(AGENCY, COPIES["a few words changed"], COPIES["a paragraph added"]))) == 1


def test_short_texts_are_copies_only_word_for_word() -> None:
    first, second, third = origins(
        "Air raid alert in the city.", "Air raid alert in the town.", "AIR RAID alert, in the city"
    )
    assert first == third != second


def test_origins_do_not_depend_on_the_order_of_reading() -> None:
    told = [reading(text, number) for number, text in enumerate([AGENCY, OTHER_TELLING, *COPIES.values()])]
    assert sorted(with_origins(told), key=str) == sorted(with_origins(reversed(told)), key=str)


def test_a_reading_without_a_fingerprint_keeps_its_origin() -> None:
    told = report(origin="kept")
    assert [told] == list(with_origins([Reading(told.citation, reports=(told,))]))


def test_the_overlap_is_the_same_in_every_process() -> None:
    script = (
        "from rensa import RMinHash; a, b = RMinHash(128, 1), RMinHash(128, 1);"
        "a.update([str(i) for i in range(100)]); b.update([str(i) for i in range(50, 150)]); print(a.jaccard(b))"
    )
    printed = {subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(printed) == 1
