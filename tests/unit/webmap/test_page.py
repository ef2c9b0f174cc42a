"""The page as text: what it may ask for, what it holds, and what happens when a folium layer is added."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import folium
import pytest

from mapper.errors import InputError
from mapper.webmap import draw_map, map_page, write_map
from mapper.webmap.tiles import street_tiles
from tests.incidents import KYIV, incident, many, report

ALERT = ("Alert", "Air raid alert")
ONE = [incident(report(KYIV, ALERT, "Sirens in Kiev.", "Kiev", "Sirens"))]
TILES = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"


def page(**how: Any) -> str:
    return draw_map(ONE, **how).get_root().render()


def policy(html: str) -> dict[str, str]:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert found
    rules = found.group(1).replace("&#39;", "'").split(";")
    return {name: value for name, _, value in (rule.strip().partition(" ") for rule in rules)}


def test_the_page_holds_no_address_to_load_from() -> None:
    html = page()
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", html) == []
    assert re.findall(r"url\((?!data:|#)[^)]*\)", html.split("<script")[0]) == []
    assert "sourceMappingURL" not in html


def test_the_policy_names_every_script_and_style_by_hash_and_nothing_else() -> None:
    html = page()
    rules = policy(html)
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert rules[rule] == " ".join(f"'sha256-{value}'" for value in hashes)


def test_a_foreign_layer_brings_foliums_links_back_and_warns() -> None:
    drawn = draw_map(ONE)
    folium.Marker([50, 30], popup=folium.Popup("hello"), icon=folium.Icon(color="red")).add_to(drawn)
    with pytest.warns(UserWarning, match=r"marker_.* loads? folium's scripts|this layer is folium's own"):
        html = drawn.get_root().render()
    rules = policy(html)
    for url in (*(url for _, url in folium.Map.default_js), *(url for _, url in folium.Map.default_css)):
        assert url in html
    assert "https:" in rules["script-src"]
    assert "L.AwesomeMarkers.icon" in html


def test_fitting_the_view_is_no_foreign_layer() -> None:
    drawn = draw_map(ONE)
    drawn.fit_bounds([[40, 20], [55, 40]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        html = drawn.get_root().render()
    assert "jquery" not in html
    assert "fitBounds" in html


def test_a_notebook_shows_it_in_a_frame() -> None:
    html = draw_map(ONE, title="Sirens")._repr_html_()
    assert html.startswith("<iframe srcdoc=")
    assert "IncidentMap.start" in html


def test_with_and_without_folium_it_is_the_same_page() -> None:
    assert map_page(ONE) == page()


def test_what_is_set_on_the_folium_map_is_what_leaflet_is_told() -> None:
    drawn = draw_map(ONE)
    drawn.options["scrollWheelZoom"] = False
    assert '"scrollWheelZoom": false' in drawn.get_root().render()


def test_a_page_is_written_without_folium(tmp_path: Path) -> None:
    program = f"""
import sys
from mapper.webmap import write_map
write_map([], {str(tmp_path / "map.html")!r})
assert not {{"folium", "branca", "pandas"}} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_rendering_twice_gives_the_same_page() -> None:
    drawn = draw_map(ONE)
    assert drawn.get_root().render() == drawn.get_root().render()


def test_tiles_are_named_in_the_policy_and_nowhere_loaded() -> None:
    html = page(tiles=TILES)
    assert policy(html)["img-src"] == "data: blob: https://*.tiles.example.org"
    assert html.count("tiles.example.org") == html.count('"url"') + 2  # meta: its address and host; and the policy


@pytest.mark.parametrize(
    "wrong", ["ftp://host/{z}/{x}/{y}", "https://host/tiles", "NoSuchProvider", "Jawg.Streets", "CartoDB.Positron", ""]
)
def test_tiles_that_are_none_are_refused_with_the_next_step(wrong: str) -> None:
    with pytest.raises(InputError, match=r"\{z\}"):
        street_tiles(wrong)


def test_tiles_can_be_named() -> None:
    tiles = street_tiles("OpenStreetMap.Mapnik")
    assert tiles.url.startswith("https://tile.openstreetmap.org/")
    assert tiles.host == "https://tile.openstreetmap.org"


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> Any:
        yield ONE[0]
        msg = "the source failed"
        raise RuntimeError(msg)

    target = tmp_path / "map.html"
    with pytest.raises(RuntimeError):
        write_map(broken(), target)
    assert list(tmp_path.iterdir()) == []
    write_map(ONE, target)
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_many_incidents_share_chunks_and_places() -> None:
    drawn = draw_map(many(2500, places=40))
    meta = drawn.content.payload.meta
    assert meta["n"] == 2500
    assert len(drawn.content.payload.places) == 40
    assert sum(block.name.startswith("words-") for block in drawn.content.blocks) == 3
