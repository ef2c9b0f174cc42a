// What a search or a ring leads to: a place, the reports with some words, the list of what is at some places. One at a
// time: each takes the place of the one before.
import { h, notice } from "./dom.js";
import { incidentsWith } from "./find.js";
import { NOTHING_SOUGHT } from "./filter.js";
import { calm } from "./view.js";
import { counted } from "./words.js";

/** Moves the map to a place and opens its first incident; where all are filtered out it says so and offers them. */
export function goToPlace(page, place) {
  if (page.filter.text || page.filter.places) page.setFilter(NOTHING_SOUGHT);
  const first = page.marks.incidentsAt(place)[0];
  if (first === undefined) {
    const all = page.data.from[place + 1] - page.data.from[place];
    const show = () => {
      page.clear();
      goToPlace(page, place);
    };
    const offer = h("button", { type: "button", class: "link", onclick: show }, "Clear the filters");
    notice(`${page.data.placeName(place)}: ${counted(all, "incident")} there, every one filtered out.`, offer);
    return;
  }
  page.sheet.open(false);
  page.view.fitPlaces([place], !calm());
  page.select(first, { focus: true });
}

/** Keeps only incidents with these words in a report. */
export async function searchReports(page, text) {
  const only = await incidentsWith(page.data, text, (share) => page.search.busy(share));
  page.search.says(text);
  page.setFilter({ ...NOTHING_SOUGHT, only, text });
}

/** The list of what is at some places: more than can be laid out on the map. */
export function listPlaces(page, places) {
  page.search.clear();
  page.setFilter({ ...NOTHING_SOUGHT, places });
  page.tabs.show("list");
  page.sheet.open(true);
}

/** Nothing is looked for any more. */
export function forgetSearch(page) {
  page.search.clear();
  page.setFilter(NOTHING_SOUGHT);
}

/** "Kyiv", "Kyiv and 2 more places" */
export function placesWords(data, [first, ...others]) {
  return data.placeName(first) + (others.length ? ` and ${counted(others.length, "more place")}` : "");
}
