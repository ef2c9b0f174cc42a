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
    Swatch("Battles", "#7a1f3d", "#d86385", "cross"),
    Swatch("Explosions/Remote violence", "#d9541e", "#ff8552", "burst"),
    Swatch("Violence against civilians", "#8a4ebe", "#bb87f0", "diamond"),
    Swatch("Protests", "#355e99", "#559aca", "circle"),
    Swatch("Riots", "#3ea7d5", "#8bd8fa", "wedge"),
    Swatch("Strategic developments", "#157f5b", "#4cbe81", "square"),
    Swatch("Alert", "#e3a008", "#ffd34d", "triangle"),
    Swatch("Other", "#797e85", "#a9aeb5", "hexagon"),
)

# For values that have no meaning of their own, most frequent first; the rest are "other".
SERIES: tuple[Swatch, ...] = (
    Swatch("", "#355e99", "#559aca"),
    Swatch("", "#d9541e", "#ff8552"),
    Swatch("", "#157f5b", "#4cbe81"),
    Swatch("", "#8a4ebe", "#bb87f0"),
    Swatch("", "#e3a008", "#ffd34d"),
    Swatch("", "#7a1f3d", "#d86385"),
    Swatch("", "#3ea7d5", "#8bd8fa"),
)
SEVERAL = Swatch("several", "#22262b", "#f2efe8")
REST = Swatch("other", "#797e85", "#a9aeb5")

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
