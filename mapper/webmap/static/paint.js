// Which colour stands for what under the chosen dimension and in the present theme.
import { categoriesOf } from "./colour.js";
import { themeColours, themeName } from "./theme.js";
import { WORDS } from "./words.js";

const FACET_OF = { source: "source", attribution: "claim" };

export class Paint {
  constructor(data, facets, dimension) {
    Object.assign(this, { data, facets, made: {} });
    this.by(dimension);
    this.retheme();
  }

  /** Colours stand for a dimension: "event_type", "source" or "attribution". */
  by(dimension) {
    this.dimension = dimension;
    this.made[dimension] ??= categoriesOf(this.data, dimension, WORDS);
    this.categories = this.made[dimension];
  }

  /** ``ground`` are the colours of the map in the present theme. */
  retheme() {
    this.theme = themeName();
    this.ground = themeColours();
  }

  category(c) {
    return this.categories.swatches[c][this.theme];
  }

  incident(i) {
    return this.category(this.categories.table[this.categories.codes[i]]);
  }

  /** The colour of an event type, or null when colours stand for something else. */
  type(type) {
    if (this.dimension !== "event_type") return null;
    return this.category(this.categories.table[this.data.meta.kinds.findIndex(([name]) => name === type)]);
  }

  /** The colour of one source or claimant, or null when colours do not stand for these. */
  value(key, value) {
    if (FACET_OF[this.dimension] !== key) return null;
    const { labels } = this.facets.find((facet) => facet.key === key);
    const at = this.categories.names.slice(0, -2).indexOf(labels[value]);
    return this.category(at < 0 ? this.categories.size - 1 : at);
  }
}
