"""Colours are told apart by everybody: seen normally and with each kind of colour blindness, in light and dark."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

from mapper.palette import EVENT_TYPES, LINE_STYLES, REST, SERIES, SEVERAL, Swatch
from mapper.webmap.payload import MODALITIES

Linear = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# In OKLab, where 0.02 is just noticed side by side.
LEAST_NORMAL, LEAST_BLIND = 0.12, 0.06


def linear(colour: str) -> Linear:
    values = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def seen(colour: str, sight: str) -> Linear:
    rgb = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(w * v for w, v in zip(row, rgb, strict=True)))) for row in SIGHT[sight])
    return red, green, blue


def oklab(rgb: Linear) -> Linear:
    red, green, blue = rgb
    cones = (
        0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
        0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
        0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
    )
    long, middle, short = (cone ** (1 / 3) for cone in cones)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def apart(one: str, other: str, sight: str) -> float:
    pairs = zip(oklab(seen(one, sight)), oklab(seen(other, sight)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def contrast(one: str, other: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    light, dark = sorted(
        (sum(w * v for w, v in zip(weights, linear(colour), strict=True)) for colour in (one, other)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def tone(theme: str, name: str) -> str:
    """A colour of tokens.css in a theme."""
    sheet = files("mapper.webmap").joinpath("static", "tokens.css").read_text("utf-8")
    block = sheet.split('[data-look="dark"]')[theme == "dark"]
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", block)
    assert found, name
    return found.group(1)


SETS: dict[str, tuple[Swatch, ...]] = {"event types": EVENT_TYPES, "series": (*SERIES, SEVERAL, REST)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", SETS)
def test_every_two_colours_are_apart(name: str, sight: str, theme: str) -> None:
    least = LEAST_NORMAL if sight == "normal" else LEAST_BLIND
    close = {
        (one.name or one.light, other.name or other.light): round(distance, 3)
        for one, other in combinations(SETS[name], 2)
        if (distance := apart(getattr(one, theme), getattr(other, theme), sight)) < least
    }
    assert close == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_or_its_outline_stands_out_from_the_land(theme: str) -> None:
    land = tone(theme, "map-land")
    faint = [s for s in (*EVENT_TYPES, *SERIES, SEVERAL, REST) if contrast(getattr(s, theme), land) < 2]
    assert faint == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), [("ink", "paper"), ("quiet", "paper"), ("quiet", "sunken"), ("accent", "paper"), ("accent-ink", "accent"), ("map-label", "map-land"), ("map-ink", "map-land")])  # fmt: skip  # noqa: E501
def test_text_has_the_contrast_of_wcag_aa(ink: str, paper: str, theme: str) -> None:
    assert contrast(tone(theme, ink), tone(theme, paper)) >= 4.5


def test_every_shape_and_modality_has_its_own_look() -> None:
    assert len({swatch.shape for swatch in EVENT_TYPES}) == len(EVENT_TYPES)
    assert set(LINE_STYLES) == set(MODALITIES)
    assert len(set(LINE_STYLES.values())) == len(MODALITIES)


def test_the_palette_covers_every_event_type_of_the_lexicon() -> None:
    import csv

    with files("mapper").joinpath("lexicon", "event_types.csv").open(encoding="utf-8", newline="") as file:
        types = {row["event_type"] for row in csv.DictReader(file)}
    assert types == {swatch.name for swatch in EVENT_TYPES}
