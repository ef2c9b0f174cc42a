"""Who says so: named sources, relays, accusations, and the register behind "he said"."""

from __future__ import annotations

import pytest

from mapper.coding.attribution import Attributions
from mapper.coding.lexicon import rows
from mapper.model import Attribution, Citation, Document, Sentence, Span
from tests.tools import read_cases


def source_of(text: str, word: str, outlet: str = "") -> Attribution | None:
    """The source of ``word``; sentences part at " | ", paragraphs at " ¶ "."""
    sentences, position = [], 0
    for paragraph, block in enumerate(text.split(" ¶ ")):
        for sentence in block.split(" | "):
            start = text.index(sentence, position)
            position = start + len(sentence)
            sentences.append(Sentence(Span(start, position), sentence, paragraph))
    document = Document(text, Citation("case", source=outlet), Span(0, len(text)))
    at = text.rindex(word)
    index = next(i for i, sentence in enumerate(sentences) if sentence.span.start <= at < sentence.span.end)
    return Attributions(document, sentences).of(index, Span(at, at + len(word)))


@pytest.mark.parametrize("case", read_cases("attributions"), ids=lambda case: f"{case['word']} in {case['text']}")
def test_source_is_named(case: dict[str, str]) -> None:
    expected = Attribution(case["name"], case["kind"], case["via"]) if case["name"] else None
    assert expected == source_of(case["text"], case["word"], case["outlet"])


@pytest.mark.parametrize("row", rows("attribution"), ids=lambda row: f"{row['kind']} {row['word']}")
def test_word_of_saying_names_a_source_in_its_example_only(row: dict[str, str]) -> None:
    example, trap = (row[column].replace(". ", ". | ", 1) for column in ("example", "counterexample"))
    found = source_of(example, "blast")
    assert found is not None
    if row["value"]:
        assert row["value"] == found.kind
    assert source_of(trap, "blast" if "blast" in trap else trap[-6:]) is None
