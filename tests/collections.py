"""A small collection on disk, for tests of what is done with one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mapper.model import Incident, Reading
from mapper.store import Store
from tests.stories import report

HOSTILE = "Blasts in Odessa <img src=x onerror=alert(1)> ${alert(1)} </script><script>document.title='owned'</script>."


def readings() -> list[Reading]:
    """Two outlets on Kyiv, one with hostile text on Odesa, one that puts an explosion into the wrong Zaporizhzhia."""
    told = {
        "a": [
            report(sentence="Blasts in Kiev.", outlet="A", doc="a", written="Kiev"),
            report("odesa", sentence=HOSTILE, doc="a", outlet="A", at=60),
        ],
        "b": [report(sentence="Explosions were heard in Kyiv.", outlet="B", doc="b", at=30)],
        "c": [
            report(
                "zaporizhzhia oblast", sentence="Drones struck Zaporizhia.", outlet="C", doc="c", written="Zaporizhia"
            )
        ],
        "d": [report("izmail", sentence="Drones hit a port.", outlet="D", doc="d", written="Izmail")],
    }
    found = []
    for doc, reports in told.items():
        cite = replace(reports[0].citation, url=f"https://example.org/{doc}", title=f"Title {doc}")
        found.append(Reading(citation=cite, reports=tuple(replace(r, citation=cite) for r in reports)))
    return found


def collect(folder: Path) -> list[Incident]:
    """The incidents of a collection made in ``folder``."""
    with Store.open(folder) as store:
        for reading in readings():
            store.add(reading)
        incidents = store.incidents()
        store.keep(incidents)
    return incidents
