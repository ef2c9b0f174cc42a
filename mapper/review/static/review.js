// The review page: a list of incidents, the words each rests on, and a person's decision.
import { askCasualties, askDate, askMerge, askModality, askPlace, askSplit, askType, describe, kind } from "./dialogs.js";
import { byId, element, link } from "./dom.js";
import { MapFrame } from "./mapframe.js";
import { decide, loadIncidents, undoLast } from "./server.js";

const PAGE = 200; // rows of the list at first; more on demand
let incidents = [];
let chosen = "";
let shown = PAGE;
const map = new MapFrame(byId("map"), (id) => choose(id, { fromMap: true }));

const ACTIONS = [
  ["a", "Accept", (i) => save(i, "accept")],
  ["r", "Reject", (i) => save(i, "reject")],
  ["p", "Place", (i) => askPlace(i, map, saver(i))],
  ["t", "Type", (i) => askType(i, saver(i))],
  ["d", "Date", (i) => askDate(i, saver(i))],
  ["m", "Modality", (i) => askModality(i, saver(i))],
  ["c", "Casualties", (i) => askCasualties(i, saver(i))],
  ["g", "Merge", (i) => askMerge(i, incidents, saver(i))],
  ["s", "Split", (i) => askSplit(i, saver(i))],
];

const DONE = {
  accept: "Accepted",
  reject: "Rejected",
  place: "Place corrected",
  rule: "Place corrected for the whole collection",
  type: "Type corrected",
  date: "Date corrected",
  modality: "Modality corrected",
  casualties: "Casualties corrected",
  merge: "Merged",
  split: "Split",
};
const STATUS = { auto: "", accepted: "✓ accepted", corrected: "✎ corrected", rejected: "✗ rejected" };

function visible() {
  const status = byId("status").value;
  const words = byId("filter").value.toLowerCase();
  const matches = (row) =>
    (!status || row.review_status === status) &&
    (!words || [describe(row), row.notes, ...row.spellings].join(" ").toLowerCase().includes(words));
  return incidents.filter(matches);
}

const current = () => incidents.find((row) => row.id === chosen || row.aliases?.includes(chosen));

function draw() {
  const rows = visible();
  const seen = incidents.filter((row) => row.review_status !== "auto").length;
  byId("progress").textContent = `${seen} of ${incidents.length} reviewed`;
  byId("list").replaceChildren(...rows.slice(0, shown).map(listed));
  byId("more").hidden = rows.length <= shown;
  const incident = current();
  byId("detail").replaceChildren(...(incident ? detail(incident) : [element("p", {}, "No incident chosen.")]));
}

function listed(row) {
  return element(
    "li",
    {},
    element(
      "button",
      { "data-id": row.id, class: row.review_status, "aria-current": row.id === chosen, onclick: () => choose(row.id) },
      element("strong", {}, row.location),
      STATUS[row.review_status] ? element("span", { class: "badge" }, STATUS[row.review_status]) : null,
      element("small", {}, `${row.sub_event_type ?? row.event_type} · ${row.event_date ?? "undated"}`),
    ),
  );
}

