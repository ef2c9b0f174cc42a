// The card of one incident: what is said, by whom, in which words. Nothing here claims that it is true.
import { copyText, h, notice, quoted, webLink } from "./dom.js";
import { markIcon } from "./shapes.js";
import { shapeOf } from "./colour.js";
import { symbol } from "./symbols.js";
import {
  MODALITY_WORDS,
  STATUS_WORDS,
  UNKNOWN_OUTLET,
  casualtyWords,
  citationWords,
  dayWords,
  markedParts,
  voicesWords,
  whenWords,
} from "./words.js";

/** The content of the card for a row; ``place`` is { at, of, step } among the incidents there, ``link()`` its address. */
export function cardContent(row, page, { at, of, step, close, link }) {
  return [
    head(row, page, close),
    h(
      "div",
      { class: "card-body", tabindex: "0", role: "group", "aria-label": "What is reported" },
      facts(row),
      reports(row),
      citation(row),
    ),
    h(
      "footer",
      { class: "card-foot" },
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "Previous incident at this place",
          disabled: of < 2,
          onclick: () => step(-1),
        },
        symbol("previous"),
      ),
      h("span", { class: "card-at" }, of > 1 ? `${at + 1} of ${of} here` : "the only one here"),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "Next incident at this place",
          disabled: of < 2,
          onclick: () => step(1),
        },
        symbol("next"),
      ),
      h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: async () => copy(await link(), "The link to this incident is copied."),
        },
        "Copy link",
      ),
    ),
  ];
}

async function copy(text, done) {
  await copyText(text);
  notice(done);
}

function head(row, page, close) {
  const { palette } = page.data.meta;
  const colour = page.paint.type(row.event_type) ?? "var(--legend-mark)";
  const where = [
    KIND_WORDS[row.place_kind],
    row.admin1 === row.location ? "" : row.admin1,
    row.country === row.location ? "" : row.country,
  ];
  const place = page.selectedPlace();
  const other = page.data.otherName(place);
  const written = row.spellings.map((name, k) => [k ? ", " : "", "“", quoted(name), "”"]);
  return h(
    "header",
    { class: "card-head" },
    h(
      "p",
      { class: "card-type" },
      markIcon(shapeOf(palette, row.event_type), palette.lines[row.modality], colour, 18),
      h(
        "span",
        {},
        row.event_type,
        row.sub_event_type && row.sub_event_type !== row.event_type ? ` · ${row.sub_event_type}` : "",
      ),
    ),
    h(
      "h2",
      { id: "card-title", tabindex: "-1" },
      quoted(page.data.placeName(place)),
      other && other !== page.data.placeName(place) ? [" ", quoted(other, { class: "other-name" })] : "",
    ),
    h("p", { class: "card-where" }, where.filter(Boolean).join(" · ")),
    h(
      "p",
      { class: "card-written" },
      row.reports.length > 1 ? "written in the sources as " : "written in the source as ",
      written,
    ),
    h(
      "button",
      { type: "button", class: "icon-button close", "aria-label": "Close this incident", onclick: close },
      symbol("close"),
    ),
  );
}

const WHERE_WORDS = {
  2: ["in this district or near it", "the mark is its middle"],
  3: ["somewhere in this area", "the hatched area, no point in it"],
};
const KIND_WORDS = { site: "site", city: "town or city", district: "district", region: "region", country: "country" };

/** Nothing for a town or a site whose point was checked: there the mark says it. */
function whereWords(row) {
  if (row.point_within_km)
    return [`within about ${row.point_within_km} km of the mark`, "no public table confirms the point"];
  return WHERE_WORDS[row.geo_precision] ?? ["", ""];
}

function facts(row) {
  const [when, basis] = whenWords(row);
  const modality = [...new Set([MODALITY_WORDS[row.modality], row.denied_by ? "denied" : ""])]
    .filter(Boolean)
    .join(", ");
  const denier = row.denied_by ? ` by ${row.denied_by}` : "";
  const numbers = [
    casualtyWords(row.fatalities, row.fatalities_max, "killed"),
    casualtyWords(row.injuries, row.injuries_max, "injured"),
  ];
  const lines = [
    ["When", when, basis],
    ["Where", ...whereWords(row)],
    ["How", modality + denier, voicesWords(row.n_independent)],
    ["Casualties", numbers.filter(Boolean).join(", "), "as reported"],
    ["Who", [row.actor1, row.actor2].filter(Boolean).join(" · "), "as written"],
    ["Review", row.review_status === "auto" ? "" : STATUS_WORDS[row.review_status], ""],
    ["Disputed", row.disputed ?? "", ""],
  ];
  return h(
    "dl",
    { class: "facts" },
    lines
      .filter(([, text]) => text)
      .map(([name, text, note]) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, quoted(text), note && h("span", { class: "quiet" }, ` ${note}`))),
      ),
  );
}

function reports(row) {
  const title = row.reports.length === 1 ? "The report" : `${row.reports.length} reports`;
  return h("section", { class: "reports" }, h("h3", {}, title), row.reports.map(reportItem));
}

function reportItem(report) {
  const parts = markedParts(report).map(([text, role]) =>
    role ? h("mark", { class: role, title: role === "place" ? "the place" : "what happened" }, text) : text,
  );
  const outlet = report.source || UNKNOWN_OUTLET;
  const day = report.published ? dayWords(report.published) : "day of publication not known";
  const voice = report.attribution
    ? ["says ", quoted(report.attribution), report.via ? [", via ", quoted(report.via)] : ""]
    : "in the outlet’s own words";
  const article = webLink(report.url, ["Read", symbol("leave")], {
    class: "read",
    "aria-label": `Read the article, ${outlet}`,
  });
  return h(
    "article",
    { class: "report" },
    h(
      "p",
      { class: "report-source" },
      h("span", {}, h("strong", {}, quoted(outlet)), h("span", { class: "quiet" }, ` · ${day}`)),
      article,
    ),
    h("blockquote", { dir: "auto", lang: report.language || null }, parts),
    h("p", { class: "report-by" }, voice, ` · ${MODALITY_WORDS[report.modality]}`),
  );
}

function citation(row) {
  const text = `${citationWords(row.reports)} [${row.id}]`;
  return h(
    "p",
    { class: "cite" },
    h("span", { class: "quiet" }, "Cite: "),
    quoted(text),
    " ",
    h("button", { type: "button", class: "link", onclick: () => copy(text, "The citation is copied.") }, "Copy"),
  );
}
