"""The outputs of a folder, written anew from its collection and its corrections."""

from __future__ import annotations

from pathlib import Path

from mapper.corrections import FILE_NAME, Corrected, read_corrections
from mapper.formats import write
from mapper.gazetteer import Gazetteer
from mapper.store import Store
from mapper.webmap import write_map


def redraw(folder: Path, gazetteer: Gazetteer, *, remove: str = "") -> Corrected:
    """The incidents of the collection, corrected, as they now stand in ``map.html`` and ``incidents.geojson``.

    ``remove`` names a document to take out first. Rejected incidents stay in the collection and are not drawn.
    Raises StoreError or CorrectionError before anything is written.
    """
    corrections = read_corrections(folder / FILE_NAME, gazetteer)
    with Store.open(folder, must_exist=True) as store:
        if remove:
            store.remove(remove)
        corrected = corrections.apply(store.incidents(rule=corrections.rule))
        store.keep(corrected.incidents)
    shown = [incident for incident in corrected.incidents if incident.review_status != "rejected"]
    write_map(shown, folder / "map.html", gazetteer=gazetteer)
    write(shown, folder / "incidents.geojson")
    return corrected
