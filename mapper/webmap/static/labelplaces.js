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
const CENTRED = [[0, 0]];

/**
 * Labels that lie neither on marks nor on each other. ``labels`` come in order of weight: { x, y, width, height, gap }
 * with ``gap`` = [half width, half height] of what is named; [0, 0] centres the label on its point. No label is cut
 * by the edge of ``frame``.
 */
export function placeLabels(labels, boxes, frame = [-Infinity, -Infinity, Infinity, Infinity]) {
  const placed = [];
  for (const label of labels) {
    const [gapX, gapY] = label.gap;
    for (const [dx, dy] of gapX || gapY ? SIDES : CENTRED) {
      const x = label.x + dx * (gapX + label.width / 2 + 3);
      const y = label.y + dy * (gapY + label.height / 2 + 3);
      const box = boxAround(x, y, label.width, label.height, 1);
      if (boxes.hit(box) || crosses(label, box, frame)) continue;
      boxes.add(box, label);
      placed.push({ ...label, x, y });
      break;
    }
  }
  return placed;
}

/** True unless the label lies on the same side of the frame's edge as what it names. */
function crosses({ x, y }, [left, top, right, bottom], [x0, y0, x1, y1]) {
  if (x > x0 && x < x1 && y > y0 && y < y1) return left < x0 || right > x1 || top < y0 || bottom > y1;
  return right > x0 && left < x1 && bottom > y0 && top < y1;
}
