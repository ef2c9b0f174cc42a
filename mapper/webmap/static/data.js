// The incidents of the page: columns that are always there, words that are fetched from their chunk when asked for.
import { decodeFeatures, inflate, mercatorX, mercatorY, unpackColumn, unpackJson } from "./unpack.js";
import { assemble } from "./rows.js";
import { addDays } from "./words.js";

const KEPT_CHUNKS = 24;

/** Everything the page carries, read from its blocks. */
export async function loadData(root = document) {
  const take = (id) => {
    const node = root.getElementById(id);
    const text = node?.textContent ?? null;
    node?.remove(); // the text would lie in memory twice
    return text;
  };
  const meta = JSON.parse(take("meta"));
  const names = Object.keys(meta.widths).filter((name) => name !== "first");
  const [places, areas, other, ...columns] = await Promise.all([
    unpackJson(take("places")),
    unpackAreas(take("areas"), meta),
    unpackJson(take("other-names")),
    ...names.map((name) => unpackColumn(take(`column-${name}`), meta.widths[name])),
  ]);
  return new Data(meta, Object.fromEntries(names.map((name, k) => [name, columns[k]])), { places, areas, other }, take);
}

async function unpackAreas(text, meta) {
  const features = text ? decodeFeatures(await inflate(text), meta.areaGrid) : [];
  return new Map(features.map((feature, k) => [meta.areas[k], feature]));
}

export class Data {
  /** ``take(id)`` gives the text of a block, once. */
  constructor(meta, columns, { places, areas, other }, take) {
    Object.assign(this, { meta, columns, places, areas, other, take, n: meta.n, first: meta.widths.first });
    this.chunks = new Map();
    this.recent = [];
    this.nPlaces = places.latitude?.length ?? 0;
    this.x = Float64Array.from(places.longitude ?? [], mercatorX);
    this.y = Float64Array.from(places.latitude ?? [], mercatorY);
    this.isArea = Uint8Array.from(places.place_kind ?? [], (kind) => (kind === "region" || kind === "country" ? 1 : 0));
    this.groupByPlace();
  }

  /** Incidents by place: those of place p are ``byPlace[from[p] .. from[p + 1]]``. */
  groupByPlace() {
    const place = this.columns.place;
    this.from = new Uint32Array(this.nPlaces + 1);
    for (let i = 0; i < this.n; i++) this.from[place[i] + 1]++;
    for (let p = 0; p < this.nPlaces; p++) this.from[p + 1] += this.from[p];
    const next = this.from.slice();
    this.byPlace = new Uint32Array(this.n);
    for (let i = 0; i < this.n; i++) this.byPlace[next[place[i]]++] = i;
  }

  /** The name to show for a place. */
  placeName(place) {
    return (this.meta.names === "local" && this.other?.[place]) || this.places.location[place];
  }

  /** The name in the other language than that of ``placeName``, or "". */
  otherName(place) {
    return (this.meta.names === "local" ? this.places.location : this.other)?.[place] ?? "";
  }

  /** [first day, last day] of an incident as ISO dates, or null when it has none. */
  days(i) {
    const { start, days } = this.columns;
    return start[i] ? [addDays(this.first, start[i] - 1), addDays(this.first, start[i] - 1 + days[i])] : null;
  }

  /** The number of the last day on which anything happened, counted from the first; 1 when no day is known. */
  lastDay() {
    const { start, days } = this.columns;
    return start.reduce((last, day, i) => Math.max(last, day + days[i]), 1);
  }

  /** Which of two incidents comes first in time; one without a day comes last. */
  earlier(a, b) {
    const { start } = this.columns;
    return (start[a] || Infinity) - (start[b] || Infinity) || a - b;
  }

  /** How many were killed, at least, as reported; null when nothing is said. */
  killed(i) {
    const number = this.columns.fatalities[i];
    return number ? number - 1 : null;
  }

  kindOf(i) {
    return this.meta.kinds[this.columns.kind[i]];
  }

  typeOf(i) {
    return this.kindOf(i)[0];
  }

  sourcesOf(i) {
    return this.meta.sourceSets[this.columns.sources[i]].map((code) => this.meta.sources[code]);
  }

  modalityOf(i) {
    return this.meta.modalities[this.columns.modality[i]];
  }

  statusOf(i) {
    return this.meta.statuses[this.columns.status[i]];
  }

  /** The stable identifiers, in the order of the incidents. */
  ids() {
    this.idList ??= unpackJson(this.take("ids"));
    return this.idList;
  }

  /** The number of the incident with this identifier, an alias included; -1 if there is none. */
  async indexOf(id) {
    const at = (await this.ids()).indexOf(id);
    return at >= 0 ? at : (this.meta.aliases[id] ?? -1);
  }

  /** Every spelling of every place, for the search. */
  spellings() {
    this.spellingLists ??= unpackJson(this.take("spellings"));
    return this.spellingLists;
  }

  /** The incident as the row that every written file has, reports and all. */
  async row(i) {
    const k = Math.floor(i / this.meta.chunk);
    const [{ words, sentences, starts }, ids] = await Promise.all([this.chunk(k), this.ids()]);
    const at = i % this.meta.chunk;
    return assemble(this, i, { at, from: starts[at], words, sentences, id: ids[i] });
  }

  get nChunks() {
    return Math.ceil(this.n / this.meta.chunk);
  }

  /** The sentences of chunk ``k``, report by report; ``starts`` tells where those of each incident begin. */
  sentences(k) {
    return unpackJson(this.texts(k).sentences);
  }

  /** Where the reports of each incident of chunk ``k`` begin, and where the last ones end. */
  starts(k) {
    const from = k * this.meta.chunk;
    const counts = this.columns.reports.subarray(from, from + this.meta.chunk);
    const starts = new Uint32Array(counts.length + 1);
    counts.forEach((count, at) => (starts[at + 1] = starts[at] + count));
    return starts;
  }

  /** The packed texts of chunk ``k``, taken out of the page once. */
  texts(k) {
    if (!this.chunks.has(k))
      this.chunks.set(k, { words: this.take(`words-${k}`), sentences: this.take(`sentences-${k}`) });
    return this.chunks.get(k);
  }

  /** Chunk ``k``; its texts are kept, its inflated form only while it is in use. */
  chunk(k) {
    const texts = this.texts(k);
    texts.inflated ??= Promise.all([unpackJson(texts.words), this.sentences(k)]).then(([words, sentences]) => ({
      words,
      sentences,
      starts: this.starts(k),
    }));
    this.recent = [texts, ...this.recent.filter((other) => other !== texts)];
    for (const old of this.recent.splice(KEPT_CHUNKS)) old.inflated = undefined;
    return texts.inflated;
  }
}
