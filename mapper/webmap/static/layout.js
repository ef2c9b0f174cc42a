// Where marks and labels go on the screen. Positions are world pixels at the zoom; nothing here draws.

export const MARK = 8; // radius of one mark
const STEP = 2.5 * MARK; // from one mark to the next at a place
const PLATE = 4; // rim of the plate the marks of a place lie on
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

/** How many marks are shown one by one at a place before they become a ring with a number. */
export function roomFor(zoom) {
  if (zoom < 3.5) return 1;
  if (zoom < 4.5) return 3;
  return zoom < 6 ? 7 : 12;
}

/** The centres of n marks around the origin, row by row, and the size of the plate under them. */
export function arrange(n) {
  const rows = ROWS[n];
  const points = [];
  rows.forEach((count, r) => {
    const y = (r - (rows.length - 1) / 2) * STEP;
    for (let c = 0; c < count; c++) points.push([(c - (count - 1) / 2) * STEP, y]);
  });
  const width = Math.max(...rows) * STEP + 2 * PLATE - (STEP - 2 * MARK);
  const height = rows.length * STEP + 2 * PLATE - (STEP - 2 * MARK);
  return { points, width, height };
}

/** Radius of a ring that stands for n incidents. */
export function ringRadius(n) {
  return Math.min(30, 13 + 5 * Math.log10(n));
}

/** Rectangles on the screen, asked whether a new one would lie on one of them. */
export class Boxes {
  constructor(cell = 64) {
    this.cell = cell;
    this.cells = new Map();
  }

  *keys([x0, y0, x1, y1]) {
    for (let cx = Math.floor(x0 / this.cell); cx <= Math.floor(x1 / this.cell); cx++) {
      for (let cy = Math.floor(y0 / this.cell); cy <= Math.floor(y1 / this.cell); cy++) yield cx * 1e6 + cy;
    }
  }

  /** The first owner whose box meets this one, or undefined. */
  hit(box) {
    for (const key of this.keys(box)) {
      for (const entry of this.cells.get(key) ?? []) {
        const [x0, y0, x1, y1] = entry.box;
        if (x0 < box[2] && box[0] < x1 && y0 < box[3] && box[1] < y1) return entry.owner;
      }
    }
    return undefined;
  }

  add(box, owner) {
    for (const key of this.keys(box)) {
      const entries = this.cells.get(key);
      if (entries) entries.push({ box, owner });
      else this.cells.set(key, [{ box, owner }]);
    }
  }
}

export function boxAround(x, y, width, height, pad = 0) {
  return [x - width / 2 - pad, y - height / 2 - pad, x + width / 2 + pad, y + height / 2 + pad];
}

/**
 * Marks that do not hide each other. ``items`` are places with shown incidents: { place, x, y, n, area, label }
 * (label: width of an area's name). A place of its own keeps its marks; places that would lie on each other become one
 * ring at the one with most incidents. An area may stand anywhere inside itself, so it first tries to move.
 * The groups: { x, y, n, items, form: "marks" | "ring", width, height, named }.
 */
export function groupPlaces(items, room) {
  const boxes = new Boxes();
  const groups = [];
  const order = [...items].sort((a, b) => a.area - b.area || b.n - a.n || a.place - b.place);
  for (const item of order) {
    const group = fit(item, boxes, room);
    if (group) {
      boxes.add(boxOf(group), group);
      groups.push(group);
    }
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

function fit(item, boxes, room) {
  const forms = formsOf(item, room);
  const moves = item.area ? AREA_MOVES : [[0, 0]];
  for (const form of forms) {
    for (const [dx, dy] of moves) {
      if ((dx || dy) && !mayMove(item, dx, dy)) continue;
      const group = { ...form, x: item.x + dx, y: item.y + dy, n: item.n, items: [item] };
      if (!boxes.hit(boxOf(group))) return group;
    }
  }
  const ring = { ...ringOf(item.n), x: item.x, y: item.y, n: item.n, items: [item], named: false };
  const other = boxes.hit(boxOf(ring));
  if (!other) return ring; // smaller than the plate of its marks
  absorb(other, item, boxes);
  return null;
}

function formsOf(item, room) {
  if (item.n > room) return [{ ...ringOf(item.n), named: false }];
  const { width, height } = arrange(item.n);
  const plain = { form: "marks", width, height, named: false };
  if (!item.area || !item.label) return [plain];
  return [{ ...plain, width: width + item.label + 6, named: true }, plain];
}

function ringOf(n) {
  const size = 2 * ringRadius(n);
  return { form: "ring", width: size, height: size };
}

function mayMove(item, dx, dy) {
  const [x0, y0, x1, y1] = item.bounds ?? [0, 0, 0, 0];
  const x = item.x + dx;
  const y = item.y + dy;
  return x > x0 && x < x1 && y > y0 && y < y1;
}

function absorb(group, item, boxes) {
  group.items.push(item);
  group.n += item.n;
  Object.assign(group, ringOf(group.n), { named: false });
  boxes.add(boxOf(group), group);
}

function boxOf(group) {
  return boxAround(group.x, group.y, group.width, group.height, 2);
}

// A label is tried below, above, right and left of what it names, then at its corners.
const SIDES = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [0.9, 0.9],
  [-0.9, 0.9],
  [0.9, -0.9],
  [-0.9, -0.9],
];

/**
 * Labels that lie neither on marks nor on each other. ``labels`` come in order of weight: { x, y, width, height, gap }
 * with ``gap`` = [half width, half height] of what is named; [0, 0] centres the label on its point. A label of
 * something inside ``frame`` is not cut off by it.
 */
export function placeLabels(labels, boxes, frame = [-Infinity, -Infinity, Infinity, Infinity]) {
  const placed = [];
  for (const label of labels) {
    const [gapX, gapY] = label.gap;
    const sides = gapX || gapY ? SIDES : [[0, 0]];
    for (const [dx, dy] of sides) {
      const x = label.x + dx * (gapX + label.width / 2 + 3);
      const y = label.y + dy * (gapY + label.height / 2 + 3);
      const box = boxAround(x, y, label.width, label.height, 1);
      if (boxes.hit(box) || cutBy(frame, label, box)) continue;
      boxes.add(box, label);
      placed.push({ ...label, x, y });
      break;
    }
  }
  return placed;
}

function cutBy([x0, y0, x1, y1], { x, y }, box) {
  const inside = x > x0 && x < x1 && y > y0 && y < y1;
  return inside && (box[0] < x0 || box[1] < y0 || box[2] > x1 || box[3] > y1);
}
