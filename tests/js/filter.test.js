import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine, facetsOf, isOpen, openFilter } from "../../mapper/webmap/static/filter.js";
import * as words from "../../mapper/webmap/static/words.js";

// Four incidents: strike by A, strike by A and B, march by B, march by B without a day.
const data = {
  n: 4,
  nPlaces: 2,
  meta: {
    kinds: [
      ["Explosions", "strike"],
      ["Protests", "march"],
    ],
    sources: ["A", "B"],
    sourceSets: [[0], [0, 1], [1]],
    claimants: ["", "police"],
    claimantSets: [[0], [1]],
    modalities: ["asserted", "alleged"],
    precisions: ["site", "city"],
    statuses: ["auto", "accepted"],
  },
  columns: {
    place: Uint8Array.of(0, 0, 1, 1),
    start: Uint8Array.of(1, 2, 3, 0),
    days: Uint8Array.of(0, 1, 0, 0),
    kind: Uint8Array.of(0, 0, 1, 1),
    sources: Uint8Array.of(0, 1, 2, 2),
    claimants: Uint8Array.of(0, 1, 0, 0),
    modality: Uint8Array.of(0, 0, 1, 0),
    precision: Uint8Array.of(1, 1, 1, 0),
    status: Uint8Array.of(0, 0, 0, 0),
    voices: Uint8Array.of(1, 2, 1, 1),
  },
};
const facets = facetsOf(data, words);
const category = { codes: data.columns.kind, table: Uint8Array.of(0, 1), size: 2 };
const run = (change) => new Engine(data, facets, (day) => day - 1, 3).run({ ...openFilter(), ...change }, category);
const shown = (result) => [...result.state].flatMap((state, i) => (state === 0 ? [i] : []));

test("without a filter everything is shown and counted", () => {
  const result = run({});
  assert.equal(result.total, 4);
  assert.deepEqual([...result.counts.type], [2, 2]);
  assert.deepEqual([...result.counts.source], [2, 3]);
  assert.deepEqual([...result.atPlace], [2, 2]);
});

test("a facet's own counts ignore its filter, the others follow it", () => {
  const result = run({ off: { type: new Set([1]) } });
  assert.deepEqual(shown(result), [0, 1]);
  assert.deepEqual([...result.counts.type], [2, 2]);
  assert.deepEqual([...result.counts.source], [2, 1]);
});

test("an incident with several sources is shown while one of them is", () => {
  assert.deepEqual(shown(run({ off: { source: new Set([0]) } })), [1, 2, 3]);
  assert.deepEqual(shown(run({ off: { source: new Set([0, 1]) } })), []);
});

test("two filters are joined by and", () => {
  assert.deepEqual(shown(run({ off: { type: new Set([0]), how: new Set([0]) } })), [2]);
});

test("a range of days keeps what overlaps it and drops what has no day", () => {
  assert.deepEqual(shown(run({ from: 3, to: 3 })), [1, 2]);
  assert.deepEqual(shown(run({ undated: false })), [0, 1, 2]);
});

test("the bars ignore the range of days but follow every other filter", () => {
  assert.deepEqual([...run({ from: 3, to: 3 }).bars], [1, 0, 1, 0, 0, 1, 0, 1]);
  assert.deepEqual([...run({ off: { type: new Set([1]) } }).bars], [1, 0, 1, 0, 0, 0, 0, 0]);
});

test("words found in reports narrow everything, the facets' own counts too", () => {
  const result = run({ only: Uint8Array.of(0, 1, 0, 0), text: "x" });
  assert.deepEqual(shown(result), [1]);
  assert.deepEqual([...result.counts.type], [1, 0]);
});

test("an open filter is known as one", () => {
  assert.ok(isOpen(openFilter()));
  assert.ok(!isOpen({ ...openFilter(), text: "x" }));
  assert.ok(!isOpen({ ...openFilter(), off: { type: new Set([1]) } }));
});

test("the review facet is there only when somebody reviewed", () => {
  assert.ok(!facets.some((facet) => facet.key === "review"));
  const reviewed = { ...data, columns: { ...data.columns, status: Uint8Array.of(0, 1, 0, 0) } };
  assert.ok(facetsOf(reviewed, words).some((facet) => facet.key === "review"));
});
