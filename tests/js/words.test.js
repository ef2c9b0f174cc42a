import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeHash, encodeHash } from "../../mapper/webmap/static/permalink.js";
import { PlaceIndex, foldName, hitsIn, incidentsWith } from "../../mapper/webmap/static/find.js";
import { csvText, geojsonText } from "../../mapper/webmap/static/exports.js";
import { shortNumber } from "../../mapper/webmap/static/shapes.js";
import { timeBins } from "../../mapper/webmap/static/timebins.js";
import * as words from "../../mapper/webmap/static/words.js";

const table = (name, say, rows) =>
  test(name, () => rows.forEach(([expected, ...given]) => assert.deepEqual(say(...given), expected)));

table("casualties are told as they are reported", words.casualtyWords, [
  ["", null, null, "killed"],
  ["nobody killed", 0, 0, "killed"],
  ["21 killed", 21, 21, "killed"],
  ["at least 21 killed", 21, null, "killed"],
  ["up to 5 injured", null, 5, "injured"],
  ["2–5 injured", 2, 5, "injured"],
]);

table("days are told in words", words.rangeWords, [
  ["3 May 2023", "2023-05-03", "2023-05-03"],
  ["3–4 May 2023", "2023-05-03", "2023-05-04"],
  ["30 April 2023 – 2 May 2023", "2023-04-30", "2023-05-02"],
  ["30 Apr – 2 May 2023", "2023-04-30", "2023-05-02", true],
  ["30 Dec 2022 – 2 Jan 2023", "2022-12-30", "2023-01-02", true],
  ["3–4 May 2023", "2023-05-03", "2023-05-04", true],
]);

table("numbers in rings are short", shortNumber, [
  ["950", 950],
  ["1.2k", 1240],
  ["14k", 14300],
  ["1.3M", 1.3e6],
]);

test("counts say how many say so, never that it is true", () => {
  assert.equal(words.voicesWords(1), "reported by one source");
  assert.equal(words.voicesWords(2), "reported by 2 independent sources");
});

test("a sentence is marked by code points, as the program counts them", () => {
  const report = {
    sentence: "😀 A blast hit Kiev.",
    span_start: 10,
    place_start: 24,
    place_end: 28,
    trigger_start: 14,
    trigger_end: 19,
  };
  assert.deepEqual(words.markedParts(report), [
    ["😀 A ", ""],
    ["blast", "trigger"],
    [" hit ", ""],
    ["Kiev", "place"],
    [".", ""],
  ]);
});

test("a place named outside the sentence marks nothing in it", () => {
  const report = {
    sentence: "A blast.",
    span_start: 10,
    place_start: 0,
    place_end: 4,
    trigger_start: 12,
    trigger_end: 17,
  };
  assert.deepEqual(words.markedParts(report), [
    ["A ", ""],
    ["blast", "trigger"],
    [".", ""],
  ]);
});

test("the address keeps the state, whatever the names hold", () => {
  const state = {
    view: [50.4501, 30.5234, 6.5],
    colour: "source",
    facets: { source: { on: ["A, B & C", "!D"], off: ["x", "y", "z"] }, how: { on: ["a", "b"], off: ["-c"] } },
    from: "2023-05-03",
    to: "2023-05-04",
    undated: false,
    text: "tanks & “drones”",
    tab: "list",
    id: "a/b#1",
  };
  const back = decodeHash(encodeHash(state));
  assert.deepEqual(back, {
    ...state,
    facets: { source: { on: ["A, B & C", "!D"] }, how: { off: ["-c"] } },
  });
});

test("an open state has an empty address", () =>
  assert.equal(encodeHash({ facets: { type: { on: ["a"], off: [] } } }), ""));

test("a damaged address is read as far as it can be", () => {
  assert.deepEqual(decodeHash("#v=1,2&d=yesterday&i=%E0%A4%A&&=5"), {
    facets: { "": { on: ["5"] } },
    view: undefined,
    id: "%E0%A4%A",
  });
});

const index = new PlaceIndex(
  ["Kharkiv", "Kharkiv Oblast", "Kyiv"],
  [["Харків", "Kharkov", "Khar'kov"], [], ["Kiev", "Київ", "Kíev"]],
);
const find = (text) => index.find(text, () => 1).map(({ place }) => place);

table("a place is found under any spelling", find, [
  [[0], "kharkov"],
  [[0], "Харків"],
  [[0, 1], "khar’k"],
  [[0, 1], "kharkiv"],
  [[1], "oblast"],
  [[2], "KIEV"],
  [[2], "kieV"],
  [[], "paris"],
  [[], " "],
]);

