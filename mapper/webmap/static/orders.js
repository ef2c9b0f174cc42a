// The orders of the list: sorted once each, by counting, so that a million incidents take no longer than a filter.

export const ORDERS = {
  newest: "newest first",
  oldest: "oldest first",
  place: "place",
  type: "event type",
  voices: "most sources",
  fatalities: "most killed",
};

/** The incidents in each order of ``ORDERS``; those of one rank are newest first, those without a day last. */
export class Orders {
  constructor(data) {
    this.data = data;
    this.made = {};
  }

  /** All incidents in an order, as a Uint32Array of their numbers. */
  of(name) {
    this.made[name] ??= this.make(name);
    return this.made[name];
  }

  make(name) {
    const { data } = this;
    const { start, place, kind, voices, fatalities } = data.columns;
    const last = start.reduce((top, day) => Math.max(top, day), 0);
    if (name === "newest") return counted(upTo(data.n), (i) => last - start[i]);
    if (name === "oldest") return counted(upTo(data.n), (i) => (start[i] ? start[i] - 1 : last));
    const rank = {
      place: () => ranked(data.nPlaces, (p) => data.placeName(p), place),
      type: () => ranked(data.meta.kinds.length, (k) => data.meta.kinds[k].join(" "), kind),
      voices: () => most(voices),
      fatalities: () => most(fatalities),
    }[name]();
    return counted(this.of("newest"), rank);
  }
}

function upTo(n) {
  return Uint32Array.from({ length: n }, (_, i) => i);
}

/** Ranks by the alphabetical order of the names behind the codes. */
function ranked(count, nameOf, codes) {
  const { compare } = new Intl.Collator();
  const names = Array.from({ length: count }, (_, code) => nameOf(code));
  const order = [...names.keys()].sort((a, b) => compare(names[a], names[b]));
  const rank = new Uint32Array(count);
  order.forEach((code, k) => (rank[code] = k && !compare(names[code], names[order[k - 1]]) ? rank[order[k - 1]] : k));
  return (i) => rank[codes[i]];
}

/** Ranks from the largest number down. */
function most(numbers) {
  const rank = new Map([...new Set(numbers)].sort((a, b) => b - a).map((number, k) => [number, k]));
  return (i) => rank.get(numbers[i]);
}

/** A stable counting sort of ``order`` by ranks from 0. */
function counted(order, rankOf) {
  let top = 0;
  for (const i of order) top = Math.max(top, rankOf(i));
  const at = new Uint32Array(top + 2);
  for (const i of order) at[rankOf(i) + 1]++;
  for (let rank = 0; rank <= top; rank++) at[rank + 1] += at[rank];
  const sorted = new Uint32Array(order.length);
  for (const i of order) sorted[at[rankOf(i)]++] = i;
  return sorted;
}
