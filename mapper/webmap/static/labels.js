// Names on the ground: those of places with incidents first, then countries by what is seen of them, then towns.
import { Boxes, boxAround } from "./boxes.js";
import { mercatorRows, visiblePart } from "./countries.js";
import { placeInside, placeLabels } from "./labelplaces.js";
import { unpackJson, mercatorX, mercatorY } from "./unpack.js";

export const FONT = 'system-ui, "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif';
const STYLES = {
  own: { font: `600 13px ${FONT}`, height: 16, ink: "ink" },
  city: { font: `400 12px ${FONT}`, height: 14, ink: "label" },
  town: { font: `400 11px ${FONT}`, height: 13, ink: "label" },
  country: { font: `600 11.5px ${FONT}`, height: 15, ink: "country" },
};
const EDGE = 4; // kept free at the edge of the map
// The smallest population that is named at a zoom: [zoom, people]. Collisions thin it further.
const NAMED_FROM = [
  [3, 5e6],
  [4, 2e6],
  [5, 8e5],
  [6, 2.5e5],
  [7, 1e5],
  [8, 3e4],
  [9, 1e4],
  [10, 2e3],
  [11, 0],
];
// A country is named where this many pixels of it are in view, and every one from a zoom on.
const COUNTRY_PIXELS = 900;
const EVERY_COUNTRY_ZOOM = 5;
const LAST_COUNTRY_ZOOM = 7; // then the map shows less than one
const INSIDE = 0.5; // of a name: so much is inside its country while many are in view
const DOT = 6;

/** The labels of the page: { towns, countries }, the largest towns first; countries with the rows they are made of. */
export async function loadLabels(root = document) {
  const node = root.getElementById("labels");
  if (!node) return { towns: [], countries: [] };
  const { name, lat, lon, population, rows } = await unpackJson(node.textContent);
  node.remove();
  const labels = name.map((text, i) => ({
    text,
    x: mercatorX(lon[i]),
    y: mercatorY(lat[i]),
    population: population[i],
  }));
  const countries = labels.slice(0, rows.length).map((label, i) => ({
    ...label,
    text: inCapitals(label.text),
    rows: mercatorRows(rows[i]),
  }));
  return { towns: labels.slice(rows.length).sort((a, b) => b.population - a.population), countries };
}

/** Georgian has capitals that hardly any font knows. */
function inCapitals(text) {
  return /\p{Script=Georgian}/u.test(text) ? text : text.toUpperCase();
}

/**
 * Draws the labels that find room between ``boxes`` (the marks). ``own`` are names of places with incidents:
 * { text, x, y, gap } in canvas pixels.
 */
export function drawLabels(ctx, view, { own, ground, boxes, colours }) {
  const frame = [view.padX + EDGE, view.padY + EDGE, view.width - view.padX - EDGE, view.height - view.padY - EDGE];
  const named = own.map((label) => measured(ctx, label, "own"));
  const towns = townsIn(ctx, view, ground.towns, new Set(own.map((label) => label.text)));
  const dots = new Boxes();
  for (const town of towns) dots.add(boxAround(...town.dot, DOT, DOT), town);
  const placed = placeLabels(named, boxes, frame);
  placed.push(...placeInside(countriesIn(ctx, view, ground.countries, frame), boxes, dots, frame));
  placed.push(...placeLabels(towns, boxes, frame));
  for (const label of placed) drawLabel(ctx, label, colours);
  return placed;
}

function townsIn(ctx, view, towns, taken) {
  const [, least] = NAMED_FROM.findLast(([from]) => view.zoom >= from) ?? [0, Infinity];
  return towns.flatMap((label) => {
    if (label.population < least || taken.has(label.text)) return [];
    const x = wrapped(label.x, view) - view.left;
    const y = label.y * view.scale - view.top;
    if (x < 0 || y < 0 || x > view.width || y > view.height) return [];
    const style = label.population > 5e5 ? "city" : "town";
    return [
      measured(
        ctx,
        { text: label.text, x, y, gap: [DOT / 2, DOT / 2], dot: [x, y], population: label.population },
        style,
      ),
    ];
  });
}

/** The countries to name, those of which most is seen first, each with the spots where its name may stand. */
function countriesIn(ctx, view, countries, frame) {
  if (view.zoom > LAST_COUNTRY_ZOOM) return [];
  const every = view.zoom >= EVERY_COUNTRY_ZOOM;
  return countries
    .flatMap((country) => {
      const { area, spots } = visiblePart(country.rows, view, frame);
      if (!area || (area < COUNTRY_PIXELS && !every)) return [];
      const label = measured(ctx, { text: country.text, area }, "country");
      const found = spots(label.width).filter(({ outside }) => every || outside <= INSIDE * label.width);
      return [{ ...label, spots: found }];
    })
    .sort((a, b) => b.area - a.area);
}

/** World pixels of a Mercator x, in the copy of the world nearest to the middle of the view. */
export function wrapped(x, view) {
  const middle = (view.left + view.width / 2) / view.scale;
  return (x + Math.round(middle - x)) * view.scale;
}

function measured(ctx, label, style) {
  ctx.font = STYLES[style].font;
  return { ...label, style, width: ctx.measureText(label.text).width, height: STYLES[style].height };
}

/** The width of a text in the font of marked places. */
export function ownWidth(ctx, text) {
  ctx.font = STYLES.own.font;
  return ctx.measureText(text).width;
}

export function drawLabel(ctx, { text, x, y, style, dot }, colours) {
  const { font, ink } = STYLES[style];
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = colours.halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colours[ink];
  ctx.fillText(text, x, y);
  if (!dot) return;
  ctx.beginPath();
  ctx.arc(dot[0], dot[1], 1.8, 0, 2 * Math.PI);
  ctx.fill();
}