test("the spelling that was met is told, the name itself if it was", () => {
  assert.equal(index.find("kiev", () => 1)[0].spelling, "Kiev");
  assert.equal(index.find("kharkiv", () => 1)[0].spelling, "Kharkiv");
});

test("words are found in any report of an incident", () => {
  const sentences = ["A tank.", "Nothing.", "Two TÁNKS.", ""];
  const starts = [0, 1, 3, 4];
  assert.deepEqual(hitsIn(sentences, starts, foldName("tank")), [0, 1]);
  assert.deepEqual(hitsIn(sentences, starts, foldName("nothing")), [1]);
  assert.deepEqual(hitsIn(sentences, starts, foldName("tank. nothing")), []);
});

test("every chunk is read, and how far that has come is told", async () => {
  const data = {
    n: 25,
    nChunks: 13,
    meta: { chunk: 2 },
    sentences: async (k) => [`chunk ${k}`, "tank"].slice(0, k < 12 ? 2 : 1),
    starts: (k) => (k < 12 ? [0, 1, 2] : [0, 1]),
  };
  const told = [];
  const found = await incidentsWith(data, "TANK", (share) => told.push(share));
  assert.deepEqual(
    [...found.keys()].filter((i) => found[i]),
    Array.from({ length: 12 }, (_, k) => 2 * k + 1),
  );
  assert.equal(told.at(-1), 1);
});

test("no cell of the table can run as a formula", () => {
  const text = csvText([
    { id: "1", location: "=HYPERLINK(1)", latitude: -5, spellings: ["@a", 'b"c'], url: null, reports: [] },
  ]);
  assert.equal(text, 'id,location,latitude,spellings,url\r\n1,\'=HYPERLINK(1),-5,"\'@a; b""c",\r\n');
});

test("GeoJSON has longitude first", () => {
  const parsed = JSON.parse(geojsonText([{ id: "1", latitude: 50, longitude: 30 }]));
  assert.deepEqual(parsed.features[0].geometry, { type: "Point", coordinates: [30, 50] });
});

table("bars are days, weeks, months or years", (days) => timeBins("2023-05-03", days).unit, [
  ["day", 1],
  ["day", 120],
  ["week", 121],
  ["month", 1000],
  ["year", 20000],
]);

test("every day lies in the bar that is named for it", () => {
  for (const last of [1, 30, 200, 3000]) {
    const bins = timeBins("2020-02-27", last);
    for (let day = 1; day <= last; day++) {
      const bar = bins.binOf(day);
      assert.ok(bins.edges[bar] <= day && day < bins.edges[bar + 1]);
    }
  }
});

test("ticks stand where days, months and years begin, and are never too many", () => {
  const ticks = (first, days, most) =>
    timeBins(first, days)
      .ticks(most)
      .map(([, text]) => text);
  assert.deepEqual(ticks("2023-05-01", 7, 8), ["1 May 2023", "2 May", "3 May", "4 May", "5 May", "6 May", "7 May"]);
  assert.deepEqual(ticks("2022-11-10", 120, 5), ["Dec 2022", "Jan 2023", "Feb", "Mar"]);
  assert.deepEqual(ticks("1990-01-10", 13000, 9), ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"]);
  for (const days of [1, 9, 40, 200, 900, 5000, 40000]) {
    for (const most of [3, 8]) {
      const made = timeBins("1985-02-27", days).ticks(most);
      assert.ok(made.length >= 1 && made.length <= most + 1, `${days} ${most} ${made}`);
      assert.ok(made.every(([share]) => share >= 0 && share < 1));
    }
  }
});

test("a citation names the outlets: the first three, then how many others", () => {
  const report = (source) => ({ source, title: "T", published: "2023-05-04", url: "https://e.org" });
  const cited = (...sources) => words.citationWords(sources.map(report));
  assert.equal(cited("A", "A"), "A, “T”, 4 May 2023, https://e.org");
  assert.equal(cited("A", "B"), "A, “T”, 4 May 2023, https://e.org; also B");
  assert.equal(cited("A", "B", "C"), "A, “T”, 4 May 2023, https://e.org; also B and C");
  assert.equal(cited("A", "B", "C", "D"), "A, “T”, 4 May 2023, https://e.org; also B, C and 1 other");
  assert.equal(cited("A", "B", "C", "D", "E"), "A, “T”, 4 May 2023, https://e.org; also B, C and 2 others");
});
