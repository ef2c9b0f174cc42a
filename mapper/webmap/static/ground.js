// The ground: land, coast and borders. Coarse for the world, finer in the cells around the incidents.
import { decodeFeatures, featureOf, inflate, mercatorX, mercatorY } from "./unpack.js";

const WORLD_GRID = 0.01;
const CELL_GRID = 0.001;
const CELL_DEGREES = 10;
// Below this zoom a pixel is wider than what the coarse outline leaves out.
const DETAIL_ZOOM = 4.5;
const ADMIN1_ZOOM = 4;
const RIVER_ZOOM = 4;

/** The ground of the page, read from its blocks. */
export async function loadGround(root = document) {
  const nodes = [...root.querySelectorAll('script[id^="ground-"]')];
  const parts = await Promise.all(
    nodes.map(async (node) => {
      const [part, layer] = node.id.slice("ground-".length).split("/");
      const grid = part === "world" ? WORLD_GRID : CELL_GRID;
      const text = node.textContent;
      node.remove();
      const features = decodeFeatures(await inflate(text), grid);
      // A box for each ring, so that what is out of view costs nothing.
      return [part, layer, features.flatMap(({ rings }) => rings.map((ring) => featureOf([ring])))];
    }),
  );
  const ground = { world: {}, cells: [] };
  const cells = new Map();
  for (const [part, layer, features] of parts) {
    if (part === "world") ground.world[layer] = features;
    else {
      if (!cells.has(part)) cells.set(part, { box: cellBox(part) });
      cells.get(part)[layer] = features;
    }
  }
  ground.cells = [...cells.values()];
  return ground;
}

function cellBox(name) {
  const [lat, lon] = name.split(",").map(Number);
  return [mercatorX(lon), mercatorY(lat + CELL_DEGREES), mercatorX(lon + CELL_DEGREES), mercatorY(lat)];
}

/** Draws the ground under ``view``; ``colours`` are water, land, coast, border, region. */
export function drawGround(ctx, view, ground, colours) {
  ctx.fillStyle = colours.water;
  ctx.fillRect(0, 0, view.width, view.height);
  const first = Math.floor(view.left / view.scale);
  const last = Math.floor((view.left + view.width) / view.scale);
  for (let world = first; world <= last; world++) {
    drawWorld(ctx, { ...view, left: view.left - world * view.scale }, ground, colours);
  }
}

function drawWorld(ctx, view, ground, colours) {
  const cells = view.zoom >= DETAIL_ZOOM ? ground.cells.filter((cell) => inView(cell.box, view)) : [];
  ctx.save();
  if (cells.length) clipOut(ctx, view, cells);
  drawPart(ctx, view, ground.world, colours);
  ctx.restore();
  for (const cell of cells) {
    ctx.save();
    ctx.beginPath();
    boxPath(ctx, view, cell.box);
    ctx.clip();
    drawPart(ctx, view, cell, colours);
    ctx.restore();
  }
}

function clipOut(ctx, view, cells) {
  ctx.beginPath();
  ctx.rect(0, 0, view.width, view.height);
  for (const cell of cells) boxPath(ctx, view, cell.box);
  ctx.clip("evenodd");
}

// The pixels a cell surely covers: points closer than a pixel are left out of its land, its edge among them. What is
// between two cells is drawn by the coarse world.
function boxPath(ctx, view, [x0, y0, x1, y1]) {
  const left = Math.ceil(x0 * view.scale - view.left) + 1;
  const top = Math.ceil(y0 * view.scale - view.top) + 1;
  const right = Math.floor(x1 * view.scale - view.left) - 1;
  const bottom = Math.floor(y1 * view.scale - view.top) - 1;
  ctx.rect(left, top, right - left, bottom - top);
}

function drawPart(ctx, view, part, colours) {
  if (!part.land) return;
  trace(ctx, view, part.land, true);
  ctx.fillStyle = colours.land;
  ctx.fill("evenodd");
  ctx.lineJoin = "round";
  drawWater(ctx, view, part, colours);
  if (view.zoom >= ADMIN1_ZOOM) stroke(ctx, view, part.admin1, colours.region, 0.8);
  // The coast of a cell is a layer of its own: the edge of its land is also where the cell was cut.
  if (part.coast) stroke(ctx, view, part.coast, colours.coast, 1);
  else {
    trace(ctx, view, part.land, true);
    ctx.strokeStyle = colours.coast;
    ctx.lineWidth = view.zoom < 4 ? 0.6 : 1;
    ctx.stroke();
  }
  stroke(ctx, view, part.country, colours.border, view.zoom < 4 ? 0.8 : 1.3);
  ctx.setLineDash([5, 3]);
  stroke(ctx, view, part.disputed, colours.border, 1);
  ctx.setLineDash([]);
}

function drawWater(ctx, view, part, colours) {
  if (part.lake) {
    trace(ctx, view, part.lake, true);
    ctx.fillStyle = colours.water;
    ctx.fill("evenodd");
  }
  if (view.zoom >= RIVER_ZOOM) stroke(ctx, view, part.river, colours.coast, view.zoom < 7 ? 0.7 : 1.2);
}

function stroke(ctx, view, features, colour, width) {
  if (!features?.length) return;
  trace(ctx, view, features, false);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

export function inView([x0, y0, x1, y1], view) {
  const { scale, left, top, width, height } = view;
  return x1 * scale >= left && x0 * scale <= left + width && y1 * scale >= top && y0 * scale <= top + height;
}

/** The features in view as the current path; points closer than a pixel to the one before are left out. */
export function trace(ctx, view, features, close) {
  const { scale, left, top } = view;
  ctx.beginPath();
  for (const { rings, box } of features) {
    if (!inView(box, view)) continue;
    if (close && (box[2] - box[0]) * scale < 0.5 && (box[3] - box[1]) * scale < 0.5) continue;
    for (const ring of rings) {
      let px = ring[0] * scale - left;
      let py = ring[1] * scale - top;
      ctx.moveTo(px, py);
      for (let i = 2; i < ring.length; i += 2) {
        const x = ring[i] * scale - left;
        const y = ring[i + 1] * scale - top;
        if (Math.abs(x - px) + Math.abs(y - py) < 0.8 && i < ring.length - 2) continue;
        ctx.lineTo(x, y);
        px = x;
        py = y;
      }
      if (close) ctx.closePath();
    }
  }
}
