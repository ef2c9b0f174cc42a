import assert from "node:assert/strict";
import { test } from "node:test";
import { Data } from "../../mapper/webmap/static/data.js";
import { Orders } from "../../mapper/webmap/static/orders.js";
import { assemble } from "../../mapper/webmap/static/rows.js";

const meta = {
  n: 4,
  chunk: 1000,
  widths: { first: "2023-05-01" },
  kinds: [
    ["Protests", "Peaceful protest"],
    ["Battles", "Armed clash"],
  ],
  modalities: ["asserted", "alleged"],
  statuses: ["auto"],
  sources: ["A", "B"],
  sourceSets: [[0], [0, 1]],
  aliases: { old: 2 },
};
const columns = {
  place: Uint8Array.of(1, 0, 1, 0),
  start: Uint8Array.of(2, 0, 5, 2),
  days: Uint8Array.of(0, 0, 1, 0),
  kind: Uint8Array.of(0, 1, 0, 1),
  modality: Uint8Array.of(0, 1, 0, 0),
  status: new Uint8Array(4),
  voices: Uint8Array.of(1, 2, 1, 3),
  sources: Uint8Array.of(0, 1, 0, 0),
  fatalities: Uint8Array.of(0, 1, 22, 4),
  reports: Uint8Array.of(1, 2, 1, 1),
};
const places = {
  place_id: ["gn:1", "gn:2"],
  location: ["Östra", "Alba"],
  place_kind: ["city", "region"],
  latitude: [50, 40],
  longitude: [30, 20],
  country: ["X", "Y"],
  admin1: ["", ""],
  disputed: ["", "contested"],
};
const data = () => new Data(meta, columns, { places, areas: new Map(), other: null }, () => null);

test("the lists are in the order they say", () => {
  const orders = new Orders(data());
  const of = (name) => [...orders.of(name)];
  assert.deepEqual(of("newest"), [2, 0, 3, 1]);
  assert.deepEqual(of("oldest"), [0, 3, 2, 1]);
  assert.deepEqual(of("place"), [2, 0, 3, 1]); // Alba, then Östra
  assert.deepEqual(of("type"), [3, 1, 2, 0]);
  assert.deepEqual(of("voices"), [3, 1, 2, 0]);
  assert.deepEqual(of("fatalities"), [2, 3, 1, 0]);
});

test("incidents are found by place, and their days and dead are told", () => {
  const made = data();
  assert.deepEqual([...made.byPlace.subarray(made.from[1], made.from[2])], [0, 2]);
  assert.deepEqual(made.days(2), ["2023-05-05", "2023-05-06"]);
  assert.equal(made.days(1), null);
  assert.deepEqual(
    [0, 1, 2].map((i) => made.killed(i)),
    [null, 0, 21],
  );
  assert.equal(made.lastDay(), 6);
  assert.deepEqual([...made.starts(0)], [0, 1, 3, 4, 5]);
});

test("a row is put together again: what is left out is the incident's, the place's, or a length", () => {
  const words = {
    articles: { doc_id: ["000", "001"], source: ["A", "B"], url: ["", "https://b"], text_sha256: "ff" },
    reports: {
      article: [0, 0, 1, 0, 0],
      place: [true, true, 0, true, true],
      place_as_written: [true, "Alb", "Ostra", true, true],
      place_start: 5,
      place_end: [true, 8, true, true, true],
      span_start: 0,
      span_end: true,
      event_date: true,
      modality: [true, true, "denied", true, true],
      fatalities: true,
      attribution: [null, "the mayor", null, null, null],
    },
    incidents: { event_date_end: null, time_precision: [1, 2, 1, 1], date_basis: "stated", denied_by: null },
    more: { 1: { aliases: ["older"], context: [] } },
  };
  const sentences = ["", "😀 Alb.", "Ostra", "", ""];
  const row = assemble(data(), 1, { at: 1, from: 1, words, sentences, id: "abc" });
  assert.equal(row.id, "abc");
  assert.equal(row.location, "Östra");
  assert.equal(row.geo_precision, 1);
  assert.deepEqual(row.spellings, ["Alb", "Ostra"]);
  assert.deepEqual(row.source, ["A", "B"]);
  assert.equal(row.fatalities, 0);
  assert.equal(row.time_precision, 2);
  assert.deepEqual(row.aliases, ["older"]);
  assert.ok(!("context" in row));
  const [lead, other] = row.reports;
  assert.equal(lead.span_end, 6); // letters, not code units
  assert.deepEqual([lead.place_start, lead.place_end], [5, 8]);
  assert.equal(lead.modality, "alleged");
  assert.equal(other.modality, "denied");
  assert.equal(other.place_end, 10);
  assert.equal(other.url, "https://b");
  assert.ok(!("article" in lead) && !("place" in lead));
});

test("the name in the other language is told where there is one", () => {
  const local = new Data(
    { ...meta, names: "local" },
    columns,
    { places, areas: new Map(), other: ["Öst", ""] },
    () => null,
  );
  assert.deepEqual([local.placeName(0), local.otherName(0), local.placeName(1)], ["Öst", "Östra", "Alba"]);
});
