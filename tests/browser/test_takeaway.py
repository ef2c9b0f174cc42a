"""What a reader takes along: files of what is shown, a picture, paper, links and citations."""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path

import pytest

from mapper.rows import incident_row
from tests.browser.conftest import Opened
from tests.browser.story import story

pytestmark = pytest.mark.browser


def download(opened: Opened, button: str) -> bytes:
    with opened.page.expect_download() as waiting:
        opened.page.click(button)
    return Path(waiting.value.path()).read_bytes()


def test_geojson_of_what_is_shown_is_whole(desk: Opened) -> None:
    rows = [json.loads(json.dumps(incident_row(one))) for one in story()]
    features = json.loads(download(desk, "#get-geojson"))["features"]
    assert [feature["properties"] for feature in features] == rows
    assert features[0]["geometry"]["coordinates"] == [rows[0]["longitude"], rows[0]["latitude"]]
    desk.choose("type", "Explosions/Remote violence")
    shown = json.loads(download(desk, "#get-geojson"))["features"]
    assert [feature["id"] for feature in shown] == [row["id"] for row in rows if row["event_type"][:4] != "Expl"]
    desk.until("document.querySelector('#notice').textContent === '3 incidents written to incidents.geojson.'")


def test_csv_of_what_is_shown(desk: Opened) -> None:
    table = list(csv.DictReader(io.StringIO(download(desk, "#get-csv").decode("utf-8-sig"))))
    assert [row["location"] for row in table] == [one.place.name for one in story()]
    assert table[0]["spellings"] == "Kiev; Київ"
    desk.page.get_by_label("1 without a day").uncheck()
    assert len(list(csv.DictReader(io.StringIO(download(desk, "#get-csv").decode("utf-8-sig"))))) == 7


# Tells of a picture how large it is and which of its rows have ink in their right part, where scale and credits stand.
LOOK = """async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const ctx = canvas.getContext("2d");
  ctx.drawImage(image, 0, 0);
  const ink = (x, y, w, h) => {
    const { data } = ctx.getImageData(x, y, w, h);
    let dark = 0;
    for (let k = 0; k < data.length; k += 4) if (data[k] + data[k + 1] + data[k + 2] < 420) dark++;
    return dark;
  };
  const { x, y } = incidentPage.map.getSize();
  const bottom = (52 + y) * 2;
  return {
    size: [image.width, image.height], map: [x, y],
    title: ink(0, 10, 600, 40), credits: ink(2 * x - 400, bottom - 40, 400, 30),
    scale: ink(2 * x - 240, bottom - 66, 240, 18), legend: ink(0, bottom, 2 * x, image.height - bottom),
  };
}"""


def test_the_picture_has_title_scale_credits_and_legend(desk: Opened) -> None:
    picture = download(desk, "#get-png")
    assert picture.startswith(b"\x89PNG")
    seen = desk.page.evaluate(LOOK, base64.b64encode(picture).decode())
    width, height = seen["map"]
    assert seen["size"][0] == 2 * width
    assert seen["size"][1] > 2 * (height + 52)
    assert min(seen["title"], seen["credits"], seen["scale"], seen["legend"]) > 100


def test_on_paper_a_picture_and_the_list(desk: Opened) -> None:
    desk.page.emulate_media(color_scheme="dark")
    desk.choose("source", "The Herald")
    desk.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert desk.page.evaluate("document.documentElement.dataset.look") == "dark"
    desk.page.emulate_media(media="print")
    assert desk.page.locator("#print img").is_visible()
    assert desk.page.locator("#print tbody tr").count() == 5
    assert not desk.page.locator("#panel").is_visible()
    assert desk.page.evaluate("document.querySelector('#print img').naturalWidth") > 1000
    corner = """async () => {
      const image = document.querySelector("#print img");
      await image.decode();
      const canvas = new OffscreenCanvas(8, 8);
      const ctx = canvas.getContext("2d");
      ctx.drawImage(image, 0, 0);
      return ctx.getImageData(2, 2, 1, 1).data[0];
    }"""
    assert desk.page.evaluate(corner) == 255  # in light colours, whatever the screen has


def test_links_and_citations_are_copied(desk: Opened) -> None:
    desk.click_incident(0)
    desk.page.locator(".cite button").click()
    read = "navigator.clipboard.readText()"
    assert desk.page.evaluate(read).startswith("The Courier, “Article 000”, 4 May 2023, https://example.org/a")
    desk.page.get_by_role("button", name="Copy link").click()
    desk.until("document.querySelector('#notice').textContent.includes('link to this incident')")
    assert "i=000000000000" in desk.page.evaluate(read)
    desk.choose("type", "Protests Peaceful protest")
    desk.page.get_by_role("button", name="Link", exact=True).click()
    desk.until("document.querySelector('#notice').textContent.includes('link to this view')")
    assert "type=!Protests%2FPeaceful%20protest" in desk.page.evaluate(read)


def test_a_page_that_is_on_paper_already_is_not_empty(desk: Opened) -> None:
    desk.page.evaluate("document.querySelector('#print').replaceChildren()")
    desk.page.evaluate("incidentPage.recolour('source')")
    desk.page.emulate_media(media="print")
    desk.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert desk.page.locator("#print tbody tr").count() == 8
    seen = """async () => {
      const image = document.querySelector("#print img");
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const ctx = canvas.getContext("2d");
      ctx.drawImage(image, 0, 0);
      const { data } = ctx.getImageData(0, 200, image.naturalWidth, 1000);
      return [image.naturalWidth, new Set(new Uint32Array(data.buffer)).size];
    }"""
    width, colours = desk.page.evaluate(seen)
    assert width > 1000
    assert colours > 50  # land, borders, marks
