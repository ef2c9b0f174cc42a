// The search field: a combobox whose options are places, and a search in the reports.
import { h, quoted } from "./dom.js";
import { PlaceIndex } from "./find.js";
import { symbol } from "./symbols.js";
import { counted } from "./words.js";

export class Search {
  /** ``toPlace(place)`` and ``inReports(text)`` are called when an option is chosen, ``forget()`` to search no more. */
  constructor(box, page, { toPlace, inReports, forget }) {
    Object.assign(this, { page, toPlace, inReports, forget, options: [], optionsFor: "", at: -1 });
    this.input = h("input", {
      type: "text",
      id: "search-input",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Place in any spelling, or words",
      "aria-label": "Search a place in any spelling, or words in the reports",
      "aria-expanded": "false",
      "aria-controls": "search-options",
      "aria-autocomplete": "list",
      dir: "auto",
      oninput: () => this.suggest(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => document.activeElement !== this.input && this.close(), 150),
    });
    this.list = h("ul", { id: "search-options", role: "listbox", "aria-label": "Places and reports", hidden: true });
    this.wipe = h(
      "button",
      {
        type: "button",
        class: "icon-button wipe",
        "aria-label": "Clear the search",
        hidden: true,
        onclick: () => {
          this.forget();
          this.input.focus();
        },
      },
      symbol("close"),
    );
    this.progress = h("span", { class: "search-busy", "aria-hidden": "true", hidden: true });
    box.replaceChildren(symbol("search"), this.input, this.wipe, this.progress, this.list);
  }

  /** Nothing is looked for. */
  clear() {
    this.says("");
    this.close();
  }

  /** Shows what is looked for, also where an address or a chip chose it. */
  says(text) {
    this.input.value = text;
    this.wipe.hidden = !text;
  }

  /** Shows how far the reading of the reports has come: 0 to 1. */
  busy(share) {
    this.progress.hidden = share >= 1;
    this.progress.style.width = `${100 * share}%`;
  }

  async suggest() {
    const text = this.input.value.trim();
    this.wipe.hidden = !this.input.value;
    const { data, result } = this.page;
    this.index ??= data.spellings().then(
      (lists) =>
        new PlaceIndex(
          [...Array(data.nPlaces).keys()].map((p) => data.placeName(p)),
          lists,
        ),
    );
    const index = await this.index;
    if (text !== this.input.value.trim()) return;
    if (!text) {
      this.close();
      return;
    }
    const places = index.find(text, (place) => result.atPlace[place]);
    this.options = places.map(({ place, spelling }) => this.placeOption(place, spelling));
    this.optionsFor = text;
    this.options.push({ label: [`Reports with “`, quoted(text), "”"], choose: () => this.inReports(text) });
    this.at = 0;
    this.show();
  }

  placeOption(place, spelling) {
    const { data } = this.page;
    const name = data.placeName(place);
    const where = [data.places.admin1[place], data.places.country[place]].filter((w) => w && w !== name).join(", ");
    const label = [
      h("strong", {}, quoted(name)),
      spelling === name ? "" : [" ", quoted(spelling)],
      h("span", { class: "quiet" }, ` ${[where, this.countWords(place)].filter(Boolean).join(" · ")}`),
    ];
    return { label, choose: () => this.toPlace(place) };
  }

  countWords(place) {
    const shown = this.page.result.atPlace[place];
    const { from } = this.page.data;
    return shown ? counted(shown, "incident") : `${counted(from[place + 1] - from[place], "incident")}, filtered out`;
  }

  /** Chooses what is marked; first looks for what was typed or pasted if its options are not there yet. */
  async enter() {
    const text = this.input.value.trim();
    if (this.list.hidden || this.optionsFor !== text) await this.suggest();
    if (text && this.optionsFor === text) this.choose(this.at);
  }

  show() {
    this.list.replaceChildren(
      ...this.options.map((option, k) =>
        h(
          "li",
          {
            role: "option",
            id: `search-option-${k}`,
            "aria-selected": String(k === this.at),
            onpointerdown: (event) => event.preventDefault(),
            onclick: () => this.choose(k),
          },
          option.label,
        ),
      ),
    );
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.setAttribute("aria-activedescendant", `search-option-${this.at}`);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  choose(k) {
    const option = this.options[k];
    this.close();
    option?.choose();
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !this.list.hidden) {
      event.preventDefault();
      this.at = (this.at + step + this.options.length) % this.options.length;
      this.show();
    } else if (step || event.key === "Enter") {
      event.preventDefault();
      if (step) this.suggest();
      else this.enter();
    } else if (event.key === "Escape") {
      if (this.list.hidden) this.forget();
      this.close();
      event.stopPropagation();
    }
  }
}
