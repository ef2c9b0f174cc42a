// Where marks go on the screen, so that none hides another. Positions are pixels of the canvas; nothing here draws.
import { Boxes, boxAround } from "./boxes.js";

export const MARK = 8; // radius of one mark
const STEP = 2.5 * MARK; // from one mark to the next at a place
const PLATE = 4; // rim of the plate the marks of a place lie on
const GAP = 2; // kept free around a group
export const NAME_GAP = 11; // from the marks of an area to its name
const ROWS = [
  [],
  [1],
  [2],
  [3],
  [2, 2],
  [3, 2],
  [3, 3],
  [2, 3, 2],
  [3, 3, 2],
  [3, 3, 3],
  [3, 4, 3],
  [4, 4, 3],
  [4, 4, 4],
];
const WIDE_ROW = 6; // of a plate with more marks than ``ROWS`` has rows for
const PLATES = ROWS.map(plateOf);

/** How many marks are shown one by one at a place before they become a ring with a number. */
export function roomFor(zoom) {
  if (zoom < 3.5) return 1;
  if (zoom < 4.5) return 3;
  if (zoom < 6) return 7;
  return zoom < 7.5 ? 12 : 24; // more would hide their surroundings
}

/** The centres of n marks around the origin, row by row, and the size of the plate under them. */
export function arrange(n) {
  return (PLATES[n] ??= plateOf(evenRows(n)));
}

function evenRows(n) {
  const rows = Math.ceil(n / WIDE_ROW);
  return Array.from({ length: rows }, (_, r) => Math.floor((n + r) / rows));
}

function plateOf(rows) {
  const points = [];
  rows.forEach((count, r) => {
    const y = (r - (rows.length - 1) / 2) * STEP;
    for (let c = 0; c < count; c++) points.push([(c - (count - 1) / 2) * STEP, y]);
  });
  const rim = 2 * PLATE - (STEP - 2 * MARK);
  return { points, width: Math.max(...rows) * STEP + rim, height: rows.length * STEP + rim };
}

/** Radius of a ring that stands for n incidents. */
export function ringRadius(n) {
  return Math.min(30, 13 + 5 * Math.log10(n));
}

/**
 * Places gathered into spots: those less than a mark apart would lie on each other whatever else is there. A spot,
 * { x, y, n, places }, is where the place with most incidents is; ``left``, ``top`` fix the grid to the ground.
 */
export class Spots {
  constructor(left, top) {
    Object.assign(this, { left, top, cells: new Map() });
  }

  add(place, x, y, n) {
    const key = Math.floor((x + this.left) / (2 * MARK)) * 67108864 + Math.floor((y + this.top) / (2 * MARK));
    const spot = this.cells.get(key);
    if (!spot) this.cells.set(key, { x, y, n, most: n, places: [place], area: 0 });
    else {
      if (n > spot.most) Object.assign(spot, { x, y, most: n });
      spot.n += n;
      spot.places.push(place);
    }
  }

  all() {
    return [...this.cells.values()];
  }
}

/**
 * Marks that do not hide each other. ``spots`` are { x, y, n, places, area, label } (label: width of an area's name).
 * A spot of one place keeps its marks; spots that would lie on each other become one ring at the one with most
 * incidents. An area may stand anywhere inside itself, so it first tries to move.
 * The groups: { x, y, n, places, form: "marks" | "ring", width, height, spot, named }.
 */
export function groupSpots(spots, room) {
  const boxes = new Boxes();
  const groups = [];
  const order = [...spots].sort((a, b) => a.area - b.area || b.n - a.n || a.places[0] - b.places[0]);
  for (const spot of order) {
    const group = fit(spot, boxes, room);
    if (!group) continue;
    enter(group, boxes);
    groups.push(group);
  }
  return groups;
}

// Where an area's name may stand from its middle, in the order tried.
const AREA_MOVES = [
  [0, 0],
  [0, -26],
  [0, 26],
  [0, -52],
  [0, 52],
  [-60, 0],
  [60, 0],
];
const STAYS = [[0, 0]];

function fit(spot, boxes, room) {
  for (const form of formsOf(spot, room)) {
    for (const [dx, dy] of spot.area ? AREA_MOVES : STAYS) {
      if ((dx || dy) && !mayMove(spot, dx, dy)) continue;
      const group = groupOf(spot, form, spot.x + dx, spot.y + dy);
      if (!boxes.hit(boxOf(group))) return group;
    }
  }
  const ring = groupOf(spot, ringOf(spot.n), spot.x, spot.y);
  const other = boxes.hit(boxOf(ring));
  if (!other) return ring; // smaller than the plate of its marks
  absorb(other, spot, boxes);
  return null;
}

function groupOf(spot, form, x, y) {
  return { ...form, x, y, n: spot.n, places: [...spot.places], spot };
}

function formsOf(spot, room) {
  if (spot.n > room || spot.places.length > 1) return [ringOf(spot.n)];
  const { width, height } = arrange(spot.n);
  const plain = { form: "marks", width, height, named: false };
  if (!spot.area || !spot.label) return [plain];
  return [{ ...plain, width: width + spot.label + NAME_GAP, named: true }, plain];
}

function ringOf(n) {
  const size = 2 * ringRadius(n);
  return { form: "ring", width: size, height: size, named: false };
}

function mayMove(spot, dx, dy) {
  const [x0, y0, x1, y1] = spot.bounds ?? [0, 0, 0, 0];
  const x = spot.x + dx;
  const y = spot.y + dy;
  return x > x0 && x < x1 && y > y0 && y < y1;
}

function absorb(group, spot, boxes) {
  for (const place of spot.places) group.places.push(place);
  group.n += spot.n;
  Object.assign(group, ringOf(group.n));
  if (group.width > group.entered + GAP) enter(group, boxes);
}

function enter(group, boxes) {
  group.entered = group.width;
  boxes.add(boxOf(group), group);
}

function boxOf(group) {
  return boxAround(group.x, group.y, group.width, group.height, GAP);
}
