"""Laws of the growing collection over generated articles."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.model import Incident, Reading, Report
from mapper.store import Store
from tests.properties.test_corroboration import reports


def article(doc_id: str, told: list[Report]) -> Reading:
    cite = replace(told[0].citation, doc_id=doc_id, text_sha256=doc_id * 64)
    return Reading(citation=cite, reports=tuple(replace(r, citation=cite) for r in dict.fromkeys(told)))


articles = st.lists(st.lists(reports, min_size=1, max_size=4), min_size=1, max_size=6).map(
    lambda found: [article("abcdef"[n], told) for n, told in enumerate(found)]
)


def run(folder: Path, found: list[Reading]) -> list[Incident]:
    with Store.open(folder) as store:
        for reading in found:
            store.add(reading)
        incidents = store.incidents()
        store.keep(incidents)
        return incidents


@given(articles, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_any_steps_make_what_one_run_makes(found: list[Reading], random: st.random_module) -> None:  # type: ignore[valid-type]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = run(folder / "one", found)
        shuffled = sorted(found, key=lambda _: random.random())  # type: ignore[attr-defined]
        seen: dict[str, str] = {}
        for reading in shuffled:
            steps = run(folder / "steps", [reading])
            assert len(steps) == len({i.incident_id for i in steps})
            for incident in steps:
                for member in (incident.incident_id, *incident.aliases):
                    seen[member] = incident.incident_id
        bare = [replace(i, incident_id="", aliases=(), context=()) for i in whole]
        assert bare == [replace(i, incident_id="", aliases=(), context=()) for i in steps]
        assert steps == run(folder / "steps", shuffled)
