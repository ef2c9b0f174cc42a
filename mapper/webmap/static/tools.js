// Take it with you: files of what is shown, a picture, print, a link, and the other theme.
import { ATTRIBUTION } from "./controls.js";
import { copyText, h, notice, offerFile } from "./dom.js";
import { csvText, geojsonText } from "./exports.js";
import { legendColours, modalitiesOf } from "./legend.js";
import { pictureOf, pngOf } from "./picture.js";
import { symbol } from "./symbols.js";
import { toggleTheme } from "./theme.js";
import { MODALITY_WORDS, counted } from "./words.js";

export function fillTools(box, page) {
  const button = (id, text, title, onclick) => h("button", { type: "button", id, onclick, title }, text);
  const file = (name, write, type) => () => save(page, name, write, type);
  const theme = h(
    "button",
    {
      type: "button",
      id: "theme",
      class: "icon-button",
      title: "Change between dark and light",
      "aria-label": "Change between dark and light",
      onclick: () => toggleTheme(() => page.retheme()),
    },
    symbol("theme"),
  );
  const shown = "Download what is shown as";
  box.replaceChildren(
    h(
      "div",
      { class: "tool-row" },
      button(
        "get-geojson",
        "GeoJSON",
        `${shown} GeoJSON`,
        file("incidents.geojson", geojsonText, "application/geo+json"),
      ),
      button("get-csv", "CSV", `${shown} CSV`, file("incidents.csv", csvText, "text/csv")),
      button("get-png", "PNG", "Picture of this view", () => picture(page)),
      button("get-print", "Print", "Print the map and the list", () => window.print()),
      button("get-link", "Link", "Copy a link to this view", () => link(page)),
      theme,
    ),
    h(
      "p",
      { class: "quiet small" },
      "Each mark shows who says so, not that it is true. Names and borders take no side in any dispute.",
    ),
  );
}

async function save(page, name, write, type) {
  const rows = await shownRows(page);
  offerFile(name, write(rows), type);
  notice(`${counted(rows.length, "incident")} written to ${name}.`);
}

/** The rows of everything shown, in the order of the data. */
async function shownRows({ data, result }) {
  const rows = [];
  for (let i = 0; i < data.n; i++) if (result.state[i] === 0) rows.push(await data.row(i));
  return rows;
}

async function picture(page) {
  offerFile("incidents.png", await pngOf(pictureOfView(page)));
  notice("The picture is written to incidents.png.");
}

/** The present view as a canvas, with all a reader needs beside it. */
export function pictureOfView(page) {
  const scale = document.querySelector(".leaflet-control-scale-line");
  return pictureOf(page, {
    title: document.title,
    words: [counted(page.result.total, "incident"), page.timeline.words()].filter(Boolean).join(" · "),
    legend: [...legendColours(page).map((entry) => ({ ...entry, line: "filled" })), ...linesOf(page)],
    scale: { width: parseFloat(scale.style.width), text: scale.textContent },
    attribution: ATTRIBUTION,
  });
}

function linesOf({ data, paint }) {
  const { lines } = data.meta.palette;
  const colour = paint.ground.label;
  const area = data.isArea.includes(1) ? [{ name: "somewhere in this area", shape: "hatch", colour }] : [];
  return [
    ...modalitiesOf(data).map((modality) => ({
      name: MODALITY_WORDS[modality],
      shape: "circle",
      line: lines[modality],
      colour,
    })),
    ...area,
  ];
}

async function link(page) {
  await page.writeAddress();
  await copyText(location.href);
  notice("The link to this view is copied.");
}
