"""The style QGIS gives a layer when it is opened: coloured by event type, moved through time by event_date."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from mapper.formats.simplestyle import TYPE_COLOURS
from mapper.palette import REST

# An event lasts from the beginning of its first day to the end of its last: mode 4 takes both from expressions, since
# QGIS compares a date field with a moment as text and would leave out the very day; limitMode 0 excludes the end.
_TEMPORAL = {
    "enabled": "1",
    "mode": "4",
    "startExpression": 'to_datetime("event_date")',
    "endExpression": "to_datetime(\"event_date_end\") + to_interval('1 day')",
    "limitMode": "0",
}


def qml(shape: str) -> str:
    """The QML document for a layer of ``shape`` "POINT" or "MULTIPOLYGON"."""
    root = ET.Element("qgis", version="3.22.0", styleCategories="AllStyleCategories")
    ET.SubElement(root, "temporal", _TEMPORAL)
    renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", attr="event_type", forceraster="0")
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    for number, (event_type, colour) in enumerate([*TYPE_COLOURS.items(), ("", REST.light)]):
        label = event_type or "not known"
        ET.SubElement(categories, "category", value=event_type, label=label, symbol=str(number), render="true")
        symbol = ET.SubElement(
            symbols, "symbol", name=str(number), type="marker" if shape == "POINT" else "fill", alpha="1"
        )
        _layer(symbol, shape, colour)
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(root, encoding="unicode")


def _layer(symbol: ET.Element, shape: str, colour: str) -> None:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    solid, faint = f"{red},{green},{blue},255", f"{red},{green},{blue},60"
    if shape == "POINT":
        kind = "SimpleMarker"
        options = {"color": solid, "outline_color": "255,255,255,255", "name": "circle", "size": "3"}
    else:
        kind = "SimpleFill"
        options = {"color": faint, "outline_color": solid, "outline_width": "0.4", "style": "solid"}
    layer = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    values = ET.SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        ET.SubElement(values, "Option", name=name, type="QString", value=value)
