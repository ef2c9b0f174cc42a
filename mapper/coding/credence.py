"""Whether a report is borne out by its text: a linear model over named evidence, weights in credence_weights.csv.

An event word in an article on football, shares or a film asks for more than one in an article that speaks of
rescuers, witnesses and weapons: that is what ``balance`` weighs, and it never decides alone. A sentence that counts
victims on a day it states is believed in any text. The weights are fitted by ``benchmarks/fit_credence.py``. A place
stays when one of its reports is borne out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log

from mapper.coding.article import Article
from mapper.coding.casualties import casualties_in
from mapper.coding.lexicon import rows
from mapper.coding.patterns import compile_pattern
from mapper.coding.story import Told
from mapper.model import Report

Features = dict[str, float]

# A text of fewer sentences says too little about itself to be judged.
FEWEST_SENTENCES = 5
# What a report must weigh to be believed: the fit sees more quiet texts than the news has.
ENOUGH = -0.25
# Words between an event word and its place beyond which it matters no more how many.
FAR = 20
# Reports of one kind, and of any kind, beyond which more say nothing more.
MANY_ALIKE, MANY = 3, 6
_WORD = re.compile(r"[a-z]+")
_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
_PEOPLE = "@people|@gunman|@fighter|@troops|@police|@crowd|@walker|@climber|civilian+|demonstrator+"


def doubts(article: Article, kept: Sequence[tuple[Told, Report]]) -> list[str]:
    """The reason to doubt each report, "" for those that are borne out; none is doubted in a short text."""
    if not kept or len(article.sentences) < FEWEST_SENTENCES:
        return [""] * len(kept)
    balance = balance_of(article.document.text)
    believed = {
        report.place.place_id
        for (_, report), features in zip(kept, _uncounted(kept, balance), strict=True)
        if _is_borne_out(report, features)
    }
    subject = _subject_of(article.document.text)
    return ["" if report.place.place_id in believed else f"nothing bears it out in {subject}" for _, report in kept]


def _is_borne_out(report: Report, features: Features) -> bool:
    """Victims are counted only where it hangs on them: that there are some never weighs against a report."""
    if weight_of(features) > ENOUGH:
        return True
    counted = features | _toll(report)
    return is_plain(counted) or weight_of(counted) > ENOUGH


def features_of(kept: Sequence[tuple[Told, Report]], balance: float) -> list[Features]:
    """The evidence for each report of a text whose words have this balance."""
    uncounted = _uncounted(kept, balance)
    return [features | _toll(report) for (_, report), features in zip(kept, uncounted, strict=True)]


def _toll(report: Report) -> Features:
    return {"toll": float(_counts_victims(report))}


def _uncounted(kept: Sequence[tuple[Told, Report]], balance: float) -> list[Features]:
    """The evidence for each report but for its victims."""
    kinds = Counter(report.event_type for _, report in kept)
    found = []
    for told, report in kept:
        alike, others = kinds[report.event_type] - 1, len(kept) - 1
        found.append(
            {
                "balance": balance,
                "alike": min(alike, MANY_ALIKE) / MANY_ALIKE,
                "others": min(others, MANY) / MANY,
                "attributed": float(report.attribution is not None),
                "people": float(_names_people(told)),
                "far": _distance(told) / FAR,
                f"day_{report.when.basis if report.when.start else 'unknown'}": 1.0,
                f"place_{report.place.kind}": 1.0,
                f"word_{told.link.trigger.rule.kind}": 1.0,
            }
        )
    return found


def is_plain(features: Features) -> bool:
    """True for a dated count of victims: "seven people were killed on Sunday"."""
    return features["toll"] > 0 and "day_stated" in features


def weight_of(features: Features) -> float:
    """The weighted sum of the evidence, over 0 for what is rather true than not."""
    table = weights()
    return table["bias"] + sum(table.get(name, 0.0) * value for name, value in features.items())


@cache
def weights() -> Mapping[str, float]:
    """The reviewed weight of each feature, and the bias."""
    return {row["feature"]: float(row["weight"]) for row in rows("credence_weights")}


def balance_of(text: str) -> float:
    """How much more a text speaks of harm and who reports it than of quiet things, within [-1, 1].

    It is the logarithm of how many different words it has of either.
    """
    found = set(_WORD.findall(text.lower()))
    hard, quiet = (sum(len(found & words) for _, words in _subjects(side)) for side in ("hard", "quiet"))
    return max(-1.0, min(1.0, log((hard + 2) / (quiet + len(set(_SCORE.findall(text))) + 2))))


def _subject_of(text: str) -> str:
    found = set(_WORD.findall(text.lower()))
    subject, words = max(_subjects("quiet"), key=lambda row: len(found & row[1]))
    return f"a text on {subject}" if found & words else "this text"


def _distance(told: Told) -> int:
    """Words between the event word and its place; far when another sentence names the place."""
    link = told.link
    return FAR if link.anaphor else min(abs(link.mention.first - link.trigger.last), FAR)


def _counts_victims(report: Report) -> bool:
    """True when the sentence says that somebody died or was hurt."""
    told = casualties_in(report.sentence.text)
    return bool(told.fatalities_min or told.injuries_min)


def _names_people(told: Told) -> bool:
    """True when the clause of the event word names people."""
    start, end = told.reading.clause_of(told.link.trigger.first)
    return not _people().isdisjoint(told.reading.lowers(start, end))


@cache
def _people() -> frozenset[str]:
    return compile_pattern(_PEOPLE)[0].forms


@cache
def _subjects(side: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The subjects of subjects.csv on one side, each with its words."""
    return tuple(
        (row["subject"], frozenset(row["words"].split("|"))) for row in rows("subjects") if row["side"] == side
    )
