// The ground: land, coast and borders. Coarse for the world, finer in the cells around the incidents.
import { decodeFeatures, featureOf, inflate, mercatorX, mercatorY } from "./unpack.js";
import { inView, traceLines, traceRings } from "./trace.js";

const WORLD_GRID = 0.01;
const CELL_GRID = 0.001;
const CELL_DEGREES = 10;
// Below this zoom a pixel is wider than what the coarse outline leaves out.
const DETAIL_ZOOM = 4.5;
const RIVER_ZOOM = 4;
const REGIONS = "admin1-"; // the layer's name ends with the zoom from which it is drawn
const NEW_LINE = 10;

/** The ground of the page, read from its block: { world, cells }, each with layers that are decoded when drawn. */
export async function loadGround(root = document) {
  const node = root.getElementById("ground");
  const ground = { world: new Part(WORLD_GRID), cells: [] };
  if (!node) return ground;
  const bytes = await inflate(node.textContent);
  node.remove();
  const head = bytes.indexOf(NEW_LINE);
  const lengths = JSON.parse(new TextDecoder().decode(bytes.subarray(0, head)));
  const parts = new Map([["world", ground.world]]);
  let at = head + 1;
  for (const [name, length] of Object.entries(lengths)) {
    const [part, layer] = name.split("/");
    if (!parts.has(part)) parts.set(part, new Part(CELL_GRID, cellBox(part)));
    parts.get(part).bytes[layer] = bytes.subarray(at, at + length);
    at += length;
  }
  ground.cells = [...parts.values()].slice(1);
  return ground;
}

/** The layers of the world or of a cell. */
class Part {
  constructor(grid, box) {
    Object.assign(this, { grid, box, bytes: {}, layers: {} });
  }

  /** The features of a layer, each ring with a box of its own, so that what is out of view costs nothing. */
  layer(name) {
    if (!this.bytes[name]) return [];
    this.layers[name] ??= decodeFeatures(this.bytes[name], this.grid).flatMap(({ rings }) =>
      rings.map((ring) => featureOf([ring])),
    );
    return this.layers[name];
  }
}

function cellBox(name) {
  const [lat, lon] = name.split(",").map(Number);
  return [mercatorX(lon), mercatorY(lat + CELL_DEGREES), mercatorX(lon + CELL_DEGREES), mercatorY(lat)];
}

/** Draws the ground under ``view``: the world once, around its middle. ``colours`` are those of the theme. */
export function drawGround(ctx, view, ground, colours) {
  const { scale, left, width, height } = view;
  ctx.fillStyle = colours.water;
  ctx.fillRect(0, 0, width, height);
  ctx.save();
  const west = (width - scale) / 2;
  if (west > 0) {
    ctx.beginPath();
    ctx.rect(west, 0, scale, height); // marks are drawn once: a second copy of the land would look empty
    ctx.clip();
  }
  const first = Math.floor((left + Math.max(0, west)) / scale);
  const last = Math.floor((left + Math.min(width, west + scale)) / scale);
  for (let world = first; world <= last; world++) {
    drawWorld(ctx, { ...view, left: left - world * scale }, ground, colours);
  }
  ctx.restore();
}

/** Land of the world, then of the cells in it; then all lines, which meet at the edges of the cells. */
function drawWorld(ctx, view, ground, colours) {
  const cells = view.zoom >= DETAIL_ZOOM ? ground.cells.filter((cell) => inView(cell.box, view)) : [];
  ctx.lineJoin = ctx.lineCap = "round"; // a line that goes on in the next cell
  aroundCells(ctx, view, cells, () => fillPart(ctx, view, ground.world, colours));
  for (const cell of cells) {
    ctx.save();
    ctx.beginPath();
    boxPath(ctx, view, cell.box);
    ctx.clip();
    fillPart(ctx, view, cell, colours);
    ctx.restore();
  }
  aroundCells(ctx, view, cells, () => drawLines(ctx, view, ground.world, colours));
  for (const cell of cells) drawLines(ctx, view, cell, colours);
  ctx.lineCap = "butt";
}

/** What is drawn for the whole world stops at the cells that are drawn in detail. */
function aroundCells(ctx, view, cells, draw) {
  ctx.save();
  if (cells.length) {
    ctx.beginPath();
    ctx.rect(0, 0, view.width, view.height);
    for (const cell of cells) boxPath(ctx, view, cell.box);
    ctx.clip("evenodd");
  }
  draw();
  ctx.restore();
}

// The pixels of a cell: whole ones of the screen, so that no seam shines between two cells.
function boxPath(ctx, view, [x0, y0, x1, y1]) {
  const whole = (x) => Math.round(x * view.ratio) / view.ratio;
  const [left, top] = [whole(x0 * view.scale - view.left), whole(y0 * view.scale - view.top)];
  const [right, bottom] = [whole(x1 * view.scale - view.left), whole(y1 * view.scale - view.top)];
  ctx.rect(left, top, right - left, bottom - top);
}

function fillPart(ctx, view, part, colours) {
  for (const [layer, colour] of [
    ["land", colours.land],
    ["lake", colours.water],
  ]) {
    traceRings(ctx, view, part.layer(layer), part.box);
    ctx.fillStyle = colour;
    ctx.fill("evenodd");
  }
}

function drawLines(ctx, view, part, colours) {
  const thin = view.zoom < 4;
  if (view.zoom >= RIVER_ZOOM) stroke(ctx, view, part.layer("river"), colours.coast, view.zoom < 7 ? 0.7 : 1.2);
  for (const name of Object.keys(part.bytes)) {
    if (name.startsWith(REGIONS) && view.zoom >= Number(name.slice(REGIONS.length)))
      stroke(ctx, view, part.layer(name), colours.region, 0.8);
  }
  // The coast of a cell is a layer of its own: the edge of its land is also where the cell was cut.
  if (part.box) stroke(ctx, view, part.layer("coast"), colours.coast, 1);
  else stroke(ctx, view, part.layer("land"), colours.coast, thin ? 0.6 : 1, true);
  stroke(ctx, view, part.layer("country"), colours.border, thin ? 0.8 : 1.3);
  ctx.lineCap = "butt";
  ctx.setLineDash([5, 3]);
  stroke(ctx, view, part.layer("disputed"), colours.border, 1);
  ctx.setLineDash([]);
  ctx.lineCap = "round";
}

function stroke(ctx, view, features, colour, width, closed = false) {
  if (!features.length) return;
  traceLines(ctx, view, features, closed);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}
