"""One page a newsroom can paste: incidents by day and place, each with its quote and links, as HTML or Markdown.

The rows stand once more at the end, where a paste of the visible page does not carry them, so that the page can be
mapped again: in HTML as a block of JSON outside the article, in Markdown packed in a comment.
"""

from __future__ import annotations

import binascii
import html
import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from mapper.errors import FormatError
from mapper.formats.flat import OnSkip, restored_incidents, rounded
from mapper.formats.options import Options
from mapper.model import Incident, Report
from mapper.rows import incident_row
from mapper.whole import write_text

_UNDATED = "No day known"
_STYLE = (
    "body{font:16px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1f23}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4rem .6rem;text-align:left;"
    "vertical-align:top}blockquote{margin:0}.how{color:#5b6068}"
)
_GENERATOR = '<meta name="generator" content="Incident mapper">'
_BLOCK = re.compile(r'<script type="application/json" id="incidents">(\[.*\])</script>')
_COMMENT = re.compile(r"<!-- incidents: ([A-Za-z0-9+/=]+) -->")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def write_html(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write an HTML page with a table a day; every text is escaped, only web addresses become links."""
    write_text(path, "\n".join(_html(incidents, options)) + "\n")


def _html(incidents: Sequence[Incident], options: Options) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f"{_GENERATOR}\n<title>Incidents</title>\n<style>{_STYLE}</style>\n</head>"
    yield "<body>\n<article>\n<h1>Incidents</h1>"
    head = "".join(f"<th>{name}</th>" for name in ("Place", "What", "Casualties", "Who says so"))
    for day, members in _by_day(incidents):
        yield f"<h2>{day}</h2>\n<table>\n<tr>{head}</tr>"
        for incident in members:
            quote = html.escape(incident.reports[0].sentence.text)
            links = "; ".join(_html_link(report) for report in _voices(incident))
            yield (
                f"<tr><td>{html.escape(_where(incident))}</td><td>{html.escape(_what(incident))}"
                f"<blockquote>“{quote}”</blockquote></td><td>{html.escape(_casualties(incident))}</td>"
                f"<td>{html.escape(_who(incident))}<br>{links}</td></tr>"
            )
        yield "</table>"
    yield f'<p class="how">{html.escape(" ".join(options.notes.values()))}</p>\n</article>'
    data = _rows(incidents).replace("<", "\\u003c")  # nothing in it can end the block
    yield f'<script type="application/json" id="incidents">{data}</script>\n</body>\n</html>'


def _html_link(report: Report) -> str:
    name = html.escape(report.citation.outlet)
    url = report.citation.url
    return f'<a href="{html.escape(url)}" rel="noopener">{name}</a>' if _is_web(url) else name


def write_markdown(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write a Markdown page with a heading a day and a paragraph an incident."""
    write_text(path, "\n\n".join(_markdown(incidents, options)) + "\n")


def _markdown(incidents: Sequence[Incident], options: Options) -> Iterator[str]:
    yield "# Incidents"
    for day, members in _by_day(incidents):
        yield f"## {day}"
        for incident in members:
            links = "; ".join(_markdown_link(report) for report in _voices(incident))
            quote = _escaped(incident.reports[0].sentence.text)
            what = "; ".join(filter(None, (_what(incident), _casualties(incident))))
            said = f"**{_escaped(_where(incident))}**: {_escaped(what)}. “{quote}”"
            yield f"{said} {_escaped(_who(incident))}; {links}"
    yield f"*{_escaped(' '.join(options.notes.values()))}*"
    packed = b64encode(zlib.compress(_rows(incidents).encode("utf-8"), 9)).decode("ascii")
    yield f"<!-- incidents: {packed} -->"


def _markdown_link(report: Report) -> str:
    name, url = _escaped(report.citation.outlet), report.citation.url
    # An address in angle brackets may hold brackets and parentheses, but no angle bracket or space of its own.
    return f"[{name}](<{url}>)" if _is_web(url) and not re.search(r"[<>\s]", url) else name


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _by_day(incidents: Sequence[Incident]) -> Iterator[tuple[str, list[Incident]]]:
    """The incidents by day, earliest first, those without a day last; in a day by place."""
    ordered = sorted(incidents, key=lambda i: (i.when.start or date.max, i.place.country_name, i.place.name))
    for day, members in groupby(ordered, key=lambda i: i.when.start):
        yield f"{day:%A} {day.day} {day:%B %Y}" if day else _UNDATED, list(members)


def _where(incident: Incident) -> str:
    place = incident.place
    return ", ".join(dict.fromkeys(filter(None, (place.name, place.country_name))))


def _what(incident: Incident) -> str:
    how = "" if incident.modality == "asserted" else f", {incident.modality}"
    return f"{incident.sub_event_type}{how}{f', denied by {incident.denied_by}' if incident.denied_by else ''}"


def _casualties(incident: Incident) -> str:
    """The figures in words: "at least 3 killed, 5 to 8 injured"; empty where none are told."""
    told = incident.casualties
    killed = _figure(told.fatalities_min, told.fatalities_max, "killed")
    return ", ".join(filter(None, (killed, _figure(told.injuries_min, told.injuries_max, "injured"))))


def _figure(low: int | None, high: int | None, what: str) -> str:
    if low == high:
        return "" if low is None else f"{low} {what}"
    if high is None:
        return f"at least {low} {what}"
    return f"{low} to {high} {what}" if low else f"up to {high} {what}"


def _who(incident: Incident) -> str:
    lead = incident.reports[0].attribution
    count = incident.n_independent
    return f"{f'{lead.name}; ' if lead else ''}{count} independent source{'s' if count != 1 else ''}"


def _voices(incident: Incident) -> list[Report]:
    """One report an outlet, the leading one first."""
    first: dict[str, Report] = {}
    for report in incident.reports:
        first.setdefault(report.citation.source or report.doc_id, report)
    return list(first.values())


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _rows(incidents: Sequence[Incident]) -> str:
    return json.dumps([rounded(incident_row(incident)) for incident in incidents], ensure_ascii=False)


def read(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents at the end of a page this program wrote."""
    page = path.read_text(encoding="utf-8")
    block, packed = _BLOCK.search(page), _COMMENT.search(page)
    if not block and not packed:
        other = "the map page holds drawings only: give the incidents.geojson beside it"
        msg = f"{path}: holds no incidents; give a page that mapper extract or convert wrote, whole ({other})"
        raise FormatError(msg)
    try:
        rows = json.loads(block[1] if block else zlib.decompress(b64decode(packed[1] if packed else "")))
    except (binascii.Error, zlib.error, ValueError) as error:
        msg = f"{path}: the incidents at its end are cut off or changed ({error}); write the page again"
        raise FormatError(msg) from error
    return restored_incidents(rows, str(path), "row", on_skip)
