// Rectangles on the screen: [left, top, right, bottom].

const CELL = 64; // of the grid that finds neighbours

/** Rectangles that are asked whether a new one would lie on one of them. */
export class Boxes {
  constructor() {
    this.cells = new Map();
  }

  /** The first owner whose box meets this one, or undefined. */
  hit(box) {
    const [left, top, right, bottom] = box;
    for (let cx = Math.floor(left / CELL); cx <= Math.floor(right / CELL); cx++) {
      for (let cy = Math.floor(top / CELL); cy <= Math.floor(bottom / CELL); cy++) {
        const entries = this.cells.get(cx * 65536 + cy) ?? [];
        for (const { box: other, owner } of entries) {
          if (other[0] < right && left < other[2] && other[1] < bottom && top < other[3]) return owner;
        }
      }
    }
    return undefined;
  }

  add(box, owner) {
    for (let cx = Math.floor(box[0] / CELL); cx <= Math.floor(box[2] / CELL); cx++) {
      for (let cy = Math.floor(box[1] / CELL); cy <= Math.floor(box[3] / CELL); cy++) {
        const key = cx * 65536 + cy;
        const entries = this.cells.get(key);
        if (entries) entries.push({ box, owner });
        else this.cells.set(key, [{ box, owner }]);
      }
    }
  }
}

export function boxAround(x, y, width, height, pad = 0) {
  return [x - width / 2 - pad, y - height / 2 - pad, x + width / 2 + pad, y + height / 2 + pad];
}
