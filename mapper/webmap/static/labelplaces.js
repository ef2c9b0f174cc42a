// Where labels go: beside what they name, on nothing that is there already.
import { boxAround } from "./boxes.js";

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
const DOT = 6;

/**
 * Labels that lie neither on marks nor on each other. ``labels`` come in order of weight: { x, y, width, height, gap }
 * with ``gap`` = [half width, half height] of what is named, and [x, y] of its ``dot`` where it has one: a label
 * whose dot is covered is left out. No label is cut by the edge of ``frame``.
 */
export function placeLabels(labels, boxes, frame = [-Infinity, -Infinity, Infinity, Infinity]) {
  const placed = [];
  for (const label of labels) {
    const dot = label.dot && boxAround(...label.dot, DOT, DOT);
    if (dot && boxes.hit(dot)) continue;
    const [gapX, gapY] = label.gap;
    for (const [dx, dy] of SIDES) {
      const x = label.x + dx * (gapX + label.width / 2 + 3);
      const y = label.y + dy * (gapY + label.height / 2 + 3);
      const box = boxAround(x, y, label.width, label.height, 1);
      if (boxes.hit(box) || crosses(label, box, frame)) continue;
      boxes.add(box, label);
      if (dot) boxes.add(dot, label);
      placed.push({ ...label, x, y });
      break;
    }
  }
  return placed;
}

/**
 * Labels at the first of their ``spots`` [{ x, y }] that lies neither on marks nor on each other, and that covers none
 * of the ``dots`` or, if that cannot be helped, the one of the smallest town.
 */
export function placeInside(labels, boxes, dots, frame) {
  const placed = [];
  for (const label of labels) {
    const boxAt = ({ x, y }) => boxAround(x, y, label.width, label.height, 1);
    const covered = (spot) => dots.hit(boxAt(spot))?.population ?? 0;
    const free = label.spots.filter((spot) => !boxes.hit(boxAt(spot)) && !crosses(spot, boxAt(spot), frame));
    if (!free.length) continue;
    const { x, y } = free.reduce((best, spot) => (covered(spot) < covered(best) ? spot : best));
    boxes.add(boxAt({ x, y }), label);
    placed.push({ ...label, x, y });
  }
  return placed;
}

/** True unless the label lies on the same side of the frame's edge as what it names. */
function crosses({ x, y }, [left, top, right, bottom], [x0, y0, x1, y1]) {
  if (x > x0 && x < x1 && y > y0 && y < y1) return left < x0 || right > x1 || top < y0 || bottom > y1;
  return right > x0 && left < x1 && bottom > y0 && top < y1;
}
