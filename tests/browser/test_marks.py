"""What is drawn where: colours of the legend, lines that say how surely, areas that are no pins, and nothing hidden."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mapper.gazetteer import Gazetteer
from mapper.palette import EVENT_TYPES, LINE_STYLES
from mapper.webmap import write_map
from tests.browser import made
from tests.browser.conftest import PHONE, Open, Opened
from tests.browser.made import at, town
from tests.incidents import KHERSON_OBLAST, KYIV, ODESA

pytestmark = pytest.mark.browser

COLOURS = {swatch.name: swatch for swatch in EVENT_TYPES}
PIXELS = """([at, offsets]) => {
  const { view } = incidentPage.marks;
  const ctx = incidentPage.overlay.canvas.getContext("2d");
  return offsets.map(([dx, dy]) => {
    const [x, y] = [at.x + dx + view.padX, at.y + dy + view.padY].map((v) => Math.round(v * devicePixelRatio));
    const pixel = ctx.getImageData(x, y, 1, 1).data;
    return "#" + [...pixel.slice(0, 3)].map((v) => v.toString(16).padStart(2, "0")).join("");
  });
}"""


def position(opened: Opened, number: int) -> dict[str, float]:
    found: dict[str, float] = opened.page.evaluate("i => incidentPage.marks.positionOf(i)", number)
    return found


def pixels(opened: Opened, at: dict[str, float], offsets: list[tuple[float, float]]) -> list[str]:
    """The colours of the marks' canvas around a point, as #rrggbb."""
    found: list[str] = opened.page.evaluate(PIXELS, [at, offsets])
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mark_has_the_colour_of_the_legend(scheme: Any, desk: Opened) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    desk.until("look => document.documentElement.dataset.look === look", scheme)
    strike = getattr(COLOURS["Explosions/Remote violence"], scheme)
    assert pixels(desk, position(desk, 0), [(0, 0)]) == [strike]
    desk.page.get_by_role("radio", name="Source", exact=True).check(force=True)
    assert pixels(desk, position(desk, 0), [(0, 0)]) != [strike]


def test_the_line_says_how_it_is_reported(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.each_modality(), tmp_path / "map.html", gazetteer=None), device_scale_factor=4)
    colour = COLOURS["Protests"].light
    found = {}
    for number, one in enumerate(made.each_modality()):
        at = position(opened, number)
        radius = 5.0 if one.modality == "asserted" else 6.3  # within the outline, or the middle of the line
        turns = [math.radians(degrees) for degrees in range(0, 360, 2)]
        ring = pixels(opened, at, [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns])
        inked = [pixel == colour for pixel in ring]
        gaps = sum(a and not b for a, b in zip(inked, inked[1:] + inked[:1], strict=True))
        centre = pixels(opened, at, [(0, 0)])[0] == colour
        found[LINE_STYLES[one.modality]] = (centre, sum(inked) / len(inked), gaps)
    assert found["filled"][:2] == (True, 1.0)
    centre, share, gaps = found["ring"]
    assert (centre, gaps) == (False, 0)
    assert share == 1.0
    centre, share, gaps = found["struck"]
    assert centre
    assert share > 0.6
    assert gaps == 4  # the stroke stands clear of the ring on both sides, twice
    centre, dashed, dashes = found["dashed"]
    assert not centre
    assert 0.3 < dashed < 0.8
    centre, dotted, dots = found["dotted"]
    assert not centre
    assert dots > dashes > 4
    assert dotted < 0.9


