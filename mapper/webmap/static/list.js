// The same incidents as a list: sorted, linked to the map, page by page.
import { h, quoted } from "./dom.js";
import { markIcon } from "./shapes.js";
import { shapeOf } from "./colour.js";
import { MODALITY_WORDS, casualtyWords, rangeWords } from "./words.js";

const PAGE = 50;
export const ORDERS = {
  newest: "newest first",
  oldest: "oldest first",
  place: "place",
  type: "event type",
  voices: "most sources",
  fatalities: "most killed",
};

export class List {
  /** ``open(i)`` is called when an incident is chosen, ``point(i)`` when it is looked at (-1: none). */
  constructor(box, page, { open, point }) {
    Object.assign(this, { box, page, open, point, order: "newest", length: PAGE, inView: false });
    const options = Object.entries(ORDERS).map(([value, text]) => h("option", { value }, text));
    this.select = h("select", { id: "order", onchange: () => this.sortBy(this.select.value) }, options);
    const inView = h("input", { type: "checkbox", onchange: () => this.restrict(inView.checked) });
    this.items = h("ol", { class: "items" });
    this.more = h("button", { type: "button", class: "more-items", onclick: () => this.showMore() });
    box.replaceChildren(
      h(
        "div",
        { class: "list-tools" },
        h("label", {}, "Sort by ", this.select),
        h("label", {}, inView, " only in view"),
      ),
      this.items,
      this.more,
    );
  }

  sortBy(order) {
    this.order = order;
    this.length = PAGE;
    this.update();
  }

  restrict(inView) {
    this.inView = inView;
    this.length = PAGE;
    this.update();
  }

  showMore() {
    const first = this.length;
    this.length += PAGE;
    this.update();
    this.items.children[first]?.querySelector("button").focus();
  }

  /** The shown incidents in the order of the list. */
  sorted() {
    const { page } = this;
    const { state } = page.result;
    const shown = [];
    for (let i = 0; i < page.data.n; i++) if (state[i] === 0 && (!this.inView || page.view.isInView(i))) shown.push(i);
    return shown.sort(comparisons(page.data)[this.order]);
  }

  update() {
    if (this.box.hidden) return;
    const shown = this.sorted();
    this.items.replaceChildren(...shown.slice(0, this.length).map((i) => this.item(i)));
    const left = shown.length - this.length;
    this.more.hidden = left <= 0;
    this.more.textContent = `Show ${Math.min(PAGE, left)} more of ${shown.length.toLocaleString("en")}`;
    if (!shown.length) this.items.replaceChildren(h("li", { class: "quiet" }, "Nothing matches these filters."));
  }

  item(i) {
    const { page } = this;
    const { data } = page;
    const { palette } = data.meta;
    const [type, sub] = data.kindOf(i);
    const days = data.days(i);
    const killed = data.columns.fatalities[i];
    const details = [
      days ? rangeWords(...days) : "no day given",
      MODALITY_WORDS[data.modalityOf(i)],
      killed ? casualtyWords(killed - 1, killed - 1, "killed") : "",
    ];
    const voices = data.sourcesOf(i);
    const button = h(
      "button",
      {
        type: "button",
        class: "item",
        "aria-current": i === page.selected ? "true" : null,
        "data-incident": i,
        onclick: () => this.open(i),
        onmouseenter: () => this.point(i),
        onmouseleave: () => this.point(-1),
        onfocus: () => this.point(i),
        onblur: () => this.point(-1),
      },
      markIcon(shapeOf(palette, type), palette.lines[data.modalityOf(i)], page.incidentColour(i), 18),
      h(
        "span",
        { class: "item-words" },
        h("span", { class: "item-place" }, quoted(data.placeName(data.columns.place[i]))),
        h("span", { class: "item-type" }, sub || type),
        h("span", { class: "item-details" }, details.filter(Boolean).join(" · ")),
        h(
          "span",
          { class: "item-details" },
          quoted(voices.slice(0, 2).join(", ")),
          voices.length > 2 ? ` and ${voices.length - 2} more` : "",
        ),
      ),
    );
    return h("li", {}, button);
  }
}

/** How two incidents are compared in each order; those of one rank are newest first. */
function comparisons(data) {
  const { start, place, kind, voices, fatalities } = data.columns;
  const newest = (a, b) => start[b] - start[a] || a - b;
  return {
    newest,
    oldest: (a, b) => data.earlier(a, b),
    place: (a, b) => data.placeName(place[a]).localeCompare(data.placeName(place[b])) || newest(a, b),
    type: (a, b) =>
      data.meta.kinds[kind[a]].join(" ").localeCompare(data.meta.kinds[kind[b]].join(" ")) || newest(a, b),
    voices: (a, b) => voices[b] - voices[a] || newest(a, b),
    fatalities: (a, b) => fatalities[b] - fatalities[a] || newest(a, b),
  };
}
