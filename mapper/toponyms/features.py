"""What speaks for and against a possible name being a place, of the capitalised run it stands in, as named numbers."""

from __future__ import annotations

import math
import re

from mapper.gazetteer import Match
from mapper.gazetteer.layout import Role
from mapper.toponyms.scan import Hit, Run
from mapper.toponyms.weights import Features, flags
from mapper.toponyms.words import NameWords, name_words


def run_features(run: Run, position: int) -> Features:
    """Features of hit ``position`` of a run that hold wherever the run stands."""
    words, hit, lists = run.words, run.hits[position], name_words()
    found = _entry_features(hit)
    found |= _word_features(hit, run, lists)
    before = words[hit.first - 1] if hit.first else None
    after = words[hit.last] if hit.last < len(words) else None
    if before:
        found |= flags(
            run_before_known=any(other.last == hit.first for other in run.hits),
            run_before_first_name=before.key in lists.first_name and before.capital,
            run_before_title=before.key in lists.title,
            run_before_initial=before.capital and len(before.key) == 1,
            run_before_organisation=before.key in lists.organisation_before,
            run_before_acronym=_is_acronym(run.text[before.start : before.end]),
            run_before_direction=before.key in lists.direction,
            run_before_place_type=before.key in lists.type_before,
            run_before_function=before.key in lists.function or before.key in lists.calendar,
            run_before_link=not before.capital,
            run_before_name=before.capital and before.key not in lists.common,
            hyphen_before=run.text[before.end : words[hit.first].start] == "-",
        )
    if after:
        found |= flags(
            run_after_known=any(other.first == hit.last for other in run.hits),
            run_after_organisation=after.key in lists.organisation,
            run_after_team=after.key in lists.team,
            run_after_street=after.key in lists.street,
            run_after_nature=after.key in lists.nature,
            run_after_unit=after.key in lists.unit,
            run_after_title=after.key in lists.title,
            run_after_common=after.capital and after.key in lists.common,
            run_after_initial=after.capital and len(after.key) == 1,
            run_after_link=not after.capital,
            run_after_name=after.capital and after.key not in lists.common,
            hyphen_after=run.text[words[hit.last - 1].end : after.start] == "-",
        )
    return found


def _entry_features(hit: Hit) -> Features:
    names = [match for match in hit.matches if match.role not in (Role.DEMONYM, Role.ABBREVIATION)]
    best = max((match.place.population for match in names), default=0)
    kinds = {match.place.kind for match in names}
    own = [match.place.population for match in names if _is_known_by(hit.key, match)]
    return flags(
        country="country" in kinds,
        region="region" in kinds,
        district="district" in kinds,
        curated=any(match.place.kind in ("city", "site") and not _is_geonames(match) for match in names),
        preferred=any(match.role is Role.PREFERRED for match in names),
        demonym=any(match.role is Role.DEMONYM for match in hit.matches),
        abbreviation=any(match.role is Role.ABBREVIATION for match in hit.matches),
        alternate_only=bool(names) and not own,
        pattern=not hit.matches,
        inflected=hit.inflected,
        area_adjective=hit.inflected and hit.last - hit.first == 1 and " " in hit.key,
    ) | {"population": math.log10(1 + best) / 7, "own_population": math.log10(1 + max(own, default=0)) / 7}


def _is_known_by(key: str, match: Match) -> bool:
    """True when the name is no obscure by-name: the place's own, that of a large town, or in another script."""
    own = match.role in (Role.PRIMARY, Role.PREFERRED)
    return own or match.place.population >= _LARGE or not _LATIN.match(key)


def _is_geonames(match: Match) -> bool:
    return match.place.place_id.startswith("gn:")


_LARGE = 200_000  # people; the exonyms of such towns are used ("Kiev"), those of hamlets are noise ("But" for Buta)
_LATIN = re.compile("[a-z]")


def _word_features(hit: Hit, run: Run, lists: NameWords) -> Features:
    text = run.text[run.words[hit.first].start : run.words[hit.last - 1].end]
    count = hit.last - hit.first
    last_word = run.words[hit.last - 1].key
    return flags(
        many_words=count > 1,
        short=len(hit.key) <= 3,
        common=hit.key in lists.common,
        function=hit.key in lists.function,
        calendar=hit.key in lists.calendar,
        first_name=hit.key in lists.first_name,
        title=hit.key in lists.title,
        organisation=count == 1 and hit.key in lists.organisation,
        direction=hit.key in lists.direction,
        team=hit.key in lists.team,
        capitals=len(text) > 3 and text.isupper(),
        acronym=_is_acronym(text),
        points="." in text,
        street=not hit.matches and last_word in lists.street,
        nature=last_word in lists.nature,
        unit=last_word in lists.unit,
        whole_run=count == len(run.words),
    )


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 5 and letters.isupper()
