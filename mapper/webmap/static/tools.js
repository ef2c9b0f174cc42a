// Take it with you: files of what is shown, a picture, print, a link, and the other theme.
import { copyText, h, notice, offerFile } from "./dom.js";
import { csvText, geojsonText } from "./exports.js";
import { pictureOf, pngOf } from "./picture.js";
import { toggleTheme } from "./theme.js";
import { counted } from "./words.js";

export const ATTRIBUTION = "Natural Earth · GeoNames CC BY 4.0 · © OpenStreetMap contributors";

export function fillTools(box, page) {
  const button = (id, text, onclick, title) => h("button", { type: "button", id, onclick, title }, text);
  box.replaceChildren(
    h(
      "div",
      { class: "tool-row" },
      button(
        "get-geojson",
        "GeoJSON",
        () => save(page, "incidents.geojson", geojsonText, "application/geo+json"),
        "Download what is shown",
      ),
      button("get-csv", "CSV", () => save(page, "incidents.csv", csvText, "text/csv"), "Download what is shown"),
      button("get-png", "PNG", () => picture(page), "Picture of this view"),
      button("get-print", "Print", () => window.print(), "Print the map and the list"),
      button("get-link", "Link", () => link(), "Copy a link to this view"),
      button("theme", "Dark / light", () => toggleTheme(() => page.retheme()), "Change between dark and light"),
    ),
    h("p", { class: "quiet small" }, "Each mark shows who says so, not that it is true."),
  );
}

async function save(page, name, write, type) {
  const rows = await shownRows(page);
  offerFile(name, write(rows), type);
  notice(`${counted(rows.length, "incident")} written to ${name}.`);
}

/** The rows of everything shown, in the order of the data. */
export async function shownRows(page) {
  const rows = [];
  for (let i = 0; i < page.data.n; i++) if (page.result.state[i] === 0) rows.push(await page.data.row(i));
  return rows;
}

async function picture(page) {
  const { categories, result } = page;
  const used = new Set();
  for (let i = 0; i < page.data.n; i++) if (result.state[i] === 0) used.add(categories.table[categories.codes[i]]);
  const legend = [...used].sort((a, b) => a - b).map((c) => [categories.names[c], page.colourOf(c)]);
  const words = [counted(result.total, "incident"), page.bins.span(page.timeline.from, page.timeline.to)].join(" · ");
  const canvas = pictureOf(page.map, page, { title: document.title, words, legend, attribution: ATTRIBUTION });
  offerFile("incidents.png", await pngOf(canvas));
  notice("The picture is written to incidents.png.");
}

async function link() {
  await copyText(location.href);
  notice("The link to this view is copied.");
}
