"""Draw docs/map.png: the real page of the articles in seeds/, with one card open. Needs a Chromium.

python scripts/make_picture.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.tools import chromium  # noqa: E402 - found once the root is on the path

PICTURE = ROOT / "docs/map.png"
SIZE = {"width": 1400, "height": 820}
# The incident whose card is open: the first at this place.
PLACE = "Kyiv"
OPEN_CARD = """async (name) => {
  const page = incidentPage;
  const place = [...Array(page.data.nPlaces).keys()].find((p) => page.data.placeName(p) === name);
  page.map.setView([50.6, 37.4], 5.5, { animate: false });
  await page.select(page.marks.incidentsAt(place)[0]);
  document.activeElement.blur();
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, "-m", "mapper", "run", "seeds/", "-o", folder]
        subprocess.run(run, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
            page.add_init_script("localStorage.setItem('incident-map-primer', 'read')")
            page.goto((Path(folder) / "map.html").as_uri())
            page.wait_for_selector("html[data-ready]")
            page.evaluate(OPEN_CARD, PLACE)
            page.wait_for_timeout(300)
            page.screenshot(path=PICTURE)
            browser.close()


if __name__ == "__main__":
    main()
