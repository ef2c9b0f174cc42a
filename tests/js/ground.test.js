import assert from "node:assert/strict";
import { test } from "node:test";
import { Boxes, boxAround } from "../../mapper/webmap/static/boxes.js";
import { mercatorRows, visiblePart } from "../../mapper/webmap/static/countries.js";
import { placeInside, placeLabels } from "../../mapper/webmap/static/labelplaces.js";
import { traceRings } from "../../mapper/webmap/static/trace.js";
import { featureOf, mercatorX, mercatorY } from "../../mapper/webmap/static/unpack.js";

const scale = 256 * 2 ** 5;
const viewAt = (lat, lon) => ({
  scale,
  left: mercatorX(lon) * scale,
  top: mercatorY(lat) * scale,
  width: 400,
  height: 300,
});
const FRAME = [0, 0, 400, 300];
const WIDE = mercatorRows([100, [4950, 2000, 6000], [4850, 2000, 6000], [4750, 2000, 2300]]);

test("of a country only the part in view counts, and its name stands inside it", () => {
  const view = viewAt(50, 18);
  const { area, spots } = visiblePart(WIDE, view, FRAME);
  assert.ok(area > 20000 && area < 400 * 110);
  const west = (mercatorX(20) - mercatorX(18)) * scale;
  for (const { x, y, outside } of spots(60)) {
    assert.ok(y > 0 && y < 110);
    assert.ok(outside || (x - 30 >= west - 1e-6 && x + 30 <= 400 + 1e-6));
  }
  const [best] = spots(60);
  assert.ok(Math.abs(best.x - (west + 400) / 2) < 30);
  assert.equal(visiblePart(WIDE, viewAt(20, 18), FRAME).area, 0);
});

test("a country on the other side of the 180th meridian is the copy in view", () => {
  const east = mercatorRows([100, [6550, 17000, 18000], [6550, -18000, -17000]]);
  const { area, spots } = visiblePart(east, viewAt(66, 176), FRAME);
  const both = (mercatorX(190) - mercatorX(176)) * scale * (mercatorY(65) - mercatorY(66)) * scale;
  assert.ok(Math.abs(area - both) < both / 10);
  assert.ok(spots(40).some(({ x }) => x > (mercatorX(180) - mercatorX(176)) * scale));
});

test("a name takes another place where marks stand, and covers the smallest town if it must cover one", () => {
  const boxes = new Boxes();
  boxes.add(boxAround(200, 100, 50, 50), "mark");
  const dots = new Boxes();
  dots.add(boxAround(100, 100, 6, 6), { population: 9e6 });
  dots.add(boxAround(300, 100, 6, 6), { population: 1e4 });
  const country = (xs) => ({ text: "A", width: 60, height: 15, spots: xs.map((x) => ({ x, y: 100 })) });
  assert.deepEqual(
    placeInside([country([200, 100, 300])], boxes, dots, FRAME).map(({ x }) => x),
    [300],
  );
  assert.deepEqual(placeInside([country([200, 300])], boxes, dots, FRAME), []); // the first one stands there now
  assert.deepEqual(placeInside([country([390])], boxes, dots, FRAME), []); // cut by the edge
});

test("a town whose dot a name covers is not named", () => {
  const boxes = new Boxes();
  boxes.add(boxAround(100, 100, 80, 15), "name of a country");
  const town = { text: "T", x: 110, y: 102, width: 30, height: 13, gap: [3, 3], dot: [110, 102] };
  assert.deepEqual(placeLabels([town], boxes, FRAME), []);
  assert.equal(placeLabels([{ ...town, y: 150, dot: [110, 150] }], boxes, FRAME).length, 1);
});

test("land goes over the edge of its cell, so that two cells meet, but not over its own coast", () => {
  const ring = Float64Array.of(0.5, 0.2, 0.6, 0.2, 0.55, 0.3);
  const points = [];
  const ctx = {
    beginPath() {},
    closePath() {},
    moveTo: (x, y) => points.push([x, y]),
    lineTo: (x, y) => points.push([x, y]),
  };
  traceRings(
    ctx,
    { scale: 1000, left: 0, top: 0, width: 1000, height: 1000 },
    [featureOf([ring])],
    [0.5, 0.2, 0.7, 0.4],
  );
  assert.deepEqual(points, [
    [498, 198],
    [600, 198],
    [550, 300],
  ]);
});
