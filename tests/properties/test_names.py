from hypothesis import given
from hypothesis import strategies as st

from mapper.text.endings import base_forms
from mapper.text.keys import name_keys, query_keys
from mapper.text.normalise import LONGEST_NAME, fold
from mapper.text.respell import respelt
from mapper.toponyms.scan import run_pattern

ANY_TEXT = st.text(max_size=300)
CYRILLIC = st.text(alphabet="абвгґдежзиіїйклмнопрстуфхцчшщьюя ", min_size=1, max_size=24)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(text) == fold(fold(text))


@given(ANY_TEXT)
def test_a_folded_name_is_short_and_has_single_blanks(text: str) -> None:
    folded = fold(text)
    assert len(folded) <= LONGEST_NAME
    assert folded == " ".join(folded.split())


@given(CYRILLIC)
def test_a_name_meets_itself_on_every_tier_it_has_a_key_for(name: str) -> None:
    written, indexed = query_keys(name), name_keys(name, "UA")
    assert written.n == indexed.n
    assert set(indexed.k1) <= set(written.k1)
    assert set(indexed.k2) <= set(written.k2)
    assert set(indexed.k3) <= set(written.k3)


@given(ANY_TEXT)
def test_any_text_has_a_bounded_number_of_forms(text: str) -> None:
    assert len(base_forms(fold(text))) <= 300
    assert len(respelt(text)) <= 13 * 128


@given(st.text(alphabet="AaБб. -'’", max_size=2000))
def test_a_scan_for_runs_ends(text: str) -> None:
    assert all(match.group() for match in run_pattern().finditer(text))
