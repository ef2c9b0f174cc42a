"""KML 2.2 and KMZ for Google Earth: a placemark an incident, styled by event type, with its moment in time.

Written with the standard library: elements in the order of OGC's schema (07-147r2), every text escaped, control
characters XML cannot hold left out. The description is HTML to Google Earth, so its text is escaped for that too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from mapper.errors import FormatError
from mapper.formats.archive import packed
from mapper.formats.features import geometry
from mapper.formats.flat import OnSkip, flat_row, restored_incidents
from mapper.formats.options import Options
from mapper.formats.simplestyle import TYPE_COLOURS
from mapper.model import Incident
from mapper.palette import REST
from mapper.rows import Row
from mapper.whole import write_bytes

NAMESPACE = "http://www.opengis.net/kml/2.2"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A KMZ of incidents is text; more than this is a bomb or no file of ours.
_KMZ_BYTES = 500_000_000


def write_kml(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write one KML document."""
    write_bytes(path, _document(incidents, options))


def write_kmz(incidents: Sequence[Incident], path: Path, options: Options) -> None:
    """Write the KML document zipped, as ``doc.kml``."""
    write_bytes(path, packed({"doc.kml": _document(incidents, options)}))


def _document(incidents: Iterable[Incident], options: Options) -> bytes:
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", "incidents")
    _text(document, "description", html.escape(" ".join(options.notes.values())))
    for event_type, colour in [*TYPE_COLOURS.items(), ("", REST.light)]:
        _style(document, event_type, colour)
    for incident in incidents:
        _placemark(document, incident, options)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _style_id(event_type: str) -> str:
    return "type-" + (re.sub(r"[^a-z]+", "-", event_type.lower()) or "unknown")


def _style(document: ET.Element, event_type: str, colour: str) -> None:
    # KML writes colours as alpha, blue, green, red.
    bgr = colour[5:7] + colour[3:5] + colour[1:3]
    style = ET.SubElement(document, "Style", id=_style_id(event_type))
    _text(ET.SubElement(style, "IconStyle"), "color", f"ff{bgr}")
    _text(ET.SubElement(style, "LineStyle"), "color", f"ff{bgr}")
    _text(ET.SubElement(style, "PolyStyle"), "color", f"3c{bgr}")


def _placemark(document: ET.Element, incident: Incident, options: Options) -> None:
    row = flat_row(incident)
    mark = ET.SubElement(document, "Placemark")
    _text(mark, "name", f"{incident.place.name}: {incident.sub_event_type}")
    _text(mark, "description", _description(incident))
    start, end = row["event_date"], row["event_date_end"]
    if start and end and start != end:
        span = ET.SubElement(mark, "TimeSpan")
        _text(span, "begin", start)
        _text(span, "end", end)
    elif start:
        _text(ET.SubElement(mark, "TimeStamp"), "when", start)
    known = incident.event_type if incident.event_type in TYPE_COLOURS else ""
    _text(mark, "styleUrl", f"#{_style_id(known)}")
    data = ET.SubElement(mark, "ExtendedData")
    for name, value in row.items():
        if value is not None:
            _text(ET.SubElement(data, "Data", name=name), "value", str(value))
    _shape(mark, geometry(incident, options))


def _description(incident: Incident) -> str:
    """What is said and by whom, as HTML with every text escaped."""
    lead = incident.reports[0]
    said_by = lead.attribution.name if lead.attribution else "no one named"
    lines = (
        f"“{lead.sentence.text}”",
        f"{incident.modality}; said by: {said_by}; reported by: {', '.join(incident.sources)}",
        lead.citation.url,
    )
    return "<br/>".join(html.escape(line) for line in lines if line)


def _shape(parent: ET.Element, shape: dict[str, Any]) -> None:
    kind, coordinates = shape["type"], shape["coordinates"]
    if kind == "Point":
        _text(ET.SubElement(parent, "Point"), "coordinates", _joined([coordinates]))
        return
    if kind == "MultiPolygon":
        parent = ET.SubElement(parent, "MultiGeometry")
    for rings in coordinates if kind == "MultiPolygon" else [coordinates]:
        polygon = ET.SubElement(parent, "Polygon")
        for number, ring in enumerate(rings):
            side = ET.SubElement(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            _text(ET.SubElement(side, "LinearRing"), "coordinates", _joined(ring))


def _joined(points: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _UNWRITABLE.sub("", text)


def read(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of a KML or KMZ as written; a placemark's point wins over its coordinate values."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(_unzipped(path) if path.suffix.lower() == ".kmz" else path.read_bytes())
    except (ET.ParseError, DefusedXmlException, BadZipFile, KeyError, ValueError) as error:
        msg = f"{path}: not a KML file of incidents ({error}); write it again with mapper"
        raise FormatError(msg) from None
    marks = root.iter(f"{{{NAMESPACE}}}Placemark")
    return restored_incidents(map(_row, marks), str(path), "placemark", on_skip)


def _unzipped(path: Path) -> bytes:
    with ZipFile(path) as archive:
        entry = archive.getinfo("doc.kml")
        if entry.file_size > _KMZ_BYTES:
            msg = f"expands to more than {_KMZ_BYTES // 1_000_000} MB"
            raise ValueError(msg)
        return archive.read(entry)


def _row(mark: ET.Element) -> Row:
    tag = f"{{{NAMESPACE}}}"
    row: Row = {d.get("name", ""): d.findtext(f"{tag}value", "") for d in mark.iter(f"{tag}Data")}
    if point := mark.findtext(f"{tag}Point/{tag}coordinates"):
        row["longitude"], row["latitude"] = point.split(",")[:2]
    return row
