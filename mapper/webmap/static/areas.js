// Incidents known only to lie in a region: its outline with a hatch that says "somewhere in here", never a pin.
import { inView, traceLines, traceRings } from "./trace.js";
import { featureOf, mercatorX } from "./unpack.js";

const HATCH = 9; // pixels from line to line
// A region nobody has drawn ("southern Russia") is a soft disc of about 130 km around its middle.
const VAGUE_RADIUS = mercatorX(1.6) - mercatorX(0);
const CORNERS = 48;
const NO_BORDERS = "RGN"; // GeoNames' code of a region that nobody administers

/** The outline of a place, in one piece across the 180th meridian; a disc where the page has none. */
export function outlineOf(data, place) {
  let outline = data.areas.get(place);
  if (!outline?.ready) {
    outline = outline ? joined(outline, data.x[place]) : disc(data.x[place], data.y[place]);
    outline.vague ||= data.places.feature_code[place] === NO_BORDERS;
    data.areas.set(place, Object.assign(outline, { ready: true }));
  }
  return outline;
}

/** Every ring in the copy of the world that is nearest to ``x``. */
function joined({ rings }, x) {
  for (const ring of rings) {
    const { box } = featureOf([ring]);
    const shift = Math.round(x - (box[0] + box[2]) / 2);
    if (shift) for (let i = 0; i < ring.length; i += 2) ring[i] += shift;
  }
  return featureOf(rings);
}

function disc(x, y) {
  const ring = new Float64Array(2 * CORNERS);
  for (let i = 0; i < CORNERS; i++) {
    ring[2 * i] = x + VAGUE_RADIUS * Math.cos((2 * Math.PI * i) / CORNERS);
    ring[2 * i + 1] = y + VAGUE_RADIUS * Math.sin((2 * Math.PI * i) / CORNERS);
  }
  return { ...featureOf([ring]), vague: true };
}

/** How large an outline is, to draw the larger ones first and to find the smallest under a pointer. */
export function extentOf({ box }) {
  return (box[2] - box[0]) * (box[3] - box[1]);
}

/** Draws one area in the colours of its incidents; ``strong`` for the chosen one. */
export function drawArea(ctx, view, outline, colours, strong) {
  if (!inView(outline.box, view)) return;
  ctx.save();
  traceLines(ctx, view, [outline], true);
  ctx.globalAlpha = strong ? 1 : 0.8;
  ctx.lineWidth = strong ? 2.6 : 1.4;
  ctx.strokeStyle = colours[0];
  ctx.setLineDash(outline.vague ? [1.5, 5] : [6, 3]);
  ctx.lineCap = outline.vague ? "round" : "butt";
  ctx.stroke();
  ctx.setLineDash([]);
  traceRings(ctx, view, [outline]);
  ctx.globalAlpha = strong ? 0.16 : 0.09;
  ctx.fillStyle = colours[0];
  ctx.fill("evenodd");
  ctx.clip("evenodd");
  ctx.globalAlpha = strong ? 0.6 : 0.38;
  ctx.lineWidth = 1.2;
  hatch(ctx, view, outline.box, colours);
  ctx.restore();
}

/** Slanting lines, the colours taking turns, fixed to the ground so that they do not swim when the map is dragged. */
function hatch(ctx, view, box, colours) {
  const x0 = Math.max(0, box[0] * view.scale - view.left);
  const x1 = Math.min(view.width, box[2] * view.scale - view.left);
  const y0 = Math.max(0, box[1] * view.scale - view.top);
  const y1 = Math.min(view.height, box[3] * view.scale - view.top);
  const ground = view.left + view.top;
  const first = Math.floor((x0 + y0 + ground) / HATCH);
  const last = Math.ceil((x1 + y1 + ground) / HATCH);
  colours.forEach((colour, turn) => {
    ctx.beginPath();
    for (let line = first; line <= last; line++) {
      if (((line % colours.length) + colours.length) % colours.length !== turn) continue;
      const sum = line * HATCH - ground;
      ctx.moveTo(sum - y0, y0);
      ctx.lineTo(sum - y1, y1);
    }
    ctx.strokeStyle = colour;
    ctx.stroke();
  });
}

/** True when Mercator (x, y) lies in the outline: an odd number of its edges are to the right. */
export function insideOutline({ rings, box }, x, y) {
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [yi, yj] = [ring[i + 1], ring[j + 1]];
      if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) inside = !inside;
    }
  }
  return inside;
}
