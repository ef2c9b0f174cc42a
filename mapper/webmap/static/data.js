// The incidents of the page: columns that are always there, words that are fetched from their chunk when asked for.
import { decodeFeatures, inflate, mercatorX, mercatorY, unpackColumn, unpackJson } from "./unpack.js";
import { addDays } from "./words.js";

const COLUMNS = [
  "place",
  "start",
  "days",
  "kind",
  "modality",
  "precision",
  "status",
  "voices",
  "sources",
  "claimants",
  "fatalities",
];
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
  const unpacked = COLUMNS.map((name) => unpackColumn(take(`column-${name}`), meta.widths[name]));
  const [places, areas, ...columns] = await Promise.all([
    unpackJson(take("places")),
    unpackAreas(take("areas"), meta),
    ...unpacked,
  ]);
  const other = take("other-names");
  if (other) places.other = await unpackJson(other);
  return new Data(meta, Object.fromEntries(COLUMNS.map((name, i) => [name, columns[i]])), places, areas, take);
}

async function unpackAreas(text, meta) {
  const features = text ? decodeFeatures(await inflate(text), meta.areaGrid) : [];
  return new Map(features.map((feature, i) => [meta.areas[i], feature]));
}

class Data {
  constructor(meta, columns, places, areas, take) {
    Object.assign(this, { meta, places, areas, take, n: meta.n, first: meta.widths.first }, { columns });
    this.chunks = new Map();
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
    return (this.meta.names === "local" && this.places.other?.[place]) || this.places.location[place];
  }

  /** The name in the other language than that of ``placeName``, or "". */
  otherName(place) {
    return (this.meta.names === "local" ? this.places.location : this.places.other)?.[place] ?? "";
  }

  /** [first day, last day] of an incident as ISO dates, or null when it has none. */
  days(i) {
    const { start, days } = this.columns;
    return start[i] ? [addDays(this.first, start[i] - 1), addDays(this.first, start[i] - 1 + days[i])] : null;
  }

  /** Which of two incidents comes first in time; one without a day comes last. */
  earlier(a, b) {
    const { start } = this.columns;
    return (start[a] || Infinity) - (start[b] || Infinity) || a - b;
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

  claimantsOf(i) {
    return this.meta.claimantSets[this.columns.claimants[i]].map((code) => this.meta.claimants[code]);
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
    const [chunk, ids] = await Promise.all([this.chunk(Math.floor(i / this.meta.chunk)), this.ids()]);
    return this.assemble(i, i % this.meta.chunk, chunk, ids[i]);
  }

  /** The packed words of chunk ``k``; the text is kept, the inflated form only while it is in use. */
  async chunk(k) {
    let entry = this.chunks.get(k);
    if (!entry) {
      entry = { text: this.take(`words-${k}`) };
      this.chunks.set(k, entry);
    }
    entry.words ??= unpackJson(entry.text).then(withStarts);
    this.forgetOldChunks(entry);
    return entry.words;
  }

  forgetOldChunks(latest) {
    this.recent = [latest, ...(this.recent ?? []).filter((entry) => entry !== latest)];
    for (const entry of this.recent.splice(KEPT_CHUNKS)) entry.words = undefined;
  }

  assemble(i, at, chunk, id) {
    const words = rowAt(chunk.incidents, at);
    const from = chunk.starts[at];
    const reports = [];
    const days = this.days(i);
    const [event_type, sub_event_type] = this.kindOf(i);
    const placeCode = this.columns.place[i];
    const place = rowAt(this.places, placeCode);
    const event_date = days ? days[0] : null;
    const shared = { ...words, event_type, sub_event_type, event_date, modality: this.modalityOf(i), place: placeCode };
    for (let r = from; r < from + words.n_reports; r++) reports.push(this.report(chunk, r, shared));
    const lead = reports[0];
    const extra = Object.fromEntries(["aliases", "context"].filter((k) => words[k].length).map((k) => [k, words[k]]));
    return {
      id,
      event_type,
      sub_event_type,
      event_date,
      event_date_end: words.event_date_end,
      time_precision: words.time_precision,
      date_basis: words.date_basis,
      location: place.location,
      place_id: place.place_id,
      country: place.country,
      admin1: place.admin1,
      latitude: place.latitude,
      longitude: place.longitude,
      geo_precision: GEO_PRECISION[place.place_kind],
      place_kind: place.place_kind,
      place_as_written: lead.place_as_written,
      spellings: [...new Set(reports.map((r) => r.place_as_written))],
      modality: this.modalityOf(i),
      denied_by: words.denied_by,
      source: this.sourcesOf(i),
      attribution: lead.attribution,
      n_independent: this.columns.voices[i],
      fatalities: words.fatalities,
      fatalities_max: words.fatalities_max,
      injuries: words.injuries,
      injuries_max: words.injuries_max,
      actor1: words.actor1,
      actor2: words.actor2,
      review_status: this.statusOf(i),
      disputed: place.disputed || null,
      notes: lead.sentence,
      url: lead.url || null,
      doc_id: lead.doc_id,
      span_start: lead.span_start,
      span_end: lead.span_end,
      text_sha256: lead.text_sha256,
      reports,
      ...extra,
    };
  }

  /** One report; where its column says ``true`` the value is the incident's, or follows from a length. */
  report(chunk, r, shared) {
    const { article, ...own } = rowAt(chunk.reports, r);
    for (const name in shared) if (own[name] === true) own[name] = shared[name];
    const { place, ...row } = own;
    const where = rowAt(this.places, place);
    if (row.place_as_written === true) row.place_as_written = where.location;
    if (row.span_end === true) row.span_end = row.span_start + letters(row.sentence);
    if (row.place_end === true) row.place_end = row.place_start + letters(row.place_as_written);
    return { ...rowAt(chunk.articles, article), ...row, ...where };
  }
}

/** The length of a text in code points, as offsets into documents count. */
function letters(text) {
  return Array.from(text).length;
}

const GEO_PRECISION = { site: 1, city: 1, district: 2, region: 3, country: 3 };

function rowAt(columns, at) {
  const row = {};
  for (const name in columns) if (name !== "other") row[name] = columns[name][at];
  return row;
}

function withStarts(chunk) {
  let at = 0;
  chunk.starts = chunk.incidents.n_reports.map((n) => (at += n) - n);
  return chunk;
}
