"""The noun phrase that names a source: before its verb, after "according to", inverted after "said"; and its kind."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from mapper.coding.lexicon import alternatives, rows, words
from mapper.coding.scanning import Scanner
from mapper.model import AttributionKind

# A source is named in a dozen words; what is longer is a clause.
_LONGEST = 14
# How far before its verb a subject may begin, in characters.
_REACH = 240
_KINDS: tuple[AttributionKind, ...] = ("agency", "outlet", "military", "official", "resident", "other")

_BOUNDARY = re.compile(
    r"[;:!?“”\"(—–]|--|\s-\s|,|\b(?:that|which|who|whom|as|while|when|after|because|although|though|where|before|if|whether|but"
    r"|since|until|than)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"\b(?:also|later|earlier|then|has|have|had|previously|separately|meanwhile|however|further|still|again|repeatedly"
    r"|reportedly|already|initially|first|would|on|late|early|(?!daily|family|assembly)\w+ly|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|morning|afternoon|evening|night|yesterday|today)\s*$"
)
_LEADING = re.compile(
    r"^(?:(?:meanwhile|however|but|and|or|earlier|later|also|separately|still|then|yet|so|nor)\b,?\s+"
    r"|(?:(?:on|late|early)\s+)*(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s+(?:(?:morning|afternoon|evening|night)\s+)?"
    r"|in\s+[A-Z][\w-]+\s+(?=[a-z]))+",
    re.IGNORECASE,
)
# "a report", "the accused", "an estimated 300": no verb.
_DETERMINED = re.compile(r"\b(?:an?|the|this|these|those|any|no|its|his|her|their|of)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(r"\s+(?:who|which|that)\s+(?!.*\b(?:who|which|that)\b)")
_POSSESSIVE = re.compile(r"(?:its|his|her|their)\s", re.IGNORECASE)
_PROPER = re.compile(r"(?:the\s+)?[A-Z]")
_AND = re.compile(r"\band\s+")
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|get|got|gets|to)\s+(?:also\s+|first\s+|never\s+|not\s+|later\s+|\w+ly\s+)?$"
)
# What ends a noun phrase read forwards: "of", "for" and "and" may join it, other function words may not.
_PHRASE_END = re.compile(
    r"in|at|on|from|with|to|after|before|during|that|who|which|when|while|as|by|near|but|because|since|about|over|was|were"
    r"|is|are|has|have|had|said|says|told|reported|will|would|into|citing|quoting|under|against|familiar|close|speaking"
)
_DESCRIBING = re.compile(r"local|senior|regional|provincial|several|social|medical|two|three|four", re.IGNORECASE)
_DESCRIBED = re.compile(r"\s+(?:(?:an?|the|other|local|senior|several|two|three)\s+)*(?=\S)")
_JOINING = re.compile(r"\b(?:of|for|and|by|from|at)\s+$")
_WORD = re.compile(r"[^\s,;:()“”\"—–]+")
_ABBREVIATED = re.compile(r"^(?:[A-Z][a-z]{0,4}|(?:[A-Z]\.)+[A-Z]?|Det\.-Sgt|No)\.$")
_AGENCY_LABEL = re.compile(
    r"^(?:[\w'’.-]+\s+){0,6}?(?:agency|newspaper|outlet|broadcaster|channel|website|daily|service|site|station|state-run"
    r"|state-owned|semi-official|government-sponsored|private|independent)\s+(?=[A-Z])"
)
# "residents, activists and medics": what stands before the comma belongs to the list.
_LISTED = re.compile(r"(?:^|[.;:!?“”\"]\s*|\b(?:as|that|while|and)\s+)((?:[\w-]+(?:\s+[\w-]+)?,\s*){1,4})$")
_DOCUMENT_BY = re.compile(r"\b(?:by|from|of|for)\s+(?=\S)")


def subject_before(text: str, verb_start: int) -> str:
    """The noun phrase that is the subject of the verb at ``verb_start``; "" when none is, or the verb is passive."""
    stretch = text[max(0, verb_start - _REACH) : verb_start]
    if _PASSIVE.search(stretch) or _DETERMINED.search(stretch):
        return ""
    stretch = _without_adverbs(stretch)
    relative = re.search(r",?\s*\b(?:who|which)\s*$", stretch)
    if relative:
        return _last_phrase(stretch[: relative.start()])
    if stretch.endswith(","):
        appositive = stretch[:-1]
        head = _before_appositive(appositive)
        name = _last_phrase(appositive)
        if _POSSESSIVE.match(head) and is_source(name) and _PROPER.match(name):
            return name  # "its ally, the Northern Front,"
        return head if is_source(head) else name
    phrase = _last_phrase(stretch)
    if is_source(phrase):
        return phrase
    relative = _RELATIVE.search(stretch)  # "families who fled across the river told"
    antecedent = _last_phrase(stretch[: relative.start()]) if relative else ""
    return antecedent if is_source(antecedent) else phrase


def phrase_after(text: str, start: int) -> tuple[str, int]:
    """The noun phrase that begins at ``start``, and where it ends; ("", start) when none does."""
    end, count, position = start, 0, start
    while count < _LONGEST:
        match = _WORD.search(text, position)
        if match is None or text[position : match.start()].strip():
            break
        word = match.group()
        lower = word.lower().rstrip(".")
        if count and lower in ("by", "from") and is_document(text[start:end]):
            lower = "of"
        if count and _OPENER.fullmatch(word) and not _JOINING.search(text, start, match.start()):
            break
        if count and (_PHRASE_END.fullmatch(lower) or (lower == "and" and not _joins(text, match.end()))):
            break
        end, count, position = match.end(), count + 1, match.end()
        if word.endswith(".") and not _ABBREVIATED.match(word):
            break
    return _trimmed(text[start:end]), end


def is_source(phrase: str) -> bool:
    """True when the phrase can be one that speaks: it has a proper name or a word for people, bodies or media."""
    if not phrase or len(phrase.split()) > _LONGEST or phrase.lower() in words("attribution", "word", "nobody"):
        return False
    first, *rest = phrase.split()
    is_name = any(word[0].isupper() for word in rest) or (first[0].isupper() and not _OPENER.fullmatch(first))
    return bool(_speaker_words().search(phrase)) or (is_name and not first[0].isdigit())


def is_plain(phrase: str) -> bool:
    """True for a few words that can name whoever utters something: "a grocer", "shop owners in the port"."""
    nobody = set(words("attribution", "word", "nobody")).intersection(phrase.lower().split())
    return bool(_PLAIN.fullmatch(phrase)) and not nobody and not is_document(phrase)


def speaks_of_speakers(phrase: str) -> bool:
    """True when a word for people, bodies or media that speak stands in the phrase."""
    return _speaker_words().search(phrase) is not None


def names_a_speaker(phrase: str) -> bool:
    """True for a short phrase whose last word, or the word before a name, is one for people or bodies that speak."""
    found = list(_speaker_words().finditer(phrase))
    return bool(found) and len(phrase.split()) <= _HEADLINE and not phrase[found[-1].end() :].strip(" ").islower()


def topic_of(text: str) -> str:
    """The noun phrase a sentence opens with, up to its word for people or bodies; "" when it opens with none."""
    found = _TOPIC.match(text)
    speaker = _speaker_words().search(found.group()) if found else None
    return text[: speaker.end()] if speaker and not speaker.group()[0].isspace() else ""


# "Police", "The army", "A group of residents", "Kano's state government".
_TOPIC = re.compile(r"[A-Z][\w'’-]*(?:\s+(?!(?:in|on|at|was|were|is|are|had|has)\b)[\w'’-]+){0,5}")
_PLAIN = re.compile(
    r"(?:(?:the|an?|one|another|some|several|many|most|two|three|four|other|his|her|their|its|local)\s+)?"
    r"(?!\w+day\b)(?!(?:and|but|or|nor|then|never|not|also|later|who|which|that)\b)[\w'’-]+(?:\s+(?!(?:who|was|were|is|are|has|had|and|but|or|to|as)\b)[\w'’-]+){0,5}",
    re.IGNORECASE,
)
# A source set off in a headline has at most so many words.
_HEADLINE = 5

_OPENER = re.compile(
    r"the|an?|this|that|these|those|some|several|many|all|no|there|what|it|s?he|they|we|you|i|his|her", re.I
)


def kind_of(name: str) -> AttributionKind:
    """The kind of source a name is: the most telling word in it decides ("army spokesman" is military)."""
    found = {_kind_by_word()[" ".join(match.group().lower().split())] for match in _speaker_words().finditer(name)}
    return next((kind for kind in _KINDS if kind in found), "other")


def document_author(phrase: str) -> str:
    """The author of "a statement by the ministry"; "" when the phrase is no document or has no author."""
    document = _documents().search(phrase)
    author = _DOCUMENT_BY.search(phrase, document.end()) if document else None
    return _trimmed(phrase[author.end() :]) if author else ""


def is_document(phrase: str) -> bool:
    """True for "the statement", "a report": its author speaks."""
    return bool(_documents().search(phrase))


def display_name(phrase: str) -> str:
    """The name as it is shown: without the label of an agency ("the news agency UNIAN" is UNIAN)."""
    name = _trimmed(phrase)
    if kind_of(name) in ("agency", "outlet"):
        name = _AGENCY_LABEL.sub("", name)
    first, _, rest = name.partition(" ")
    is_common = (
        _OPENER.fullmatch(first)
        or _DESCRIBING.fullmatch(first)
        or (first.lower().rstrip(",") in _common_nouns() and not rest[:1].isupper())
    )
    return name[0].lower() + name[1:] if is_common else name


def _last_phrase(stretch: str) -> str:
    """What follows the last clause boundary, joined to what an "and" adds; without what its verbs tell."""
    start = max((match.end() for match in _BOUNDARY.finditer(stretch)), default=0)
    told = max((match.end() for match in _verbal().finditer(stretch, start)), default=start)
    joined = _AND.search(stretch, told)
    start = joined.end() if joined and told > start else told
    if " and " in stretch[start:]:
        listed = _LISTED.search(stretch, 0, start)
        if listed and all(_speaker_words().search(part) for part in listed[1].rstrip(" ,").split(",")):
            start = listed.start(1)
    return _trimmed(stretch[start:])


def _before_appositive(stretch: str) -> str:
    """The head of "Amina Diallo, 41, a nurse in the port": the phrase before the commas."""
    parts = stretch.split(",")
    for size in range(len(parts) - 1, 0, -1):
        head = _last_phrase(",".join(parts[:size]))
        if head and not head[0].isdigit():
            return head
    return ""


def _without_adverbs(stretch: str) -> str:
    stretch = stretch.rstrip()
    while match := _ADVERB.search(stretch, stretch.rfind(" ") + 1):
        stretch = stretch[: match.start()].rstrip()
    return stretch


def _trimmed(phrase: str) -> str:
    plain = " ".join(phrase.split()).strip(" ,.'’‘-")
    return _LEADING.sub("", plain).strip()


def _joins(text: str, position: int) -> bool:
    """True when "and" goes on with another source: a name or a word for one follows."""
    following = _DESCRIBED.match(text, position)
    if following is None:
        return False
    return text[following.end()].isupper() or bool(_speaker_words().pattern.match(text, following.end()))


@cache
def _speaker_words() -> Scanner:
    terms = words("attribution", "word", "speaker")
    names = alternatives(term for term in terms if term[0].isupper())
    nouns = alternatives(term for term in terms if term[0].islower())
    return Scanner(rf"\b(?:{names}|(?i:{nouns}))\b", terms)


@cache
def _verbal() -> re.Pattern[str]:
    """A finite verb with what it needs to be one: "attacked the", "has", "fled"."""
    past = [row["forms"].split("|")[0] for row in rows("irregular_verbs") if row["verb"] not in ("be", "have", "do")]
    return re.compile(
        rf"\b(?:\w{{2,}}ed\s+(?=(?:an?|the|his|her|its|their|and|\d+|two|three|several|at|on|in)\b)"
        rf"|(?<!\bthe )(?<!\bThe )(?:{alternatives(past)}|was|were|is|are|has|have|had|did|fled)\b)"
    )


@cache
def _kind_by_word() -> dict[str, AttributionKind]:
    return {row["word"].lower(): cast(AttributionKind, row["value"]) for row in rows("attribution") if row["value"]}


@cache
def _common_nouns() -> frozenset[str]:
    return frozenset(term for term in words("attribution", "word", "speaker") if term.islower())


@cache
def _documents() -> Scanner:
    terms = words("attribution", "word", "document")
    return Scanner(rf"\b{alternatives(terms)}\b", terms)
