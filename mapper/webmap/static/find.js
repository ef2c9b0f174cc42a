// What a search finds: places under any spelling in any script, and incidents with words in their reports.

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

const BETWEEN = "\u0001"; // sentences that are folded together
const AT_ONCE = 8; // chunks that are inflated beside each other

/**
 * Which incidents have the words in a report: a Uint8Array of 1 or 0. ``told(share)`` hears how far the reading of
 * all sentences has come.
 */
export async function incidentsWith(data, text, told = () => {}) {
  const wanted = foldName(text);
  const found = new Uint8Array(data.n);
  for (let k = 0; k < data.nChunks; k += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, data.nChunks - k) }, (_, at) => k + at);
    const chunks = await Promise.all(some.map((one) => data.sentences(one)));
    chunks.forEach((sentences, at) => {
      const hits = hitsIn(sentences, data.starts(some[at]), wanted);
      for (const hit of hits) found[some[at] * data.meta.chunk + hit] = 1;
    });
    told(Math.min(1, (k + AT_ONCE) / data.nChunks));
  }
  return found;
}

/** The incidents of a chunk that have the folded words in a sentence; ``starts`` tells whose sentences begin where. */
export function hitsIn(sentences, starts, wanted) {
  const folded = foldName(sentences.join(BETWEEN)).split(BETWEEN);
  const hits = [];
  for (let at = 0; at + 1 < starts.length; at++) {
    for (let r = starts[at]; r < starts[at + 1]; r++) {
      if (!folded[r].includes(wanted)) continue;
      hits.push(at);
      break;
    }
  }
  return hits;
}
