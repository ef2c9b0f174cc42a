// The filters: a list of choices for each facet, with how many incidents each would show.
import { Choice } from "./choice.js";
import { DIMENSIONS } from "./colour.js";
import { h } from "./dom.js";
import { markIcon } from "./shapes.js";

const FIRST_CHOICES = 8; // of a long list, until "show all"
const OPEN_AT_FIRST = new Set(["type", "source", "how"]);

export class Panel {
  /** ``change(key, off)`` is called with the values that are switched off. */
  constructor(box, page, change) {
    Object.assign(this, { box, page, change, choices: new Map() });
    box.replaceChildren(this.switcher(), ...page.facets.map((facet) => this.facet(facet)));
  }

  switcher() {
    const { page } = this;
    const segments = Object.entries(DIMENSIONS).map(([value, text]) => {
      const checked = page.paint.dimension === value;
      const input = { type: "radio", name: "colour", value, checked, onchange: () => page.recolour(value) };
      return h("label", { class: "segment" }, h("input", input), h("span", {}, text));
    });
    return h(
      "fieldset",
      { class: "segments" },
      h("legend", {}, "Colour by"),
      h("div", { class: "segment-row" }, segments),
    );
  }

  facet(facet) {
    const title = h(
      "summary",
      {},
      h("h2", {}, facet.title),
      h("span", { class: "facet-note", id: `note-${facet.key}` }),
    );
    const tool = (text, off) =>
      h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => this.change(facet.key, off),
          "aria-label": `${facet.title}: ${text}`,
        },
        text,
      );
    const list = h("ul", { class: "choices" });
    this.fill(facet, list);
    const unfold = () => this.page.result && this.updateFacet(facet);
    return h(
      "details",
      { class: "facet", open: OPEN_AT_FIRST.has(facet.key), "data-facet": facet.key, ontoggle: unfold },
      title,
      h("div", { class: "facet-tools" }, tool("all", new Set()), tool("none", new Set(facet.labels.keys()))),
      list,
    );
  }

  fill(facet, list) {
    const counts = this.page.total[facet.key];
    const values = [...facet.labels.keys()].filter((v) => counts[v]);
    const choices = facet.key === "type" ? this.types(facet, values) : this.plain(facet, values, counts);
    this.choices.set(facet.key, choices);
    const rest = choices.length > FIRST_CHOICES + 1 ? choices.slice(FIRST_CHOICES) : [];
    rest.forEach(({ row }) => (row.hidden = true));
    list.replaceChildren(...choices.map(({ row }) => row));
    if (!rest.length) return;
    const showAll = () => {
      rest.forEach(({ row }) => (row.hidden = false));
      more.remove();
      rest[0].input.focus();
    };
    const more = h(
      "li",
      {},
      h("button", { type: "button", class: "link", onclick: showAll }, `show all ${choices.length}`),
    );
    list.append(more);
  }

  plain(facet, values, counts) {
    const ordered = facet.sets ? values.sort((a, b) => counts[b] - counts[a] || a - b) : values;
    return ordered.map((value) => this.choice(facet, [value], facet.labels[value], this.iconOf(facet, value)));
  }

  /** Event types, each with its sub types below it. */
  types(facet, values) {
    const { meta } = this.page.data;
    const order = meta.palette.types.map(({ name }) => name);
    const types = [...new Set(values.map((v) => meta.kinds[v][0]))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    return types.map((type) => {
      const own = values.filter((v) => meta.kinds[v][0] === type);
      const swatch = meta.palette.types.find(({ name }) => name === type) ?? meta.palette.types.at(-1);
      const icon = h("span", { class: "swatch-slot", "data-shape": swatch.shape, "data-type": type });
      const choice = this.choice(facet, own, type, icon);
      const subs = own.filter((v) => facet.labels[v] !== type || own.length > 1);
      const folded = values.length > FIRST_CHOICES;
      choice.addSubs(
        subs.map((v) => this.choice(facet, [v], facet.labels[v], null)),
        folded,
      );
      return choice;
    });
  }

  choice(facet, values, text, icon) {
    return new Choice(values, text, icon, {
      toggle: (on) => this.toggle(facet, values, on),
      only: () => this.only(facet, values),
    });
  }

  iconOf(facet, value) {
    const { palette, modalities } = this.page.data.meta;
    if (facet.key === "how") return markIcon("circle", palette.lines[modalities[value]], "var(--legend-mark)", 15);
    return facet.key === "source" || facet.key === "claim"
      ? h("span", { class: "swatch-slot", "data-value": value, "data-key": facet.key })
      : null;
  }

  toggle(facet, values, on) {
    const off = new Set(this.page.filter.off[facet.key]);
    for (const value of values) on ? off.delete(value) : off.add(value);
    this.change(facet.key, off);
  }

  only(facet, values) {
    this.change(facet.key, new Set([...facet.labels.keys()].filter((value) => !values.includes(value))));
  }

  /** Numbers, ticks and colours, after every change. */
  update() {
    for (const facet of this.page.facets) this.updateFacet(facet);
    this.paintSwatches();
  }

  /** The numbers of a facet, unless it is folded away. */
  updateFacet(facet) {
    const { filter, result } = this.page;
    const off = filter.off[facet.key] ?? new Set();
    if (this.box.querySelector(`[data-facet="${facet.key}"]`)?.open) {
      const counts = result.counts[facet.key];
      for (const choice of this.choices.get(facet.key)) choice.update(counts, off);
    }
    const note = this.box.querySelector(`#note-${facet.key}`);
    if (note) note.textContent = off.size ? "filtered" : "";
  }

  /** The colour of a choice, where the chosen dimension gives it one. */
  paintSwatches() {
    const { page } = this;
    for (const slot of this.box.querySelectorAll(".swatch-slot")) {
      const { type, key, value, shape = "circle" } = slot.dataset;
      const colour = type ? page.paint.type(type) : page.paint.value(key, Number(value));
      slot.replaceChildren(...(colour || type ? [markIcon(shape, "filled", colour ?? "var(--legend-mark)", 15)] : []));
    }
  }
}
