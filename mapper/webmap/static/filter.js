// Which incidents are shown, and how many each choice of each filter would show: one pass over columns.

const PASSES = 0;
const FAILS_TWICE = 255;

/**
 * The filters of the page. A facet has a ``key``, a ``title``, ``codes`` (a code an incident), ``sets`` (the values
 * a code stands for, where an incident can have several) and ``labels`` (a word a value).
 */
export function facetsOf(data, words) {
  const { meta, columns } = data;
  const single = (key, title, codes, labels) => ({ key, title, codes: narrow(codes), labels, sets: null });
  const several = (key, title, codes, sets, labels) => ({ key, title, codes: narrow(codes), labels, sets });
  const facets = [
    single(
      "type",
      "Event type",
      columns.kind,
      meta.kinds.map((kind) => kind[1]),
    ),
    several("source", "Source", columns.sources, meta.sourceSets, meta.sources),
    several("claim", "Who says so", columns.claimants, meta.claimantSets, meta.claimants.map(words.claimantWords)),
    single(
      "how",
      "How it is reported",
      columns.modality,
      meta.modalities.map((m) => words.MODALITY_WORDS[m]),
    ),
    single(
      "where",
      "How precisely",
      columns.precision,
      meta.precisions.map((p) => words.PRECISION_WORDS[p]),
    ),
    single(
      "voices",
      "Independent sources",
      columns.voices.map((n) => Math.min(n, 3)),
      ["none", "one", "two", "three or more"],
    ),
  ];
  if (columns.status.some((code) => code)) {
    facets.push(
      single(
        "review",
        "Review",
        columns.status,
        meta.statuses.map((s) => words.STATUS_WORDS[s]),
      ),
    );
  }
  return facets;
}

/** All columns in one width, so that one compiled loop serves every facet. */
function narrow(codes) {
  return codes instanceof Uint16Array || codes instanceof Uint32Array ? codes : new Uint16Array(codes);
}

/** The part of a filter that a search or a ring sets: ``only`` (1 or 0 an incident) with its ``text``, or ``places``. */
export const NOTHING_SOUGHT = { only: null, text: "", places: null };

/** A filter that lets everything through. */
export function openFilter() {
  return { off: {}, from: null, to: null, undated: true, ...NOTHING_SOUGHT };
}

/** True when nothing is filtered out. */
export function isOpen(filter) {
  const sought = filter.text || filter.places;
  return Object.values(filter.off).every((off) => !off.size) && filter.from == null && filter.undated && !sought;
}

export class Engine {
  /** ``start`` counts days from 1, 0 for none; ``binOfDay`` gives the bar of a day. */
  constructor(data, facets, binOfDay, bars) {
    Object.assign(this, { facets, bars, n: data.n, place: data.columns.place, nPlaces: data.nPlaces });
    const { start, days } = data.columns;
    this.start = start;
    this.end = new Uint32Array(this.n);
    this.bin = new Uint16Array(this.n);
    for (let i = 0; i < this.n; i++) {
      this.end[i] = start[i] + days[i];
      this.bin[i] = start[i] ? binOfDay(start[i]) : bars;
    }
    this.state = new Uint8Array(this.n);
  }

  /** ``category.codes`` and ``category.table`` colour the bars: table[codes[i]] is one of ``category.size`` colours. */
  run(filter, category) {
    this.state.fill(PASSES);
    this.facets.forEach((facet, f) => this.reject(facet, f, filter.off[facet.key]));
    this.rejectByTime(filter);
    if (filter.only) this.rejectOthers(filter.only);
    if (filter.places) this.rejectElsewhere(new Set(filter.places));
    const shown = this.countPlaces();
    return { state: this.state, counts: this.lazyCounts(), bars: this.countBars(category), ...shown };
  }

  /** The counts of each facet, made when they are asked for: a facet that is folded away costs nothing. */
  lazyCounts() {
    const counts = {};
    this.facets.forEach((facet, f) => {
      let known;
      Object.defineProperty(counts, facet.key, { get: () => (known ??= this.countFacet(facet, f)) });
    });
    return counts;
  }

  reject(facet, f, off) {
    if (!off?.size) return;
    const passes = (value) => !off.has(value);
    const size = facet.sets ? facet.sets.length : facet.labels.length;
    const pass = new Uint8Array(size);
    for (let code = 0; code < size; code++) {
      pass[code] = facet.sets ? Number(facet.sets[code].some(passes)) : Number(passes(code));
    }
    rejectCodes(this.state, facet.codes, pass, f + 1);
  }

  rejectByTime(filter) {
    if (filter.from == null && filter.undated) return;
    const { state, start, end, n } = this;
    const own = this.facets.length + 1;
    const from = filter.from ?? 0;
    const to = filter.to ?? Infinity;
    for (let i = 0; i < n; i++) {
      const passes = start[i] ? start[i] <= to && end[i] >= from : filter.undated && filter.from == null;
      if (!passes) state[i] = state[i] === PASSES ? own : FAILS_TWICE;
    }
  }

  rejectOthers(only) {
    for (let i = 0; i < this.n; i++) if (!only[i]) this.state[i] = FAILS_TWICE;
  }

  rejectElsewhere(places) {
    for (let i = 0; i < this.n; i++) if (!places.has(this.place[i])) this.state[i] = FAILS_TWICE;
  }

  countFacet(facet, f) {
    const raw = countCodes(this.state, facet.codes, f + 1, facet.sets ? facet.sets.length : facet.labels.length);
    if (!facet.sets) return raw;
    const counts = new Uint32Array(facet.labels.length);
    facet.sets.forEach((values, code) => values.forEach((value) => (counts[value] += raw[code])));
    return counts;
  }

  countPlaces() {
    const { state, place, n } = this;
    const atPlace = new Uint32Array(this.nPlaces);
    let total = 0;
    for (let i = 0; i < n; i++) {
      if (state[i] === PASSES) {
        atPlace[place[i]]++;
        total++;
      }
    }
    return { atPlace, total };
  }

  /** Incidents a bar and colour; the bar after the last holds those without a day. */
  countBars({ codes, table, size }) {
    const { state, bin, n } = this;
    const own = this.facets.length + 1;
    const counts = new Uint32Array((this.bars + 1) * size);
    for (let i = 0; i < n; i++) {
      if (state[i] === PASSES || state[i] === own) counts[bin[i] * size + table[codes[i]]]++;
    }
    return counts;
  }
}

/** How many values of a facet what is shown has, of the sources say. */
export function valuesShown({ codes, sets }, state) {
  const seen = new Uint8Array(sets.length);
  for (let i = 0; i < state.length; i++) if (state[i] === PASSES) seen[codes[i]] = 1;
  return new Set(sets.filter((_, code) => seen[code]).flat()).size;
}

function rejectCodes(state, codes, pass, own) {
  for (let i = 0; i < state.length; i++) {
    if (!pass[codes[i]]) state[i] = state[i] === PASSES ? own : FAILS_TWICE;
  }
}

function countCodes(state, codes, own, size) {
  const counts = new Uint32Array(size);
  for (let i = 0; i < state.length; i++) {
    const s = state[i];
    if (s === PASSES || s === own) counts[codes[i]]++;
  }
  return counts;
}
