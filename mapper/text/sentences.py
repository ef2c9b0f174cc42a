"""Documents into paragraphs and sentences, each knowing where it stands in the text.

Paragraphs come first, so that no sentence runs over a headline or a caption. Every step is one pass of a regular
expression without nested repetition, and a sentence is never longer than ``LONGEST``: time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mapper.model import Document, Sentence, Span
from mapper.tables import reviewed

# The longest sentences of edited news run to some 700 characters; what is longer is a list, a table or damage.
LONGEST = 1500
# Lines of hard-wrapped text are about this long; a shorter line without a full stop is a heading.
WRAPPED_LINE = 60

# Words that start a sentence far more often than they follow an abbreviation.
_STARTER = re.compile(
    "(?:The|An?|In|On|At|It|He|She|They|We|I|There|This|That|These|Those|But|And|Or|So|As|If|When|While|After|Before|"
    "Since|During|Earlier|Later|Meanwhile|However|Also|His|Her|Their|Its|Police|Officials|Authorities|Residents|"
    "Witnesses|Two|Three|Four|Five|Six|No|Some|Many|Several|Most|According|Both|Another)"
)

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
# Marks before white space or the end, or one mark glued to the next sentence ("said.In"); tried at marks only.
_END = re.compile(
    r"[.!?…。](?:[.!?…。]*[\"'”’»)\]]*(?=\s|$)|(?<=[a-z)\d][a-z)\d][.!?])(?=[“\"]?[A-Z][a-z]))",
)
_BETWEEN_WORDS = re.compile(r"[^\w.&'’-]")
_INITIALS = re.compile(r"(?:\w\.)+\w")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([\w’']*)")
_CLOSED = re.compile(r"[.!?:…。][\"'”’»)\]]*$")


def split_sentences(document: Document) -> list[Sentence]:
    """Every sentence of the document's prose in reading order; ``paragraph`` counts from 0.

    Text outside ``document.prose`` (a date header, a feed's footer) yields nothing. Sentences are trimmed, never
    empty, never overlap and never cross a paragraph.
    """
    text = document.text
    return [
        Sentence(span, text[span.start : span.end], number)
        for number, paragraph in enumerate(_paragraphs(text, document.prose))
        for span in _sentences(text, paragraph)
    ]


def _paragraphs(text: str, prose: Span) -> Iterator[Span]:
    """Blank lines always part paragraphs; a single line break only where the line before is complete."""
    start: int | None = None
    end = prose.start
    for line in _LINE.finditer(text, prose.start, prose.end):
        span = _trim(text, *line.span())
        if span is None:
            continue
        if start is not None and not _continues(text, Span(start, end), span):
            yield Span(start, end)
            start = None
        start, end = span.start if start is None else start, span.end
    if start is not None:
        yield Span(start, end)


def _continues(text: str, before: Span, line: Span) -> bool:
    """True when ``line`` goes on with the wrapped line before it."""
    if text[before.end : line.start].replace("\r\n", "\n").count("\n") > 1:
        return False
    tail = text[max(before.start, before.end - 200) : before.end].rpartition("\n")[2]
    if _CLOSED.search(tail[-4:]):
        return False
    return text[line.start].islower() or len(tail.strip()) >= WRAPPED_LINE


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for mark in _END.finditer(text, paragraph.start, paragraph.end):
        end = mark.end()
        if end > start and _ends_sentence(text, mark, paragraph):
            yield from _bounded(text, start, end)
            start = end
    yield from _bounded(text, start, paragraph.end)


def _ends_sentence(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    following = _NEXT_WORD.match(text, mark.end(), min(mark.end() + 40, paragraph.end))
    word = following[1] if following else ""
    if mark.end() >= paragraph.end or mark[0][0] != ".":
        return not word[:1].islower() and (mark[0][0] != "…" or mark.end() >= paragraph.end)
    if word[:1].islower():
        return False
    token = _BETWEEN_WORDS.split(text[max(paragraph.start, mark.start() - 20) : mark.start()])[-1].lower().lstrip("'’")
    never, may = _abbreviations()
    if token in never or (token == "no" and word[:1].isdigit()):
        return False
    if token in may or _INITIALS.fullmatch(token):
        return bool(_STARTER.fullmatch(word))
    return not (len(token) == 1 and token.isalpha() and word[:1].isupper() and not _STARTER.fullmatch(word))


def _bounded(text: str, start: int, end: int) -> list[Span]:
    """The words of ``text[start:end]`` in pieces of at most ``LONGEST`` characters, cut at white space if there is."""
    pieces = []
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ("; ", ", ", " "))
        cut = cut + 1 if cut > 0 else start + LONGEST
        pieces.append(_trim(text, start, cut))
        start = cut
    pieces.append(_trim(text, start, end))
    return [piece for piece in pieces if piece]


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end].rstrip()
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece)) if piece else None


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """(never the end of a sentence, the end only before a word that starts one), lower case, without the last dot."""
    never: set[str] = set()
    may: set[str] = set()
    for row in reviewed("lexicon/abbreviations.csv"):
        (may if row["ends_sentence"] == "maybe" else never).add(row["abbreviation"].lower().removesuffix("."))
    return frozenset(never), frozenset(may)
