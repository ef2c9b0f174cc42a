"""corrections.csv: one row a decision, to be read, compared and merged as text.

| column | holds |
|---|---|
| action | accept, reject, place, type, date, modality, casualties, merge, split, rule |
| incident | the incident's id (an older id that was merged away will do); empty for a rule |
| text_sha256 | hash of the document the decision rests on, used where the id is no longer known |
| span_start, span_end | the place name in that document, in characters |
| value | what it shall be, see ``mapper.corrections.values`` |
| about | the incident in words, for the reader of this file; never matched |
| who, when, why | the reviewer, the moment (ISO 8601), the reason |

Rows are kept sorted by what they are about, so that two people's work on different incidents merges line by line;
they are applied in the order of ``when``. A row without it comes right after the row above it about the same thing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Literal, get_args

from mapper.errors import CorrectionError
from mapper.model import Span
from mapper.tables import Row, likely_delimiter, read_table
from mapper.whole import write_text

FILE_NAME = "corrections.csv"

Action = Literal["accept", "reject", "place", "type", "date", "modality", "casualties", "merge", "split", "rule"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One row as text; ``line`` is where it stands in the file, 0 for a new one."""

    action: Action
    incident: str = ""
    text_sha256: str = ""
    span_start: str = ""
    span_end: str = ""
    value: str = ""
    about: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    line: int = 0

    def on_one_line(self) -> Correction:
        """The row with every run of blanks and line breaks made one blank, as the file holds it."""
        return replace(self, **{name: " ".join(getattr(self, name).split()) for name in COLUMNS})  # type: ignore[arg-type]

    @property
    def span(self) -> Span | None:
        """The place name the decision rests on, if it names one."""
        return Span(int(self.span_start), int(self.span_end)) if self.text_sha256 and self.span_start else None


COLUMNS = tuple(field.name for field in fields(Correction) if field.name != "line")
_NEEDED = ("action", "incident", "value")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)


def read_ledger(path: Path) -> list[Correction]:
    """The rows of corrections.csv as they stand; none where there is no file.

    Raises CorrectionError that names row and column when a row cannot be one.
    """
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as UTF-8 text ({error}); save it as CSV UTF-8"
        raise CorrectionError(msg) from error
    if mark := _CONFLICT.search(text):
        line = text.count("\n", 0, mark.start()) + 1
        raise fault(
            path, line, "", "two versions were merged and left in conflict; keep the right rows, delete the marks"
        )
    table = read_table(text, likely_delimiter(text))
    _check_header(path, table.columns)
    return [_row(path, row) for row in table.rows if row.problem or any(row.cells.values())]


def write_ledger(path: Path, corrections: Iterable[Correction]) -> None:
    """Write the rows, sorted, whole or not at all."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for correction in sorted(in_order(corrections), key=_subject):
        writer.writerow(astuple(correction.on_one_line())[: len(COLUMNS)])
    write_text(path, out.getvalue())


def fault(path: Path, line: int, column: str, problem: str) -> CorrectionError:
    """The error for a row: where it is and what is wrong; only the latter for a row that is in no file yet."""
    if not line:
        return CorrectionError(problem)
    where = f", column {column}" if column else ""
    return CorrectionError(f"{path}: row {line}{where}: {problem}")


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """The rows of a file in the order they are applied."""
    moments: dict[tuple[str, ...], str] = {}
    placed = []
    for number, correction in enumerate(corrections):
        subject = _subject(correction)
        moment = correction.when or moments.get(subject, "")
        moments[subject] = max(moment, moments.get(subject, ""))
        placed.append((moment, number, correction))
    return [correction for *_, correction in sorted(placed, key=lambda place: place[:2])]


def _subject(correction: Correction) -> tuple[str, ...]:
    """What a row is about."""
    name = correction.value.rpartition("=")[0].strip() if correction.action == "rule" else ""
    return correction.incident, correction.text_sha256, correction.span_start, name


def _check_header(path: Path, header: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if missing:
        raise fault(path, 1, missing[0], f"this column is missing; the first line is {','.join(COLUMNS)}")
    if unknown:
        raise fault(path, 1, unknown[0], f"no such column; there are {', '.join(COLUMNS)}")


def _row(path: Path, found: Row) -> Correction:
    line = found.line
    if found.problem:
        raise fault(path, line, "", found.problem)
    row = {name: cell.strip() for name, cell in found.cells.items()}
    if row["action"] not in get_args(Action):
        raise fault(path, line, "action", f"{row['action']!r} is none of {', '.join(get_args(Action))}")
    for name in ("span_start", "span_end"):
        if row.get(name) and not row[name].isdecimal():
            raise fault(path, line, name, f"{row[name]!r} is no whole number")
    if row["action"] != "rule" and not row["incident"] and not (row.get("text_sha256") and row.get("span_start")):
        raise fault(path, line, "incident", "empty; give an incident id, or text_sha256 and span_start")
    return Correction(**row, line=line)  # type: ignore[arg-type]  # the action was checked above