def test_an_area_is_an_outline_and_never_a_pin(desk: Opened) -> None:
    corners = """i => {
      const outline = incidentPage.data.areas.get(incidentPage.data.columns.place[i]);
      return outline.rings.flatMap((ring) => [...ring]).length / 2;
    }"""
    assert desk.page.evaluate(corners, 4) > 100
    assert desk.page.evaluate("[...incidentPage.data.isArea]").count(1) == 2
    desk.page.evaluate("incidentPage.map.setView([46.7, 33.4], 8, { animate: false })")
    inside = desk.page.evaluate(
        """() => { const m = incidentPage.map; const p = m.latLngToContainerPoint([46.2, 34.4]);
        return incidentPage.marks.hit(p)?.place === incidentPage.data.columns.place[4] }"""
    )
    assert inside
    point = desk.page.evaluate("(({ x, y }) => ({ x, y }))(incidentPage.map.latLngToContainerPoint([46.2, 34.4]))")
    row = pixels(desk, point, [(dx, 0) for dx in range(40)])
    assert sum(a != b for a, b in pairwise(row)) >= 4  # a hatch, no plain colour
    assert len(Counter(row)) >= 2


def test_an_area_opens_by_a_click_anywhere_in_it(desk: Opened) -> None:
    desk.page.evaluate("incidentPage.map.setView([46.7, 33.4], 8, { animate: false })")
    point = desk.page.evaluate("(({ x, y }) => ({ x, y }))(incidentPage.map.latLngToContainerPoint([46.2, 34.4]))")
    box = desk.page.locator("#map_incidents").bounding_box()
    assert box is not None
    desk.page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    desk.page.locator("#card").wait_for()
    assert desk.place() == "Kherson Oblast"


def test_incidents_of_one_place_do_not_hide_each_other(desk: Opened) -> None:
    desk.page.evaluate("incidentPage.map.setView([50.45, 30.52], 9, { animate: false })")
    at = [position(desk, number) for number in (0, 1, 2)]
    gaps = [abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) for k, a in enumerate(at) for b in at[k + 1 :]]
    assert min(gaps) >= 16


def test_two_at_one_place_are_two_marks(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.two_at_one_place(), tmp_path / "map.html"))
    one, two = position(opened, 0), position(opened, 1)
    assert abs(one["x"] - two["x"]) >= 16
    assert pixels(opened, one, [(0, 0)]) == [COLOURS["Explosions/Remote violence"].light]
    assert pixels(opened, two, [(0, 0)]) == [COLOURS["Protests"].light]
    opened.click_incident(1)
    assert "Peaceful protest" in opened.page.inner_text("#card")


def test_two_hundred_at_one_place_are_a_ring_of_their_colours(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.two_hundred_at_one_place(), tmp_path / "map.html"))
    (group,) = opened.page.evaluate("incidentPage.marks.groups.map(({ form, n, width }) => ({ form, n, width }))")
    assert (group["form"], group["n"]) == ("ring", 200)
    place = opened.page.evaluate(
        "(([lat, lon]) => (({ x, y }) => ({ x, y }))(incidentPage.map.latLngToContainerPoint([lat, lon])))",
        [KYIV.lat, KYIV.lon],
    )
    assert position(opened, 0) == pytest.approx(place, abs=1)  # the ring stands where the place is
    radius = group["width"] / 2 - 5
    east, west = pixels(opened, place, [(radius, 0), (-radius, 0)])
    assert {east, west} == {COLOURS["Explosions/Remote violence"].light, COLOURS["Protests"].light}
    opened.page.mouse.move(*opened.at(0))
    assert opened.page.inner_text("#hint") == "200 incidents: Kyiv · click to list them"
    opened.page.mouse.click(*opened.at(0))
    opened.page.locator(".item").first.wait_for()
    assert opened.page.inner_text(".chip bdi") == "only Kyiv"
    opened.page.locator(".item").first.click()
    opened.page.locator("#card").wait_for()
    assert opened.page.inner_text(".card-at").endswith(" of 200 here")
    opened.until("location.hash.includes('at=gn%3A703448')")
    again = open_page(tmp_path / "map.html", opened.page.evaluate("location.hash"))
    assert again.page.locator(".chip").count() == 1