function detail(row) {
  const facts = [
    ["Place", `${row.location} (${row.place_kind}${row.admin1 ? `, ${row.admin1}` : ""}${row.country ? `, ${row.country}` : ""})`],
    ["Written", row.spellings.join(", ")],
    ["Type", kind(row)],
    ["Date", `${row.event_date ?? "undated"}${row.event_date_end && row.event_date_end !== row.event_date ? ` to ${row.event_date_end}` : ""} (${row.date_basis})`],
    ["Told as", row.denied_by ? `${row.modality}, denied by ${row.denied_by}` : row.modality],
    ["Killed", figure(row.fatalities, row.fatalities_max)],
    ["Injured", figure(row.injuries, row.injuries_max)],
    ["Sources", `${row.source.join(", ")} (${row.n_independent} independent)`],
    ["Review", STATUS[row.review_status] || "not reviewed"],
  ];
  const buttons = ACTIONS.map(([key, name, act]) => {
    const attributes = { type: "button", class: key === "a" && "main", "data-action": name.toLowerCase(), onclick: () => act(row) };
    return element("button", attributes, `${name} `, element("kbd", {}, key));
  });
  return [
    element("h2", {}, describe(row)),
    element("div", { class: "actions" }, buttons),
    element("dl", {}, facts.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
    ...row.reports.map(report),
  ];
}

function report(row) {
  const at = row.place_start - row.span_start;
  const place = row.sentence.slice(at, at + row.place_end - row.place_start);
  const words =
    place === row.place_as_written
      ? [row.sentence.slice(0, at), element("mark", {}, place), row.sentence.slice(at + place.length)]
      : [row.sentence];
  const said = [row.attribution && `says ${row.attribution}`, row.modality, row.event_date].filter(Boolean).join(" · ");
  return element(
    "article",
    { class: "report" },
    element("blockquote", {}, words),
    element("small", { class: "quiet" }, link(row.url, row.source || row.doc_id), row.published ? `, ${row.published}` : "", ` · ${said}`),
  );
}

function figure(low, high) {
  if (low == null && high == null) return "";
  return low === high ? `${low}` : high == null ? `at least ${low}` : low == null ? `up to ${high}` : `${low} to ${high}`;
}

function choose(id, { fromMap = false } = {}) {
  chosen = id;
  draw();
  document.querySelector("#list [aria-current]")?.scrollIntoView({ block: "nearest" });
  if (!fromMap) map.show(id);
}

function step(by) {
  const rows = visible();
  const at = rows.findIndex((row) => row.id === chosen);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  if (next) choose(next.id);
}

/** For a dialog: saves what was answered about the incident as it is now; tells what is wrong, if anything. */
const saver = ({ id }) => (action, value, why) => save(incidents.find((row) => row.id === id), action, value, why);

async function save(incident, action, value = "", why = "") {
  if (!incident) return "This incident is no longer there.";
  const done = `${DONE[action]}: ${describe(incident)}`;
  return attempt(async () => take(await decide(action, incident, value, why), done));
}

async function undo() {
  await attempt(async () => {
    const told = await undoLast();
    take(told, told.undone ? `Undone: ${told.undone}` : "Nothing to undo in this sitting.");
  });
}

/** Nothing when it went well, else what went wrong; the status line says the same. */
async function attempt(act) {
  try {
    await act();
    return null;
  } catch (error) {
    if (error.stale) take(await loadIncidents(), "");
    notice(error.message, true);
    return error.message;
  }
}

function take(told, message) {
  incidents = told.incidents;
  draw();
  map.reload();
  notice([message, ...told.unmatched].filter(Boolean).join(" · "));
}

function notice(message, problem = false) {
  byId("notice").textContent = message;
  byId("notice").classList.toggle("problem", problem);
}

function keys() {
  const lines = [...ACTIONS.map(([key, name]) => [key, name]), ["j / k", "Next, previous"], ["u", "Undo"], ["/", "Filter"]];
  const close = element("button", {}, "Close");
  byId("dialog").replaceChildren(
    element("form", { method: "dialog" }, element("h2", { id: "question" }, "Keys"), element("dl", {}, lines.flatMap(([key, name]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, name)])), close),
  );
  byId("dialog").showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("dialog").open) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const action = ACTIONS.find(([key]) => key === event.key);
  if (action && current()) action[2](current());
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "u") undo();
  else if (event.key === "?") keys();
  else if (event.key === "/") byId("filter").focus();
  else return;
  event.preventDefault();
});

byId("undo").addEventListener("click", undo);
byId("help").addEventListener("click", keys);
byId("more").addEventListener("click", () => ((shown += PAGE), draw()));
byId("status").addEventListener("change", draw);
byId("filter").addEventListener("input", draw);

const dark = matchMedia("(prefers-color-scheme: dark)");
const look = () => (document.documentElement.dataset.look = dark.matches ? "dark" : "light");
dark.addEventListener("change", look);
look();
take(await loadIncidents(), "");
document.documentElement.dataset.ready = "";
