"""JSONL and JSON: one record an article, its fields found under their usual names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mapper.sources.decode import decode
from mapper.sources.draft import Draft, Fault, Found, Source, TooLarge
from mapper.sources.header import FIELD_NAMES
from mapper.sources.own_columns import is_incident, own_columns
from mapper.sources.telegram import is_telegram, read_messages

# A JSON object that wraps its records does so under one of these names.
_WRAPPERS = ("articles", "items", "documents", "records", "results", "data")


def read_jsonl(source: Source) -> Iterator[Found]:
    """One record a line; a broken line is a Fault and the next line is read."""
    limit = source.limits.article
    number = 0
    while line := source.stream.readline(limit + 1):
        number += 1
        record = f"line {number}"
        if len(line) > limit:
            yield Fault(str(TooLarge("article", limit)), record)
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(limit)
            continue
        # A record separator (RFC 8142) or a byte order mark may stand before the object.
        if text := line.lstrip(b"\x1e\xef\xbb\xbf").strip():
            yield _line(text, record, source.fields)


def _line(line: bytes, record: str, fields: Mapping[str, str]) -> Found:
    try:
        return record_draft(json.loads(line), record, fields)
    except UnicodeDecodeError:
        return Fault("not UTF-8, which JSON must be; convert the file", record)
    except (json.JSONDecodeError, RecursionError) as error:
        return Fault(f"not a JSON object ({error}); one whole object must stand on one line", record)


def read_json(source: Source) -> Iterator[Found]:
    """A list of records, an object that holds such a list, one record alone, or a Telegram export."""
    try:
        value = json.loads(decode(source.whole("feed")).text)
    except (json.JSONDecodeError, RecursionError) as error:
        yield Fault(f"not JSON ({error}); for one object a line, name the file .jsonl")
        return
    if is_telegram(value):
        yield from read_messages(value)
        return
    if isinstance(value, dict):
        value = next((value[name] for name in _WRAPPERS if isinstance(value.get(name), list)), [value])
    if not isinstance(value, list):
        yield Fault("holds neither a list of records nor one record")
        return
    for number, item in enumerate(value, 1):
        yield record_draft(item, f"record {number}", source.fields)


def record_draft(record: Any, where: str, fields: Mapping[str, str]) -> Found:
    """The article of one record; its text, id, date ... under the user's names, else the usual ones.

    What is left over and is a plain value is kept in ``extra``, the record's own place and day among it. A record
    that says what happened where without a text is its own text, column by column.
    """
    if not isinstance(record, Mapping):
        return Fault("not an object with fields; each record needs at least a text", where)
    by_name = {str(name).strip().lower(): name for name in record}
    chosen = {ours: _choose(ours, by_name, fields) for ours in FIELD_NAMES}
    values = {ours: plain(record[name]) for ours, name in chosen.items() if name is not None}
    used = set(chosen.values())
    pairs = ((str(n), plain(v)) for n, v in record.items() if n not in used and plain(v))
    extra, notes = own_columns(pairs, fields)
    if not values.get("text", "").strip():
        if not is_incident(dict(extra)):
            wanted = fields.get("text", "text, body or content")
            return Fault(f"no text (looked for {wanted}); name the field with --fields text=NAME", where)
        values["text"] = "; ".join(f"{name}: {plain(value)}" for name, value in record.items() if plain(value))
    return Draft(record=where, extra=extra, notes=notes, **values)


def _choose(ours: str, by_name: Mapping[str, str], fields: Mapping[str, str]) -> str | None:
    wanted = (fields[ours].lower(),) if ours in fields else FIELD_NAMES[ours]
    return next((by_name[name] for name in wanted if name in by_name), None)


def plain(value: Any) -> str:
    """A scalar as text; empty for None, lists and objects, which are no field of an article."""
    if value is None or isinstance(value, (list, dict)):
        return ""
    return str(value)
