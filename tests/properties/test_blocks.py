"""Blocking loses nothing: whatever can be one incident meets in a block, and meets once."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.corroboration.blocks import candidates
from mapper.corroboration.event_types import family
from mapper.corroboration.evidence import THRESHOLD, compare, evidence, points, score
from mapper.model import Report
from tests.properties.test_corroboration import reports
from tests.stories import places, report

anywhere = st.builds(
    report,
    place=st.sampled_from(sorted(places())),
    when=st.sampled_from(("-", "2023-05-03", "2023-05-04~", "2023-04-28/2023-05-10", "2023-05-31 late")),
    published=st.sampled_from(("-", "2023-05-04", "2023-05-31")),
    kind=st.sampled_from(("Air/drone strike", "Attack", "Peaceful protest", "Other alert")),
    doc=st.sampled_from("pq"),
)


@given(st.lists(reports | anywhere, max_size=12))
@settings(deadline=None, max_examples=300)
def test_every_pair_that_can_be_one_incident_meets_once(found: list[Report]) -> None:
    items = [evidence(each) for each in found]
    met = list(candidates(items, family=lambda item: (family(item.kind), item.told)))
    assert len(met) == len(set(met))
    agreeing = {(a, b) for a, b in combinations(range(len(items)), 2) if score(items[a], items[b]) >= THRESHOLD}
    assert agreeing <= set(met)


@given(reports | anywhere, reports | anywhere)
@settings(deadline=None, max_examples=300)
def test_the_short_way_to_a_score_is_the_long_way(one: Report, other: Report) -> None:
    a, b = evidence(one), evidence(other)
    whole = points(compare(a, b))
    assert (score(a, b) >= THRESHOLD) == (whole >= THRESHOLD)
    assert score(a, b) == score(b, a)
