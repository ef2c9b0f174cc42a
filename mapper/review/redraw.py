"""The outputs of a folder, written anew from its collection and its corrections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mapper.gazetteer import Gazetteer
from mapper.model import RunSummary
from mapper.pipeline import publish
from mapper.settings import Options
from mapper.store import Store


def redraw(folder: Path, gazetteer: Gazetteer, *, remove: str = "") -> RunSummary:
    """What the files of ``folder`` now say, after ``remove`` (a document's doc_id, file or address) was taken out.

    Raises StoreError or CorrectionError before anything is written.
    """
    with Store.open(folder, must_exist=True) as store:
        if remove:
            store.remove(remove)
        told = [replace(reading, reports=()) for reading in store.readings()]
        return publish(store, folder, gazetteer, Options(), told)
