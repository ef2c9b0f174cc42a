// Bars of the time histogram: days, weeks, months or years, so that there are never too many.
import { addDays, dayWords, monthWords, rangeWords } from "./words.js";

const MOST_BARS = 120;
const FEWEST_DAYS = 7;

/** Bars over days 1..last counted from ``first``: edges (day numbers), the unit, and words for each. */
export function timeBins(first, last) {
  const pad = Math.max(0, FEWEST_DAYS - last);
  const from = 1 - Math.floor(pad / 2);
  const to = last + Math.ceil(pad / 2);
  const unit = ["day", "week", "month", "year"].find((u) => (to - from + 1) / LENGTH[u] <= MOST_BARS) ?? "year";
  const edges = [];
  let day = startOf(unit, first, from);
  while (day <= to) {
    edges.push(day);
    day = nextOf(unit, first, day);
  }
  edges.push(day);
  return new TimeBins(first, unit, edges, last);
}

const LENGTH = { day: 1, week: 7, month: 30.4, year: 365.25 };

class TimeBins {
  /** ``days`` are the first and the last day on which anything happened. */
  constructor(first, unit, edges, last) {
    Object.assign(this, { first, unit, edges, count: edges.length - 1, days: [first, addDays(first, last - 1)] });
    this.table = new Uint16Array(edges.at(-1) - edges[0] + 1);
    for (let b = 0; b < this.count; b++) this.table.fill(b, edges[b] - edges[0], edges[b + 1] - edges[0]);
  }

  /** The bar a day lies in. */
  binOf(day) {
    const at = Math.max(0, Math.min(this.table.length - 2, day - this.edges[0]));
    return this.table[at];
  }

  /** The ISO date of a day number. */
  iso(day) {
    return addDays(this.first, day - 1);
  }

  /** The days from one bar to another, in words. */
  span(from, to) {
    return rangeWords(this.iso(this.edges[from]), this.iso(this.edges[to + 1] - 1), true);
  }

  /** At most ``most`` ticks where days, months or years begin: [share of the axis, words]. */
  ticks(most) {
    const [start, end] = [this.edges[0], this.edges.at(-1)];
    const { unit, step } = STEPS.find((s) => (end - start) / (LENGTH[s.unit] * s.step) <= most) ?? STEPS.at(-1);
    const ticks = [];
    let year = "";
    for (let day = startOf(unit, this.first, start); day < end; day = nextOf(unit, this.first, day)) {
      const iso = this.iso(day);
      if (day < start || !isStep(iso, unit, step, day)) continue;
      const middle = unit === this.unit ? LENGTH[unit] / 2 : 0; // a tick of one bar stands under its middle
      ticks.push([(day + middle - start) / (end - start), tickWords(iso, unit, iso.slice(0, 4) !== year)]);
      year = iso.slice(0, 4);
    }
    return ticks;
  }
}

const STEPS = [
  { unit: "day", step: 1 },
  { unit: "day", step: 2 },
  { unit: "week", step: 1 },
  { unit: "week", step: 2 },
  ...[1, 2, 3, 6].map((step) => ({ unit: "month", step })),
  ...[1, 2, 5, 10, 20, 50].map((step) => ({ unit: "year", step })),
];

/** Every second month is one with an odd number, every fifth year one that 5 divides. */
function isStep(iso, unit, step, day) {
  if (unit === "month") return (Number(iso.slice(5, 7)) - 1) % step === 0;
  if (unit === "year") return Number(iso.slice(0, 4)) % step === 0;
  return (unit === "week" ? Math.floor(day / 7) : day) % step === 0;
}

function tickWords(iso, unit, newYear) {
  if (unit === "year") return iso.slice(0, 4);
  if (unit === "month") return monthWords(iso, newYear);
  return newYear ? `${dayWords(iso, true)} ${iso.slice(0, 4)}` : dayWords(iso, true);
}

function startOf(unit, first, day) {
  const iso = addDays(first, day - 1);
  if (unit === "week") return day - ((new Date(iso).getUTCDay() + 6) % 7);
  if (unit === "month") return day - Number(iso.slice(8)) + 1;
  if (unit === "year") return day - Math.round((Date.parse(iso) - Date.parse(`${iso.slice(0, 4)}-01-01`)) / 86400000);
  return day;
}

function nextOf(unit, first, day) {
  if (unit === "day") return day + 1;
  if (unit === "week") return day + 7;
  return startOf(unit, first, day + (unit === "month" ? 31 : 366));
}
