"""The one palette: a colour and a shape for each event type, colours for sources and claimants, line styles.

Colours are in light and dark pairs. ``tests/unit/webmap/test_palette.py`` keeps every pair of them apart for
readers with protanopia, deuteranopia and tritanopia, and every one visible on the land of its theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Swatch:
    """One meaning and how it looks: a colour for each theme, and ``shape``, a name that shapes.js knows."""

    name: str
    light: str
    dark: str
    shape: str = "circle"


# ACLED's six event types and our two, in the order the legend keeps.
EVENT_TYPES: tuple[Swatch, ...] = (
    Swatch("Battles", "#7a1f3d", "#e0688a", "cross"),
    Swatch("Explosions/Remote violence", "#d9541e", "#ff8552", "burst"),
    Swatch("Violence against civilians", "#8a4fbf", "#b98aef", "diamond"),
    Swatch("Protests", "#1b6fb3", "#4f9fe8", "circle"),
    Swatch("Riots", "#3fa7d6", "#8fd6f7", "wedge"),
    Swatch("Strategic developments", "#157f5b", "#2fb98a", "square"),
    Swatch("Alert", "#e3a008", "#ffd34d", "triangle"),
    Swatch("Other", "#767a80", "#a9aeb5", "hexagon"),
)

# For values that have no meaning of their own, most frequent first; the rest are "other".
SERIES: tuple[Swatch, ...] = (
    Swatch("", "#1b6fb3", "#4f9fe8"),
    Swatch("", "#d9541e", "#ff8552"),
    Swatch("", "#157f5b", "#2fb98a"),
    Swatch("", "#8a4fbf", "#b98aef"),
    Swatch("", "#e3a008", "#ffd34d"),
    Swatch("", "#7a1f3d", "#e0688a"),
    Swatch("", "#3fa7d6", "#8fd6f7"),
)
SEVERAL = Swatch("several", "#22262b", "#f2efe8")
REST = Swatch("other", "#767a80", "#a9aeb5")

# How it is reported -> how its outline is drawn (static/shapes.js knows the five).
LINE_STYLES: dict[str, str] = {
    "asserted": "filled",
    "alleged": "ring",
    "denied": "struck",
    "warned": "dashed",
    "threatened": "dotted",
}


def palette_json() -> dict[str, Any]:
    """The palette as the page reads it."""
    return {
        "types": [_entry(swatch) for swatch in EVENT_TYPES],
        "series": [_entry(swatch) for swatch in SERIES],
        "several": _entry(SEVERAL),
        "rest": _entry(REST),
        "lines": LINE_STYLES,
    }


def _entry(swatch: Swatch) -> dict[str, str]:
    return {"name": swatch.name, "light": swatch.light, "dark": swatch.dark, "shape": swatch.shape}
