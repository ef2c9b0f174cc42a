// Outlines as paths of a canvas: what is out of view or smaller than a pixel is left out.

const LEAST = 0.8; // pixels from one point to the next

/** True when a Mercator box and the view meet. */
export function inView([x0, y0, x1, y1], { scale, left, top, width, height }) {
  return x1 * scale >= left && x0 * scale <= left + width && y1 * scale >= top && y0 * scale <= top + height;
}

/**
 * The features in view as the current path, each ring closed, to be filled. What lies on the edge of ``cell``, where it
 * was cut, is moved a little out of it: the land of two cells must meet.
 */
export function traceRings(ctx, view, features, cell = null) {
  const { scale, left, top } = view;
  const outward = cell && outwardFrom(cell);
  ctx.beginPath();
  for (const { rings, box } of features) {
    if (!inView(box, view) || isSpeck(box, scale)) continue;
    for (const ring of rings) {
      let px = ring[0] * scale - left + (outward ? outward(ring[0], 0) : 0);
      let py = ring[1] * scale - top + (outward ? outward(ring[1], 1) : 0);
      ctx.moveTo(px, py);
      for (let i = 2; i < ring.length; i += 2) {
        let x = ring[i] * scale - left;
        let y = ring[i + 1] * scale - top;
        if (outward) {
          x += outward(ring[i], 0);
          y += outward(ring[i + 1], 1);
        }
        if (Math.abs(x - px) + Math.abs(y - py) < LEAST && i < ring.length - 2) continue;
        ctx.lineTo(x, y);
        px = x;
        py = y;
      }
      ctx.closePath();
    }
  }
}

/**
 * The features in view as the current path, to be stroked; ``closed`` for rings. Where the world is cut open, along
 * the 180th meridian and at the southern edge, there is no line.
 */
export function traceLines(ctx, view, features, closed) {
  const { scale, left, top } = view;
  ctx.beginPath();
  for (const { rings, box } of features) {
    if (!inView(box, view) || (closed && isSpeck(box, scale))) continue;
    for (const ring of rings) {
      const last = closed ? ring.length : ring.length - 2;
      let px = ring[0] * scale - left;
      let py = ring[1] * scale - top;
      ctx.moveTo(px, py);
      for (let i = 2; i <= last; i += 2) {
        const at = i % ring.length;
        const x = ring[at] * scale - left;
        const y = ring[at + 1] * scale - top;
        if (Math.abs(x - px) + Math.abs(y - py) < LEAST && i < last) continue;
        if (isCut(ring, i - 2) && isCut(ring, at)) ctx.moveTo(x, y);
        else ctx.lineTo(x, y);
        px = x;
        py = y;
      }
    }
  }
}

const OUTWARD = 2; // pixels
const ON_EDGE = 1e-9; // of the world: less than a tenth of a step of the grid

/** How far a coordinate (axis 0: x, 1: y) on the edge of a cell is moved out of it. */
function outwardFrom(cell) {
  return (value, axis) => {
    if (Math.abs(value - cell[axis]) < ON_EDGE) return -OUTWARD;
    return Math.abs(value - cell[axis + 2]) < ON_EDGE ? OUTWARD : 0;
  };
}

function isSpeck([x0, y0, x1, y1], scale) {
  return (x1 - x0) * scale < 0.5 && (y1 - y0) * scale < 0.5;
}

function isCut(ring, at) {
  return Math.abs(ring[at] - Math.round(ring[at])) < 1e-9 || ring[at + 1] > 1 - 1e-9;
}
