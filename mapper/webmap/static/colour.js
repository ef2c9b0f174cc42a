// Which colour an incident has under the chosen dimension. The colours themselves come from palette.py.

export const DIMENSIONS = { event_type: "Event type", source: "Source", attribution: "Who says so" };

/**
 * The categories of a dimension: ``names``, ``swatches``, and ``table[codes[i]]``, the category of incident i.
 * Sources and claimants: the most frequent get a colour of their own, the rest share grey; an incident with
 * several of them has a colour that says so.
 */
export function categoriesOf(data, dimension, words) {
  const { meta, columns } = data;
  if (dimension === "source") {
    return bySets(columns.sources, meta.sourceSets, meta.sources, "Several sources", meta.palette);
  }
  if (dimension === "attribution") {
    const names = meta.claimants.map(words.claimantWords);
    return bySets(columns.claimants, meta.claimantSets, names, "Several voices", meta.palette);
  }
  const swatches = meta.palette.types;
  const other = swatches.length - 1;
  const table = Uint8Array.from(meta.kinds, ([type]) => {
    const at = swatches.findIndex((swatch) => swatch.name === type);
    return at < 0 ? other : at;
  });
  return { codes: columns.kind, table, size: swatches.length, swatches, names: swatches.map((s) => s.name) };
}

function bySets(codes, sets, labels, severalName, palette) {
  const incidents = new Uint32Array(sets.length);
  for (const code of codes) incidents[code]++;
  const total = new Uint32Array(labels.length);
  sets.forEach((values, code) => values.length === 1 && (total[values[0]] += incidents[code]));
  const ranked = [...labels.keys()].filter((v) => total[v]).sort((a, b) => total[b] - total[a] || a - b);
  const own = ranked.slice(0, palette.series.length);
  const several = own.length;
  const rest = several + 1;
  const table = Uint8Array.from(sets, (values) => {
    if (values.length > 1) return several;
    const at = own.indexOf(values[0]);
    return at < 0 ? rest : at;
  });
  const swatches = [...palette.series.slice(0, own.length), palette.several, palette.rest];
  const names = [...own.map((v) => labels[v]), severalName, "Other"];
  return { codes, table, size: swatches.length, swatches, names };
}

/** The shape of an event type. */
export function shapeOf(palette, type) {
  return (palette.types.find((swatch) => swatch.name === type) ?? palette.types.at(-1)).shape;
}