def test_two_dozen_at_one_place_are_laid_out_when_near(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.two_hundred_at_one_place()[:24], tmp_path / "map.html"), "#v=50.45,30.52,6")
    (ring,) = opened.page.evaluate("incidentPage.marks.groups.map(({ form }) => form)")
    assert ring == "ring"
    opened.page.mouse.move(*opened.at(0))
    assert opened.page.inner_text("#hint") == "24 incidents: Kyiv · click to come closer"
    opened.page.mouse.click(*opened.at(0))
    opened.until("incidentPage.marks.groups[0].form === 'marks'")
    at = [position(opened, number) for number in range(24)]
    assert all(math.dist((a["x"], a["y"]), (b["x"], b["y"])) > 16 for n, a in enumerate(at) for b in at[:n])
    opened.page.wait_for_timeout(300)
    for number in (0, 13, 23):
        opened.click_incident(number)
        assert opened.page.evaluate("incidentPage.selected") == number


def test_far_out_places_become_one_ring_that_opens(desk: Opened) -> None:
    desk.page.evaluate("incidentPage.map.setView([48, 32], 2, { animate: false })")
    assert desk.page.evaluate("incidentPage.marks.groups.some(({ form }) => form === 'ring')")
    desk.page.mouse.click(*desk.at(0))
    desk.until("incidentPage.map.getZoom() > 3")


def all_in_sight(opened: Opened) -> bool:
    """True when every incident is drawn where nothing covers it."""
    return bool(
        opened.page.evaluate(
            """() => {
              const { view, marks, data } = incidentPage;
              const free = view.freeBox();
              return [...Array(data.n).keys()].every((i) => {
                const at = marks.positionOf(i);
                if (!at) return false;
                const across = at.x > free.left - 30 && at.x < free.right + 30;
                return across && at.y > free.top - 30 && at.y < free.bottom + 30;
              });
            }"""
        )
    )


@pytest.mark.parametrize("name", made.FRAMED)
def test_everything_is_framed(name: str, tmp_path: Path, open_page: Open) -> None:
    path = write_map(made.at(made.FRAMED[name]), tmp_path / "map.html")
    for how in ({}, PHONE, {"viewport": {"width": 1024, "height": 768}}):
        opened = open_page(path, **how)
        assert all_in_sight(opened), how
        zoom = opened.page.evaluate("incidentPage.map.getZoom()")
        assert zoom <= 8
        if name.startswith("one"):
            assert zoom >= 5
    assert zoom > 1


def test_what_is_framed_stays_framed_when_the_phone_is_turned(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.at(made.FRAMED["around the world"]), tmp_path / "map.html"), **PHONE)
    opened.page.set_viewport_size({"width": 844, "height": 390})
    opened.page.wait_for_timeout(300)
    assert all_in_sight(opened)


def test_the_world_is_shown_once(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.at(made.FRAMED["towards the poles"]), tmp_path / "map.html"))
    ground = """() => {
      const { canvas } = incidentPage.ground;
      const { view } = incidentPage.marks;
      const y = Math.round((view.scale * 0.23 - view.top) * devicePixelRatio); // 65 degrees north
      return [...canvas.getContext("2d").getImageData(0, y, canvas.width, 1).data].filter((_, k) => k % 4 === 0);
    }"""
    row = opened.page.evaluate(ground)
    width = opened.page.evaluate("incidentPage.marks.view.scale * devicePixelRatio")
    assert width < len(row)
    edge = int((len(row) - width) / 2)
    assert len(set(row[: edge - 2])) == len(set(row[-edge + 2 :])) == 1  # nothing but water
    assert len(set(row[edge:-edge])) > 1


def test_the_map_has_no_blank_edge_while_it_is_dragged(desk: Opened) -> None:
    page = desk.page
    box = page.locator("#map_incidents").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 900, box["y"] + 500)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 300, steps=6)
    canvas, frame = page.locator(".ground-canvas").first.bounding_box(), box
    page.mouse.up()
    assert canvas is not None
    assert canvas["x"] <= frame["x"]
    assert canvas["x"] + canvas["width"] >= frame["x"] + frame["width"]
    assert canvas["y"] + canvas["height"] >= frame["y"] + frame["height"]
    assert page.locator("#card").is_hidden()


