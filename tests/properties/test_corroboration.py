"""Laws of corroboration over generated stories."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.corroboration import corroborate
from mapper.model import Report
from tests.stories import places, report

DAYS = ("-", "2023-05-03", "2023-05-04", "2023-05-04*", "2023-05-03 late", "2023-05-03/2023-05-04", "2023-05-12")
KINDS = (
    "Air/drone strike",
    "Attack",
    "Missile/drone warning",
    "Disrupted weapons use",
    "Remote explosive/landmine/IED",
)
SENTENCES = (
    "Explosions were heard.",
    "Drones hit a refinery.",
    "A gunman shot at police.",
    "In another attack, drones hit a hotel.",
    "Residents fled.",
)
PLACES = (
    "kyiv",
    "kyiv oblast",
    "kherson",
    "kherson oblast",
    "nova kakhovka",
    "ukraine",
    "moscow",
    "kremlin",
    "luzhniki",
)

reports = st.builds(
    report,
    place=st.sampled_from(PLACES),
    when=st.sampled_from(DAYS),
    published=st.sampled_from(("-", "2023-05-04", "2023-05-05", "2023-05-13")),
    kind=st.sampled_from(KINDS),
    sentence=st.sampled_from(SENTENCES),
    outlet=st.sampled_from(("", "A", "B")),
    doc=st.sampled_from("pqrs"),
    dead=st.sampled_from(("", "2", "40", "2+")),
    modality=st.sampled_from(("asserted", "alleged", "denied", "threatened")),
    at=st.integers(0, 3),
)
stories = st.lists(reports, max_size=14)


@given(stories.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
@settings(deadline=None)
def test_order_does_not_matter(pair: tuple[list[Report], list[Report]]) -> None:
    found, shuffled = pair
    for level in ("corpus", "document", "none"):
        assert corroborate(found, level=level) == corroborate(shuffled, level=level)


@given(stories, st.sampled_from(("corpus", "document", "none")))
@settings(deadline=None)
def test_nothing_is_lost_and_ids_are_unique(found: list[Report], level: str) -> None:
    incidents = corroborate(found, level=level)  # type: ignore[arg-type]
    assert Counter(set(found)) == Counter(report for incident in incidents for report in incident.reports)
    assert len(incidents) == len({incident.incident_id for incident in incidents})


@given(stories)
@settings(deadline=None)
def test_no_incident_holds_a_clash(found: list[Report]) -> None:
    for incident in corroborate(found):
        names = {report.place.place_id for report in incident.reports}
        assert not {places()["kremlin"].place_id, places()["luzhniki"].place_id} <= names
        assert not {places()["kherson"].place_id, places()["nova kakhovka"].place_id} <= names
        assert 1 == len({report.event_type == "Alert" for report in incident.reports})
        days = {report.when.start.day for report in incident.reports if report.when.start}
        assert not (12 in days and days & {3, 4})


@given(stories)
@settings(deadline=None)
def test_context_is_mutual_and_known(found: list[Report]) -> None:
    incidents = {incident.incident_id: incident for incident in corroborate(found)}
    for incident in incidents.values():
        assert all(incident.incident_id in incidents[other].context for other in incident.context)
