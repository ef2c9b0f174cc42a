// The page and its address: what is shown becomes a hash, a hash becomes what is shown.
import { DIMENSIONS } from "./colour.js";
import { decodeHash, encodeHash } from "./permalink.js";
import { openFilter } from "./filter.js";
import { searchReports } from "./finding.js";
import { daysBetween } from "./words.js";

/** The hash of the present state. */
export async function hashOf(page) {
  const { filter, data, map } = page;
  const facets = Object.fromEntries(
    page.facets.map((facet) => {
      const off = filter.off[facet.key] ?? new Set();
      const values = [...facet.labels.keys()].filter((v) => page.total[facet.key][v]);
      return [
        facet.key,
        {
          on: values.filter((v) => !off.has(v)).map((v) => nameOf(page, facet, v)),
          off: values.filter((v) => off.has(v)).map((v) => nameOf(page, facet, v)),
        },
      ];
    }),
  );
  const centre = map.getCenter().wrap();
  return encodeHash({
    view: [centre.lat, centre.lng, map.getZoom()],
    colour: page.paint.dimension === data.meta.colourBy ? "" : page.paint.dimension,
    facets,
    from: filter.from == null ? null : page.bins.iso(filter.from),
    to: filter.to == null ? null : page.bins.iso(filter.to),
    undated: filter.undated,
    text: filter.text,
    at: filter.places?.map((place) => data.places.place_id[place]),
    tab: page.tabs?.current,
    id: page.selected >= 0 ? (await data.ids())[page.selected] : null,
  });
}

/** Shows what a hash tells. */
export async function applyHash(page, hash) {
  const state = decodeHash(hash);
  if (state.colour in DIMENSIONS && state.colour !== page.paint.dimension) page.recolour(state.colour);
  const filter = { ...openFilter(), undated: state.undated ?? true };
  for (const facet of page.facets) {
    const wanted = state.facets[facet.key];
    if (wanted) filter.off[facet.key] = offValues(page, facet, wanted);
  }
  page.timeline.show(null, null);
  if (state.from) {
    const bar = (iso) => page.bins.binOf(daysBetween(page.bins.first, iso) + 1);
    page.timeline.show(bar(state.from), bar(state.to));
    page.timeChoice = [bar(state.from), bar(state.to)];
    filter.from = page.bins.edges[bar(state.from)];
    filter.to = page.bins.edges[bar(state.to) + 1] - 1;
  }
  if (state.at) {
    const wanted = new Set(state.at);
    const { place_id: ids } = page.data.places;
    const places = [...ids.keys()].filter((place) => wanted.has(ids[place]));
    if (places.length) filter.places = places;
  }
  page.setFilter(filter);
  if (state.text) await searchReports(page, state.text);
  if (state.tab) page.tabs.show(state.tab);
  if (state.view) page.map.setView(state.view.slice(0, 2), state.view[2], { animate: false });
  if (state.id) {
    const i = await page.data.indexOf(state.id);
    if (i >= 0 && i !== page.selected) await page.select(i, { pan: !state.view });
  }
}

/** The name a value has in the address: sub types of two event types may be called the same. */
function nameOf(page, facet, value) {
  return facet.key === "type" ? page.data.meta.kinds[value].join("/") : facet.labels[value];
}

function offValues(page, facet, wanted) {
  const named = new Set(wanted.on ?? wanted.off);
  const values = [...facet.labels.keys()];
  return new Set(values.filter((v) => named.has(nameOf(page, facet, v)) === Boolean(wanted.off)));
}