def test_an_incident_chosen_from_afar_comes_above_the_card_of_a_phone(tmp_path: Path, open_page: Open) -> None:
    path = write_map(made.at(made.FRAMED["around the world"]), tmp_path / "map.html")
    opened = open_page(path, reduced_motion="reduce", **PHONE)
    for number in range(5):
        opened.page.evaluate("incidentPage.view.fitAll(false)")
        opened.page.evaluate("i => incidentPage.select(i, { pan: true })", number)
        card = opened.page.locator("#card").bounding_box()
        assert card is not None
        assert 0 < opened.at(number)[1] < card["y"] - 8


def test_the_legend_covers_nothing(desk: Opened) -> None:
    legend, stage = desk.page.locator("#legend").bounding_box(), desk.page.locator("#map_incidents").bounding_box()
    assert legend is not None
    assert stage is not None
    assert legend["y"] >= stage["y"] + stage["height"]


def test_labels_lie_on_nothing_that_stands_on_the_map(phone: Opened) -> None:
    overlaps = """() => {
      const { padX, padY } = incidentPage.marks.view;
      const meets = (label, [left, top, right, bottom]) => {
        const [x, y, w, h] = [label.x - padX, label.y - padY, label.width / 2, label.height / 2];
        return x + w > left && x - w < right && y + h > top && y - h < bottom;
      };
      const covered = (label) => incidentPage.view.furniture.some((box) => meets(label, box));
      return incidentPage.marks.labels.filter(covered).map(({ text }) => text);
    }"""
    assert phone.page.evaluate("incidentPage.marks.labels.length") > 4
    assert phone.page.evaluate(overlaps) == []


def test_the_largest_countries_in_view_are_named(open_page: Open, tmp_path: Path) -> None:
    places = [KYIV, ODESA, KHERSON_OBLAST, town("Moscow", 55.75, 37.62, "RU"), town("Astrakhan", 46.35, 48.04, "RU")]
    path = write_map(at(places), tmp_path / "map.html", gazetteer=Gazetteer.open())
    opened = open_page(path)
    named = opened.page.evaluate("incidentPage.marks.labels.filter((l) => l.style === 'country').map((l) => l.text)")
    assert {"UKRAINE", "RUSSIA", "KAZAKHSTAN", "BELARUS"} <= set(named)


# The darkest pixel of each column around the point where a border crosses the edge between two cells.
FOLLOW = """([lat, lon]) => {
  const page = incidentPage;
  const { canvas } = page.ground;
  const ctx = canvas.getContext("2d");
  const { x, y } = page.map.latLngToContainerPoint([lat, lon]);
  const { padX, padY } = page.marks.view;
  const columns = [];
  for (let dx = -6; dx <= 6; dx++) {
    const { data } = ctx.getImageData(Math.round(x + padX) + dx, Math.round(y + padY) - 12, 1, 24);
    let dark = 0;
    for (let k = 0; k < data.length; k += 4)
      dark = Math.max(dark, 255 - (data[k] + data[k + 1] + data[k + 2]) / 3);
    columns.push(dark);
  }
  return columns;
}"""


def test_borders_go_on_from_cell_to_cell(open_page: Open, tmp_path: Path) -> None:
    kharkiv = [town("Kharkiv", 49.98, 36.25, "UA"), town("Luhansk", 48.57, 39.3, "UA")]
    path = write_map(at(kharkiv), tmp_path / "map.html", gazetteer=Gazetteer.open())
    opened = open_page(path, "#v=49.5,39.5,8")
    columns = opened.page.evaluate(FOLLOW, [49.608, 40.0])
    assert min(columns) > max(columns) / 2, columns  # the land beside a line is at a tenth
