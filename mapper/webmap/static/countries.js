// Where the name of a country may stand: somewhere in the part of it that is in view.
import { mercatorX, mercatorY } from "./unpack.js";

const GRID = 0.01; // degrees, of the rows
const OVERLAP = 3; // a pixel of the name outside the country weighs as much as so many pixels off its middle

/** The rows of a country, [step, [y, west, east], ...] on the grid, in Web Mercator: [{ y, x0, x1, height }]. */
export function mercatorRows([step = 0, ...rows]) {
  return rows.map(([y, west, east]) => ({
    y: mercatorY(y * GRID),
    x0: mercatorX(west * GRID),
    x1: mercatorX(east * GRID),
    height: mercatorY((y - step / 2) * GRID) - mercatorY((y + step / 2) * GRID),
  }));
}

/**
 * What is in view of a country inside ``frame`` [left, top, right, bottom], in pixels: { area, spots(width) }. The
 * spots, { x, y }, are where a name of that width may have its middle, the best first.
 */
export function visiblePart(rows, view, [left, top, right, bottom]) {
  const seen = [];
  let [area, sumX, sumY] = [0, 0, 0];
  for (const { y: my, x0, x1, height } of rows) {
    const y = my * view.scale - view.top;
    if (y < top || y > bottom) continue;
    const turn = Math.round((view.left + view.width / 2) / view.scale - (x0 + x1) / 2);
    const from = Math.max(left, (x0 + turn) * view.scale - view.left);
    const to = Math.min(right, (x1 + turn) * view.scale - view.left);
    if (from >= to) continue;
    const part = (to - from) * height * view.scale;
    area += part;
    sumX += (part * (from + to)) / 2;
    sumY += part * y;
    seen.push({ y, from, to });
  }
  const middle = { x: sumX / area, y: sumY / area };
  return { area, spots: (width) => spotsIn(seen, middle, width) };
}

function spotsIn(seen, middle, width) {
  const spots = seen.flatMap(({ y, from, to }) => {
    const outside = Math.max(0, width - (to - from));
    const [first, last] = outside ? [(from + to) / 2, (from + to) / 2] : [from + width / 2, to - width / 2];
    const near = Math.min(last, Math.max(first, middle.x));
    return [near, first, (first + near) / 2, (near + last) / 2, last].map((x) => ({
      x,
      y,
      off: Math.hypot(x - middle.x, y - middle.y) + OVERLAP * outside,
      outside,
    }));
  });
  return spots.sort((a, b) => a.off - b.off);
}
