import assert from "node:assert/strict";
import { test } from "node:test";
import { outlineOf } from "../../mapper/webmap/static/areas.js";
import { boundsOf, nearestCopy } from "../../mapper/webmap/static/bounds.js";
import { traceLines } from "../../mapper/webmap/static/trace.js";
import { featureOf, mercatorX } from "../../mapper/webmap/static/unpack.js";

const point = (lat, lon) => [lon, lat, lon, lat];

test("bounds leave the widest gap out, also across the 180th meridian", () => {
  assert.deepEqual(boundsOf([point(50, 30), point(46, 31)]), [
    [46, 30],
    [50, 31],
  ]);
  assert.deepEqual(boundsOf([point(-18, 178), point(-14, -171), point(65, 177)]), [
    [-18, 177],
    [65, 189],
  ]);
  assert.deepEqual(boundsOf([point(0, -120), point(10, 0), point(20, 100)]), [
    [0, -120],
    [20, 100],
  ]);
});

test("bounds of boxes hold all of them", () => {
  assert.deepEqual(boundsOf([[170, -20, 190, -10], point(40, -160)]), [
    [-20, 170],
    [40, 200],
  ]);
});

test("a longitude comes near to where the map is", () => {
  assert.deepEqual([nearestCopy(-171, 178), nearestCopy(30, 20), nearestCopy(170, -175)], [189, 30, -190]);
});

const square = (west, east) => {
  const [x0, x1] = [mercatorX(west), mercatorX(east)];
  return Float64Array.of(x0, 0.3, x1, 0.3, x1, 0.4, x0, 0.4);
};

test("an outline that the 180th meridian cuts is one piece, and has no line there", () => {
  const data = {
    areas: new Map([[0, featureOf([square(160, 180), square(-180, -170)])]]),
    x: [mercatorX(170)],
    y: [0.35],
    places: { feature_code: ["ADM1"] },
  };
  const outline = outlineOf(data, 0);
  assert.ok(outline.box[2] - outline.box[0] < 0.1);
  const drawn = [];
  const ctx = {
    beginPath() {},
    moveTo: (x, y) => drawn.push(["move", x, y]),
    lineTo: (x, y) => drawn.push(["line", x, y]),
  };
  const seam = 1000 * mercatorX(180);
  traceLines(ctx, { scale: 1000, left: 0, top: 0, width: 1200, height: 1000 }, [outline], true);
  const alongSeam = drawn.filter(([kind, x], k) => kind === "line" && x === seam && drawn[k - 1][1] === seam);
  assert.deepEqual(alongSeam, []);
  assert.equal(drawn.filter(([kind]) => kind === "line").length, 6);
});

test("a place without an outline is a disc around its point", () => {
  const data = { areas: new Map(), x: [0.6], y: [0.4], places: { feature_code: ["RGN"] } };
  const { box, vague } = outlineOf(data, 0);
  assert.ok(vague && box[0] < 0.6 && box[2] > 0.6);
  assert.ok(Math.abs((box[0] + box[2]) / 2 - 0.6) < 1e-9);
});
