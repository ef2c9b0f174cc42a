"""The layers a user has added to the world: own places, and country dumps of GeoNames.

Each is an index file in the user's data folder (``MAPPER_DATA_DIR``, else where the system keeps such data), and is
asked whenever a gazetteer is opened.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mapper.errors import GazetteerError

if TYPE_CHECKING:
    from mapper.gazetteer.records import Entry

LayerKind = Literal["own", "geonames"]


def folder(kind: LayerKind) -> Path:
    """Where the layers of a kind are kept; the folder need not exist."""
    chosen = os.environ.get("MAPPER_DATA_DIR")
    if chosen:
        return Path(chosen) / "gazetteer" / kind
    import platformdirs

    return platformdirs.user_data_path("incident-mapper", appauthor=False) / "gazetteer" / kind


def installed(kind: LayerKind) -> list[Path]:
    """The index files of the user's layers of a kind, by name."""
    return sorted(folder(kind).glob("*.index"))


def compile_layer(path: Path) -> bytes:
    """The index, as bytes, of a user's table of places or of a country dump of GeoNames.

    Raises GazetteerError when the file is neither.
    """
    from mapper.gazetteer.build import compile_index
    from mapper.gazetteer.dump import read_dump
    from mapper.gazetteer.own import read_places

    dump = is_dump(path)
    entries = list(read_dump(path)) if dump else _placed(read_places(path))
    licences = ["GeoNames (geonames.org), CC BY 4.0"] if dump else []
    stamped = hashlib.sha256(path.read_bytes()).hexdigest()
    return compile_index(entries, layer=path.stem, stamped=stamped, about={"licences": licences, "source": path.name})


def _placed(entries: list[Entry]) -> list[Entry]:
    """The places, each without a country given that of the nearest town of the world, and its first-level region."""
    from mapper.gazetteer.gazetteer import Gazetteer

    world = Gazetteer.world()
    for entry in entries:
        if not entry.country and not entry.alias:
            for town in world.nearest(entry.lat, entry.lon):
                entry.country, entry.admin1 = town.country, entry.admin1 or world.admin1_code(town.place_id)
    return entries


def is_dump(path: Path) -> bool:
    """True for a country dump of GeoNames by its name ("UA.zip", "UA.txt")."""
    return path.suffix.lower() in (".zip", ".txt")


def dangling(path: Path) -> list[str]:
    """A sentence for each row of a user's table that names a place no installed layer has."""
    from mapper.gazetteer.gazetteer import Gazetteer
    from mapper.gazetteer.own import read_places

    known = Gazetteer.open()
    lost = [] if is_dump(path) else [e for e in read_places(path) if e.alias and not known.get(e.place_id)]
    step = "find its id with: mapper gazetteer search NAME"
    return [f"{path}: {entry.name!r} leads nowhere: no place has the id {entry.place_id!r}; {step}" for entry in lost]


def add(path: Path) -> Path:
    """Compile a user's table or dump and keep it among the user's layers; the index file's path comes back.

    A layer of the same name is replaced. Raises GazetteerError when the file or the folder cannot be used.
    """
    from mapper.gazetteer.build import write_whole

    content = compile_layer(path)
    target = folder("geonames" if is_dump(path) else "own") / f"{path.stem}.index"
    try:
        write_whole(target, content)
    except OSError as error:
        msg = f"{target}: cannot be written ({error.strerror}); set MAPPER_DATA_DIR to a folder that can be"
        raise GazetteerError(msg) from error
    return target
