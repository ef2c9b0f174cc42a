"""Which files the user means: paths, folders and globs, each with what its sidecar says of it."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mapper.model import Skipped
from mapper.sources.fetch import is_address
from mapper.sources.sidecar import SIDECAR, Sidecar, SidecarRow, read_sidecar

STDIN = "-"


class Input(NamedTuple):
    """One file to read ("-" is standard input) and its sidecar row, empty where there is none."""

    path: str
    row: SidecarRow = SidecarRow()


# What a run writes into its folder, which is known by the first of them.
_COLLECTION = "collection.sqlite"
_OUTPUTS = (_COLLECTION, "map.html", "incidents.geojson", "skipped.csv", "corrections.csv")
OnSkip = Callable[[Skipped], None]
OnNote = Callable[[str], None]


def expand(paths: Iterable[str | Path], on_skip: OnSkip, on_note: OnNote) -> Iterator[Input]:
    """The files behind ``paths``, each once, a folder's in the order of their names.

    A folder is read with its sub-folders; hidden files, sources.csv and what a run wrote are no articles. What does
    not exist and folders without a file are reported to ``on_skip``; a folder of a run's outputs to ``on_note``.
    """
    sidecars: dict[Path, Sidecar] = {}
    seen: set[str] = set()
    for given in paths:
        for path in _files(given, on_skip, on_note):
            if (key := _identity(path)) in seen:
                continue
            seen.add(key)
            if path == STDIN or is_address(path):
                yield Input(path)
                continue
            folder = Path(path).parent
            if folder not in sidecars:
                sidecars[folder] = read_sidecar(folder, on_skip, on_note)
            yield Input(path, sidecars[folder].get(Path(path).name, SidecarRow()))


def _identity(path: str) -> str:
    return path if path == STDIN or is_address(path) else str(Path(path).resolve())


def _files(given: str | Path, on_skip: OnSkip, on_note: OnNote) -> Iterator[str]:
    text = str(given)
    path = Path(text)
    if text == STDIN or is_address(text) or path.is_file():
        yield text
    elif path.is_dir():
        yield from _folder(path, on_skip, on_note)
    elif found := [p for p in sorted(glob.glob(text, recursive=True)) if Path(p).is_file()]:  # noqa: PTH207 (absolute too)
        yield from found
    elif path.exists():
        on_skip(Skipped(text, "", "is neither a file nor a folder; give one of these"))
    elif "://" in text:
        on_skip(Skipped(text, "", "is not a web address; only http:// and https:// are fetched"))
    else:
        on_skip(Skipped(text, "", "does not exist; check the spelling and the folder you are in"))


def _folder(folder: Path, on_skip: OnSkip, on_note: OnNote) -> Iterator[str]:
    inside = [p for p in sorted(folder.rglob("*")) if not any(part[0] == "." for part in p.relative_to(folder).parts)]
    outputs = {p.parent for p in inside if p.name == _COLLECTION}
    for output in sorted(outputs - {folder}):
        on_note(f"{output} holds the outputs of a run: left out")
    files = [str(p) for p in inside if p.is_file() and p.name != SIDECAR and not _is_output(p, folder, outputs)]
    if not files:
        reason = "holds no article; put .txt, .html, .jsonl or other article files there"
        on_skip(Skipped(str(folder), "", reason))
    yield from files


def _is_output(path: Path, folder: Path, outputs: set[Path]) -> bool:
    """True for a file in a folder of a run's outputs; in the very folder that shall be read, only for its own files."""
    if path.parent == folder:
        return folder in outputs and path.name.startswith(_OUTPUTS)
    return not outputs.isdisjoint(set(path.parents) - {folder, *folder.parents})
