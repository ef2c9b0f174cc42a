// The filters: a list of choices for each facet, with how many incidents each would show.
import { h } from "./dom.js";
import { markIcon } from "./shapes.js";

const FIRST_CHOICES = 8; // of a long list, until "show all"

export class Panel {
  /** ``change(key, off)`` is called with the values that are switched off. */
  constructor(box, page, change) {
    Object.assign(this, { box, page, change, lists: new Map() });
    box.replaceChildren(
      this.switcher(),
      h("div", { class: "active", id: "active" }),
      ...page.facets.map((facet) => this.facet(facet)),
    );
  }

  switcher() {
    const { page } = this;
    const options = [
      ["event_type", "Event type"],
      ["source", "Source"],
      ["attribution", "Who says so"],
    ];
    const buttons = options.map(([value, text]) =>
      h(
        "label",
        { class: "segment" },
        h("input", {
          type: "radio",
          name: "colour",
          value,
          checked: page.dimension === value,
          onchange: () => page.recolour(value),
        }),
        h("span", {}, text),
      ),
    );
    return h(
      "fieldset",
      { class: "segments" },
      h("legend", {}, "Colour by"),
      h("div", { class: "segment-row" }, buttons),
    );
  }

  facet(facet) {
    const title = h(
      "summary",
      {},
      h("h2", {}, facet.title),
      h("span", { class: "facet-note", id: `note-${facet.key}` }),
    );
    const tools = h(
      "div",
      { class: "facet-tools" },
      h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => this.change(facet.key, new Set()),
          "aria-label": `${facet.title}: all`,
        },
        "all",
      ),
      h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => this.change(facet.key, new Set(facet.labels.keys())),
          "aria-label": `${facet.title}: none`,
        },
        "none",
      ),
    );
    const list = h("ul", { class: "choices" });
    this.lists.set(facet.key, list);
    this.build(facet, list);
    const open = ["type", "source", "how"].includes(facet.key);
    const unfold = () => this.page.result && this.updateFacet(facet);
    return h("details", { class: "facet", open, "data-facet": facet.key, ontoggle: unfold }, title, tools, list);
  }

  build(facet, list) {
    const counts = this.page.total[facet.key];
    const values = [...facet.labels.keys()].filter((v) => counts[v]);
    const rows = facet.key === "type" ? this.typeRows(facet, values) : this.plainRows(facet, values, counts);
    const rest = rows.slice(FIRST_CHOICES + 1).length ? rows.slice(FIRST_CHOICES) : [];
    rest.forEach((row) => (row.hidden = true));
    list.replaceChildren(...rows);
    if (!rest.length) return;
    const more = h(
      "button",
      {
        type: "button",
        class: "link",
        onclick: () => {
          rest.forEach((row) => (row.hidden = false));
          more.parentElement.remove();
          rest[0].querySelector("input").focus();
        },
      },
      `show all ${rows.length}`,
    );
    list.append(h("li", { class: "more" }, more));
  }

  plainRows(facet, values, counts) {
    const ordered = facet.sets ? values.sort((a, b) => counts[b] - counts[a] || a - b) : values;
    return ordered.map((value) => this.choice(facet, [value], facet.labels[value], this.iconOf(facet, value)));
  }

  /** Event types, each with its sub types below it. */
  typeRows(facet, values) {
    const { meta } = this.page.data;
    const order = meta.palette.types.map((t) => t.name);
    const types = [...new Set(values.map((v) => meta.kinds[v][0]))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    return types.map((type) => {
      const own = values.filter((v) => meta.kinds[v][0] === type);
      const swatch = meta.palette.types.find((t) => t.name === type) ?? meta.palette.types.at(-1);
      const row = this.choice(
        facet,
        own,
        type,
        h("span", { class: "swatch-slot", "data-shape": swatch.shape, "data-type": type }),
      );
      if (own.length > 1 || facet.labels[own[0]] !== type) {
        const subs = own.map((v) => this.choice(facet, [v], facet.labels[v], null));
        row.append(h("ul", { class: "choices sub" }, subs));
      }
      return row;
    });
  }

  iconOf(facet, value) {
    const { palette, modalities } = this.page.data.meta;
    if (facet.key === "how") return markIcon("circle", palette.lines[modalities[value]], "var(--legend-mark)", 15);
    return facet.key === "source" || facet.key === "claim"
      ? h("span", { class: "swatch-slot", "data-value": value, "data-key": facet.key })
      : null;
  }

  choice(facet, values, text, icon) {
    const input = h("input", {
      type: "checkbox",
      checked: true,
      onchange: () => this.toggle(facet, values, input.checked),
    });
    const count = h("span", { class: "choice-count" });
    const only = h(
      "button",
      { type: "button", class: "only link", "aria-label": `only ${text}`, onclick: () => this.only(facet, values) },
      "only",
    );
    const row = h(
      "li",
      { class: "choice" },
      h(
        "div",
        { class: "choice-line" },
        h("label", {}, input, icon, h("bdi", { class: "choice-text" }, text)),
        only,
        count,
      ),
    );
    Object.assign(row, { values, facetKey: facet.key });
    return row;
  }

  toggle(facet, values, on) {
    const off = new Set(this.page.filter.off[facet.key]);
    for (const value of values) on ? off.delete(value) : off.add(value);
    this.change(facet.key, off);
  }

  only(facet, values) {
    this.change(facet.key, new Set([...facet.labels.keys()].filter((value) => !values.includes(value))));
  }

  /** Numbers, ticks, colours and the line of what is active, after every change. */
  update() {
    const { page } = this;
    for (const facet of page.facets) this.updateFacet(facet);
    this.paintSwatches();
    this.showActive();
  }

  /** The numbers of a facet, unless it is folded away. */
  updateFacet(facet) {
    const { filter, result } = this.page;
    const off = filter.off[facet.key] ?? new Set();
    const list = this.lists.get(facet.key);
    if (list.closest("details").open) {
      const counts = result.counts[facet.key];
      for (const row of list.querySelectorAll("li.choice")) updateChoice(row, counts, off);
    }
    document.getElementById(`note-${facet.key}`).textContent = off.size ? "filtered" : "";
  }

  /** The colour of a choice, where the chosen dimension gives it one. */
  paintSwatches() {
    const { page } = this;
    for (const slot of this.box.querySelectorAll(".swatch-slot")) {
      const colour = slot.dataset.type
        ? page.typeColour(slot.dataset.type)
        : page.valueColour(slot.dataset.key, Number(slot.dataset.value));
      const shape = slot.dataset.shape ?? "circle";
      slot.replaceChildren(
        ...(colour || slot.dataset.shape ? [markIcon(shape, "filled", colour ?? "var(--legend-mark)", 15)] : []),
      );
    }
  }

  showActive() {
    const { page } = this;
    const chips = page
      .activeFilters()
      .map(({ text, clear }) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "chip", onclick: clear },
            h("bdi", {}, text),
            h("span", { "aria-hidden": "true" }, " ×"),
            h("span", { class: "offscreen" }, ", remove this filter"),
          ),
        ),
      );
    const box = document.getElementById("active");
    box.replaceChildren(
      ...(chips.length
        ? [
            h("ul", { class: "chips", "aria-label": "Active filters" }, chips),
            h("button", { type: "button", class: "link", id: "clear", onclick: () => page.clear() }, "Clear all"),
          ]
        : [h("p", { class: "quiet" }, "No filter is active: everything is shown.")]),
    );
  }
}

function updateChoice(row, counts, off) {
  const n = row.values.reduce((sum, value) => sum + counts[value], 0);
  const on = row.values.filter((value) => !off.has(value)).length;
  const input = row.querySelector("input");
  input.checked = on > 0;
  input.indeterminate = on > 0 && on < row.values.length;
  row.querySelector(".choice-count").textContent = n.toLocaleString("en");
  row.classList.toggle("none", n === 0);
}
