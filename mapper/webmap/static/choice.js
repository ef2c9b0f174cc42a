// One line of a filter: a tick, a name, how many incidents it would show, and "only". It may have lines below it.
import { h } from "./dom.js";
import { symbol } from "./symbols.js";

let made = 0; // for the identifiers that tie a number to its tick

export class Choice {
  /** ``toggle(on)`` and ``only()`` are called when the reader chooses. */
  constructor(values, text, icon, { toggle, only }) {
    Object.assign(this, { values, text, subs: [] });
    const countId = `count-${made++}`;
    this.input = h("input", {
      type: "checkbox",
      checked: true,
      "aria-describedby": countId,
      onchange: () => toggle(this.input.checked),
    });
    this.words = h("span", { class: "choice-words" }, h("bdi", { class: "choice-text" }, text));
    this.count = h("span", { class: "choice-count", id: countId });
    this.line = h(
      "div",
      { class: "choice-line" },
      h("label", {}, this.input, icon, this.words),
      h("button", { type: "button", class: "only link", "aria-label": `only ${text}`, onclick: only }, "only"),
      this.count,
    );
    this.row = h("li", { class: "choice" }, this.line);
  }

  /** Choices below this one; a single one is told beside the name, several can be ``folded`` away. */
  addSubs(subs, folded) {
    if (subs.length === 1) {
      this.words.append(h("span", { class: "choice-sub" }, subs[0].text));
      return;
    }
    if (!subs.length) return;
    this.subs = subs;
    const list = h(
      "ul",
      { class: "choices sub", hidden: folded },
      subs.map(({ row }) => row),
    );
    const unfold = h(
      "button",
      {
        type: "button",
        class: "unfold",
        "aria-expanded": String(!folded),
        "aria-label": `${this.text}: sub types`,
        onclick: () => {
          list.hidden = !list.hidden;
          unfold.setAttribute("aria-expanded", String(!list.hidden));
        },
      },
      symbol("next"),
    );
    this.count.before(unfold);
    this.row.append(list);
  }

  /** ``counts`` and ``off`` by value. */
  update(counts, off) {
    const n = this.values.reduce((sum, value) => sum + counts[value], 0);
    const on = this.values.filter((value) => !off.has(value)).length;
    this.input.checked = on > 0;
    this.input.indeterminate = on > 0 && on < this.values.length;
    this.count.textContent = n.toLocaleString("en");
    this.row.classList.toggle("none", n === 0);
    for (const sub of this.subs) sub.update(counts, off);
  }
}
