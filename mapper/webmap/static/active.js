// What is filtered, always in sight: a chip for each filter that takes it away, and one button for all of them.
import { byId, h } from "./dom.js";
import { forgetSearch, placesWords } from "./finding.js";
import { symbol } from "./symbols.js";

/** The active filters: [{ text, clear }]. */
function activeFilters(page) {
  const { filter, facets, total, bins } = page;
  const active = facets.flatMap((facet) => {
    const off = filter.off[facet.key];
    if (!off?.size) return [];
    const present = [...facet.labels.keys()].filter((value) => total[facet.key][value]);
    const shown = present.filter((value) => !off.has(value));
    const few = { 0: "none", 1: facet.labels[shown[0]] };
    const text = few[shown.length] ?? `${shown.length} of ${present.length}`;
    return [{ text: `${facet.title}: ${text}`, clear: () => page.switchOff(facet.key, new Set()) }];
  });
  if (filter.from != null) active.push({ text: bins.span(...page.timeChoice), clear: () => page.timeline.reset() });
  if (!filter.undated) active.push({ text: "only with a day", clear: () => page.showUndated(true) });
  const forget = () => forgetSearch(page);
  if (filter.text) active.push({ text: `reports with “${filter.text}”`, clear: forget });
  if (filter.places) active.push({ text: `only ${placesWords(page.data, filter.places)}`, clear: forget });
  return active;
}

/** Shows them, and what to do when they leave nothing. */
export function showActive(page) {
  const active = activeFilters(page);
  const box = byId("active");
  box.hidden = !active.length;
  box.replaceChildren(
    h("ul", { class: "chips", "aria-label": "Active filters" }, active.map(chip)),
    clearButton(page, "clear", "Clear all"),
  );
  byId("sheet-clear").hidden = !active.length;
  const nothing = byId("nothing");
  nothing.hidden = page.result.total > 0;
  if (!nothing.hidden)
    nothing.replaceChildren(h("p", {}, "Nothing matches these filters."), clearButton(page, "clear-here", "Clear all"));
}

function chip({ text, clear }) {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "chip", onclick: clear },
      h("bdi", {}, text),
      h("span", { class: "offscreen" }, ", remove this filter"),
      symbol("close"),
    ),
  );
}

function clearButton(page, id, text) {
  return h("button", { type: "button", class: "link", id, onclick: () => page.clear() }, text);
}
