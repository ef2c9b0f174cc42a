// Names on the ground: those of places with incidents first, then towns by population, then countries.
import { unpackJson, mercatorX, mercatorY } from "./unpack.js";
import { placeLabels } from "./labelplaces.js";

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
// The same for countries, until the map shows less than one.
const COUNTRY_NAMED_FROM = [
  [2, 2e7],
  [3, 5e6],
  [4, 5e5],
  [5, 0],
];
const LAST_COUNTRY_ZOOM = 7;

/** The labels of the page: { name, x, y, population, country } in columns, the largest places first. */
export async function loadLabels(root = document) {
  const node = root.getElementById("labels");
  if (!node) return [];
  const { name, lat, lon, population, country } = await unpackJson(node.textContent);
  node.remove();
  const labels = name.map((text, i) => ({
    text,
    x: mercatorX(lon[i]),
    y: mercatorY(lat[i]),
    population: population[i],
    country: Boolean(country?.[i]),
  }));
  return labels.sort((a, b) => b.population - a.population);
}

/**
 * Draws the labels that find room between ``boxes`` (the marks). ``own`` are names of places with incidents:
 * { text, x, y, gap } in canvas pixels.
 */
export function drawLabels(ctx, view, { own, ground, boxes, colours }) {
  const named = own.map((label) => measured(ctx, label, "own"));
  const taken = new Set(own.map((label) => label.text));
  const background = ground
    .filter((label) => !taken.has(label.text) && isNamed(label, view.zoom))
    .flatMap((label) => {
      const x = wrapped(label.x, view) - view.left;
      const y = label.y * view.scale - view.top;
      if (x < 0 || y < 0 || x > view.width || y > view.height) return [];
      const style = label.country ? "country" : label.population > 5e5 ? "city" : "town";
      const text = label.country ? label.text.toUpperCase() : label.text;
      const dot = !label.country && !boxes.hit([x - 3, y - 3, x + 3, y + 3]);
      if (!label.country && !dot) return [];
      return [measured(ctx, { text, x, y, gap: label.country ? [0, 0] : [3, 3], dot: dot ? [x, y] : null }, style)];
    });
  const frame = [view.padX + EDGE, view.padY + EDGE, view.width - view.padX - EDGE, view.height - view.padY - EDGE];
  const placed = placeLabels(
    [...named, ...background.filter((l) => l.style === "country"), ...background.filter((l) => l.style !== "country")],
    boxes,
    frame,
  );
  for (const label of placed) drawLabel(ctx, label, colours);
  return placed;
}

/** World pixels of a Mercator x, in the copy of the world nearest to the middle of the view. */
export function wrapped(x, view) {
  const middle = (view.left + view.width / 2) / view.scale;
  return (x + Math.round(middle - x)) * view.scale;
}

function isNamed({ population, country }, zoom) {
  if (country && zoom > LAST_COUNTRY_ZOOM) return false;
  const least = (country ? COUNTRY_NAMED_FROM : NAMED_FROM).findLast(([from]) => zoom >= from);
  return least !== undefined && population >= least[1];
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
