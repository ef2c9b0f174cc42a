"""What a person decided: corrections.csv in the output folder, applied last on every run.

    corrections = read_corrections(folder / FILE_NAME, gazetteer)     # stops here when a row cannot be read
    incidents = store.incidents(rule=corrections.rule)                # "Nikolaevka here means gn:..." before joining
    corrected = corrections.apply(incidents)                          # .incidents, and .unmatched to be told

A row stands for one decision; rows are never dropped by the program, and one that matches nothing is reported.
"""

from mapper.corrections.apply import Corrected, Corrections, read_corrections
from mapper.corrections.ledger import COLUMNS, FILE_NAME, Action, Correction, read_ledger, write_ledger

__all__ = [
    "COLUMNS",
    "FILE_NAME",
    "Action",
    "Corrected",
    "Correction",
    "Corrections",
    "read_corrections",
    "read_ledger",
    "write_ledger",
]
