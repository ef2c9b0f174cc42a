// Search: a place under any spelling in any script, or words in the reports.
import { h, quoted } from "./dom.js";
import { counted } from "./words.js";

const MOST_PLACES = 8;

/** A name without accents, case, apostrophes and hyphens, so that "Kharkiv'" finds "kharkiv". */
export function foldName(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’ʼ`´ʹ]/g, "")
    .replace(/[-‐–\s]+/g, " ")
    .trim();
}

/** Every spelling of every place, folded once. */
export class PlaceIndex {
  constructor(names, spellings) {
    this.names = names;
    this.entries = [];
    names.forEach((name, place) => {
      for (const spelling of new Set([name, ...(spellings[place] ?? [])])) {
        this.entries.push({ place, spelling, folded: foldName(spelling) });
      }
    });
  }

  /** [{ place, spelling }]: whole names first, then beginnings, then words inside; each place once. */
  find(text, weight, most = MOST_PLACES) {
    const wanted = foldName(text);
    if (!wanted) return [];
    const found = new Map();
    for (const { place, spelling, folded } of this.entries) {
      const rank = rankOf(folded, wanted);
      if (rank < 0) continue;
      const known = found.get(place);
      const own = spelling === this.names[place];
      if (!known || rank < known.rank || (rank === known.rank && own)) found.set(place, { place, spelling, rank });
    }
    return [...found.values()].sort((a, b) => a.rank - b.rank || weight(b.place) - weight(a.place)).slice(0, most);
  }
}

function rankOf(folded, wanted) {
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  return folded.includes(` ${wanted}`) ? 2 : -1;
}

/** True when the text of any of an incident's reports has the folded words. */
export function chunkHits(chunk, wanted) {
  const reportHas = chunk.reports.sentence.map((text) => foldName(text).includes(wanted));
  return chunk.incidents.n_reports.map((n, k) => {
    const from = chunk.starts[k];
    for (let r = from; r < from + n; r++) if (reportHas[r]) return true;
    return false;
  });
}

/** The search field: a combobox whose options are places, and a search in the reports. */
export class Search {
  /** ``toPlace(place)`` and ``inReports(text)`` are called when an option is chosen. */
  constructor(box, page, { toPlace, inReports }) {
    Object.assign(this, { page, toPlace, inReports, options: [], at: -1 });
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
      onfocus: () => this.suggest(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.close(), 150),
    });
    this.list = h("ul", { id: "search-options", role: "listbox", "aria-label": "Places and reports", hidden: true });
    box.replaceChildren(this.input, this.list);
  }

  async suggest() {
    const text = this.input.value.trim();
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
    this.options.push({ label: [`Reports with “`, quoted(text), "”"], choose: () => this.inReports(text) });
    this.at = 0;
    this.show();
  }

  placeOption(place, spelling) {
    const { data, result } = this.page;
    const name = data.placeName(place);
    const where = [data.places.admin1[place], data.places.country[place]].filter((w) => w && w !== name).join(", ");
    const label = [
      h("strong", {}, quoted(name)),
      spelling === name ? "" : [" ", quoted(spelling)],
      h(
        "span",
        { class: "quiet" },
        ` ${[where, counted(result.atPlace[place], "incident")].filter(Boolean).join(" · ")}`,
      ),
    ];
    return { label, choose: () => this.toPlace(place) };
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
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      this.choose(this.at);
    } else if (event.key === "Escape") {
      if (this.list.hidden) this.input.value = "";
      this.close();
      event.stopPropagation();
    }
  }
}
