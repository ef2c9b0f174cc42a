import assert from "node:assert/strict";
import { test } from "node:test";
import { Boxes, boxAround } from "../../mapper/webmap/static/boxes.js";
import { placeLabels } from "../../mapper/webmap/static/labelplaces.js";
import { MARK, Spots, arrange, groupSpots, ringRadius, roomFor } from "../../mapper/webmap/static/layout.js";

const spot = (place, x, y, n, more = {}) => ({ places: [place], x, y, n, area: 0, ...more });
const meets = (a, b) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

for (let n = 1; n <= 12; n++) {
  test(`${n} marks at a place do not hide each other and stay on their plate`, () => {
    const { points, width, height } = arrange(n);
    assert.equal(points.length, n);
    points.forEach(([x, y], i) => {
      assert.ok(Math.abs(x) + MARK <= width / 2 && Math.abs(y) + MARK <= height / 2);
      for (const [x2, y2] of points.slice(i + 1)) assert.ok(Math.hypot(x - x2, y - y2) >= 2 * MARK);
    });
  });
}

test("a single mark stands exactly on its place", () => {
  const [group] = groupSpots([spot(0, 100, 80, 1)], roomFor(8));
  assert.deepEqual([group.x, group.y, group.form], [100, 80, "marks"]);
});

test("more incidents than there is room for become a ring at the place", () => {
  const [group] = groupSpots([spot(0, 100, 80, 25)], roomFor(8));
  assert.deepEqual([group.x, group.y, group.form, group.n], [100, 80, "ring", 25]);
});

test("places less than a mark apart are one spot where the busiest is, and a ring", () => {
  const spots = new Spots(0, 0);
  spots.add(0, 100, 100, 1);
  spots.add(1, 103, 102, 3);
  spots.add(2, 300, 300, 1);
  const groups = groupSpots(spots.all(), roomFor(8));
  assert.deepEqual(
    groups.map(({ x, y, n, form, places }) => [x, y, n, form, places]),
    [
      [103, 102, 4, "ring", [0, 1]],
      [300, 300, 1, "marks", [2]],
    ],
  );
});

test("spots stay the same when the map is dragged", () => {
  const gathered = (left) => {
    const spots = new Spots(left, 0);
    for (const [place, x] of [5, 14, 17, 40].entries()) spots.add(place, x - left, 8, 1);
    return spots.all().map(({ places }) => places);
  };
  assert.deepEqual(gathered(0), gathered(7));
});

test("a ring keeps what it grew to free of others", () => {
  const crowd = Array.from({ length: 60 }, (_, i) => spot(i, 200 + (i % 8), 200 + Math.floor(i / 8), 30));
  const groups = groupSpots([...crowd, spot(99, 200 + ringRadius(1800) + MARK, 200, 1)], 12);
  assert.equal(groups.length, 1);
});

test("places that would lie on each other become one ring on the busier one", () => {
  const groups = groupSpots([spot(0, 100, 100, 1), spot(1, 106, 103, 3)], roomFor(8));
  assert.equal(groups.length, 1);
  assert.deepEqual([groups[0].x, groups[0].y, groups[0].n], [106, 103, 4]);
});

test("no two groups meet and no incident is lost, however crowded", () => {
  const items = Array.from({ length: 400 }, (_, i) => spot(i, (i * 37) % 600, (i * 91) % 400, 1 + (i % 17)));
  const groups = groupSpots(items, roomFor(5));
  assert.equal(
    groups.reduce((sum, g) => sum + g.n, 0),
    items.reduce((sum, i) => sum + i.n, 0),
  );
  const marks = groups.filter((g) => g.form === "marks");
  marks.forEach((a, i) => marks.slice(i + 1).forEach((b) => assert.ok(!meets(a, b))));
});

test("an area makes way for a place and stays inside itself", () => {
  const area = spot(1, 100, 100, 1, { area: 1, label: 0, bounds: [0, 0, 200, 200] });
  const groups = groupSpots([area, spot(0, 100, 100, 1)], roomFor(8));
  assert.equal(groups.length, 2);
  assert.deepEqual([groups[0].x, groups[0].y], [100, 100]);
  assert.ok(groups[1].y !== 100 && groups[1].y > 0 && groups[1].y < 200);
});

test("labels avoid marks, each other and the edge", () => {
  const boxes = new Boxes();
  boxes.add(boxAround(50, 70, 40, 20), "mark");
  const label = (x, y) => ({ text: "a", x, y, width: 30, height: 14, gap: [8, 8] });
  const placed = placeLabels(
    [label(50, 50), label(50, 50), label(5, 90), { ...label(-25, 20), text: "b" }],
    boxes,
    [0, 0, 100, 100],
  );
  const boxOf = (l) => boxAround(l.x, l.y, l.width, l.height);
  placed.forEach((a, i) => placed.slice(i + 1).forEach((b) => assert.ok(!meets(a, b))));
  for (const one of placed) {
    const [left, , right] = boxOf(one);
    assert.ok(left >= 0 || right <= 0); // on one side of the edge, the one of its point
    assert.equal(left >= 0, one.text === "a");
    assert.ok(!meets(one, { x: 50, y: 70, width: 40, height: 20 }));
  }
  assert.equal(placed.length, 4);
});
