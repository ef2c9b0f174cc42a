// The same incidents as a list: sorted, linked to the map, page by page.
import { h, quoted } from "./dom.js";
import { markIcon } from "./shapes.js";
import { shapeOf } from "./colour.js";
import { ORDERS } from "./orders.js";
import { MODALITY_WORDS, casualtyWords, rangeWords } from "./words.js";

const PAGE = 50;

export class List {
  /** ``open(i)`` is called when an incident is chosen, ``point(i)`` when it is looked at (-1: none). */
  constructor(box, page, { open, point }) {
    Object.assign(this, { box, page, open, point, order: "newest", length: PAGE, inView: false });
    const options = Object.entries(ORDERS).map(([value, text]) => h("option", { value }, text));
    this.select = h("select", { id: "order", onchange: () => this.sortBy(this.select.value) }, options);
    const inView = h("input", { type: "checkbox", onchange: () => this.restrict(inView.checked) });
    this.items = h("ol", { class: "items", onkeydown: (event) => this.key(event) });
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

  /** Up and down from item to item. */
  key(event) {
    const by = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
    const next = by && document.activeElement.closest("li")?.[by];
    if (!next) return;
    event.preventDefault();
    next.querySelector("button")?.focus();
  }

  /** The first ``most`` incidents that are shown, in the order of the list, and how many there are in all. */
  first(most) {
    const { page } = this;
    const { state, total } = page.result;
    const found = [];
    let n = 0;
    for (const i of page.orders.of(this.order)) {
      if (state[i] !== 0 || (this.inView && !page.view.isInView(i))) continue;
      if (n++ < most) found.push(i);
      else if (!this.inView) break; // the filter has counted the rest
    }
    return { found, total: this.inView ? n : total };
  }

  update() {
    if (this.box.hidden) return;
    const { found, total } = this.first(this.length);
    this.items.replaceChildren(...found.map((i) => this.item(i)));
    this.more.hidden = total <= this.length;
    this.more.textContent = `Show ${Math.min(PAGE, total - this.length)} more of ${total.toLocaleString("en")}`;
    if (!total) this.items.replaceChildren(h("li", { class: "quiet" }, "Nothing matches these filters."));
  }

  item(i) {
    const { page } = this;
    const { data } = page;
    const { palette } = data.meta;
    const [type, sub] = data.kindOf(i);
    const days = data.days(i);
    const killed = data.killed(i);
    const details = [
      days ? rangeWords(...days) : "no day given",
      MODALITY_WORDS[data.modalityOf(i)],
      casualtyWords(killed, killed, "killed"),
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
      markIcon(shapeOf(palette, type), palette.lines[data.modalityOf(i)], page.paint.incident(i), 18),
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
