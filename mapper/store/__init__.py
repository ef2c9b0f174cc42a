"""The growing collection in an output folder: what was read, what it reports, which incidents that makes.

    with Store.open(folder, on_repair=tell) as store:
        for reading in readings:          # each document once; a corrected one replaces its former self
            store.add(reading)
        incidents = store.incidents()     # over everything kept, ids stable
        incidents = ...                   # what a person corrected, applied last
        changes = store.keep(incidents)   # all of it in one transaction, or nothing

Leaving the block without ``keep`` leaves the collection as it was. Running the same articles again changes no byte.
"""

from mapper.store.collection import FILE_NAME, Store
from mapper.store.documents import Added
from mapper.store.history import Changes, CollectionInfo, Run, read_info

__all__ = ["FILE_NAME", "Added", "Changes", "CollectionInfo", "Run", "Store", "read_info"]
