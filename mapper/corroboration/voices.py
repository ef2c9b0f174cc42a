"""How many independent voices stand behind an incident.

Two outlets that quote one agency are one voice; so are copies of one syndicated text, and two articles of one
outlet. Officials are not folded: whether two outlets heard them apart cannot be read off the text. Articles of unknown
outlets may all be one outlet's, and that of any article beside them: they add no voice to those that are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mapper.corroboration.evidence import article
from mapper.model import UNKNOWN_OUTLET, Report

# Words around an agency's name that outlets put there or leave out: "the state news agency RIA".
_AGENCY_WORDS = frozenset({"the", "a", "an", "news", "agency", "press", "state", "media", "outlet"})


# Two reporters do not write the same sentence of so many words; the second has copied it.
COPIED_WORDS = 10
_NAMED = "outlet:"


def count_voices(reports: Sequence[Report]) -> int:
    """The number of groups of articles that share neither outlet, nor agency, nor syndicated text or sentence.

    A group counts when it has a name, an outlet's or an agency's; where none has, all of them count as one.
    """
    parent: dict[str, str] = {}
    for report in reports:
        marks = list(_marks(report))
        roots = sorted({_root(parent, mark) for mark in marks})
        for root in roots[1:]:
            parent[root] = roots[0]
    return len({_root(parent, mark) for mark in parent if mark.startswith(_NAMED)}) or 1


def _marks(report: Report) -> Iterable[str]:
    """What a report's article shares with others of the same voice."""
    cite, said = report.citation, report.attribution
    yield f"article:{article(report)}" if cite.outlet == UNKNOWN_OUTLET else _NAMED + outlet_key(cite.outlet)
    if cite.origin:
        yield f"origin:{cite.origin}"
    if said and said.kind == "agency":
        yield _NAMED + outlet_key(said.name)
    if said and said.via and said.kind != "agency":
        yield _NAMED + outlet_key(said.via)
    words = report.sentence.text.casefold().split()
    if len(words) >= COPIED_WORDS:
        yield f"sentence:{' '.join(words)}"


def outlet_key(name: str) -> str:
    """An outlet's or agency's name without the words around it: "the news agency UNIAN" is "unian"."""
    words = name.casefold().replace(".", "").split()
    return " ".join(word for word in words if word not in _AGENCY_WORDS) or name.casefold()


def _root(parent: dict[str, str], mark: str) -> str:
    parent.setdefault(mark, mark)
    while parent[mark] != mark:
        parent[mark] = parent[parent[mark]]
        mark = parent[mark]
    return mark
