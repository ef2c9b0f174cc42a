// What a decision needs to know before it is made: each function asks and calls `done(action, value, why)`.
import { byId, element } from "./dom.js";
import { searchPlaces } from "./server.js";

function open(title, fields, read, done) {
  const dialog = byId("dialog");
  const why = element("input", { name: "why", placeholder: "why (kept with the decision)", "aria-label": "Why" });
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", {}, title),
    fields,
    why,
    element(
      "div",
      { class: "row" },
      element("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      element("button", { id: "save" }, "Save"),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = read();
    if (!answer) return;
    dialog.close();
    done(...answer, why.value);
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  form.querySelector("input, select")?.focus();
  return dialog;
}

function box(label, value, more = {}) {
  const input = element("input", { value, "aria-label": label, ...more });
  return [input, element("label", {}, `${label} `, input)];
}

export function askType(incident, done) {
  const [input, label] = box("Event type", kind(incident), { list: "types" });
  open("What kind of event?", [label], () => ["type", input.value], done);
}

export function askModality(incident, done) {
  const [input, label] = box("Modality", incident.modality, { list: "modalities" });
  open("How surely is it told?", [label], () => ["modality", input.value], done);
}

export function askDate(incident, done) {
  const [first, one] = box("First day", incident.event_date ?? "", { type: "date" });
  const [last, two] = box("Last day", incident.event_date_end ?? "", { type: "date" });
  const read = () => {
    const value = !first.value ? "none" : last.value && last.value !== first.value ? `${first.value}..${last.value}` : first.value;
    return ["date", value];
  };
  open("When did it happen? (empty: not known)", [one, two], read, done);
}

export function askCasualties(incident, done) {
  const range = (low, high) => (low == null && high == null ? "" : low === high ? `${low}` : `${low ?? ""}..${high ?? ""}`);
  const [dead, one] = box("Killed", range(incident.fatalities, incident.fatalities_max), { placeholder: "21, 21.., ..5" });
  const [hurt, two] = box("Injured", range(incident.injuries, incident.injuries_max), { placeholder: "3, 3..5" });
  const read = () => ["casualties", `fatalities=${dead.value.trim() || "none"} injuries=${hurt.value.trim() || "none"}`];
  open("How many were killed and injured?", [one, two], read, done);
}

export function askPlace(incident, map, done) {
  const [search, label] = box("Search the gazetteer", incident.place_as_written, { type: "search", autocomplete: "off" });
  const results = element("ul", { id: "places" });
  const rule = element("input", { type: "checkbox", id: "rule" });
  let chosen = "";
  const choose = (value, button) => {
    chosen = value;
    results.querySelectorAll("button").forEach((other) => other.toggleAttribute("aria-pressed", other === button));
  };
  const show = async () => {
    const places = search.value.trim() ? await searchPlaces(search.value) : [];
    results.replaceChildren(
      ...places.map((place) => {
        const where = [place.place_kind, place.admin1, place.country].filter(Boolean).join(", ");
        const button = element("button", { type: "button", "data-place": place.place_id }, `${place.location} `, element("small", {}, where));
        button.addEventListener("click", () => choose(place.place_id, button));
        return element("li", {}, button);
      }),
    );
  };
  search.addEventListener("input", show);
  const pick = element("button", { type: "button", id: "pick" }, "Pick on the map");
  const read = () => {
    if (!chosen) return null;
    return rule.checked ? ["rule", `${incident.place_as_written} = ${chosen}`] : ["place", chosen];
  };
  const always = element("label", {}, rule, ` always, wherever this collection says “${incident.place_as_written}”`);
  const dialog = open("Where was it?", [label, results, pick, always], read, done);
  pick.addEventListener("click", () => {
    dialog.close();
    map.pick((lat, lon) => {
      dialog.showModal();
      choose(`${lat.toFixed(5)}, ${lon.toFixed(5)}`, null);
      pick.textContent = `Picked ${chosen}`;
    });
  });
  show();
}

export function askMerge(incident, others, done) {
  const day = (row) => (row.event_date ? Date.parse(row.event_date) / 864e5 : 0);
  const far = (row) => Math.hypot(row.latitude - incident.latitude, row.longitude - incident.longitude) + Math.abs(day(row) - day(incident)) / 5;
  const near = others.filter((row) => row.id !== incident.id).sort((a, b) => far(a) - far(b)).slice(0, 30);
  const boxes = near.map((row) => element("input", { type: "checkbox", value: row.id }));
  const lines = near.map((row, i) => element("li", {}, element("label", {}, boxes[i], ` ${describe(row)}`)));
  const read = () => {
    const ids = boxes.filter((one) => one.checked).map((one) => one.value);
    return ids.length ? ["merge", ids.join(" ")] : null;
  };
  open("Which incidents are the same as this one?", [element("ul", {}, lines)], read, done);
}

export function askSplit(incident, done) {
  const boxes = incident.reports.map((r) => element("input", { type: "checkbox", value: `${r.text_sha256}:${r.place_start}` }));
  const lines = incident.reports.map((r, i) => element("li", {}, element("label", {}, boxes[i], ` ${r.source || r.doc_id}: ${r.sentence}`)));
  const read = () => {
    const leaving = [...new Set(boxes.filter((one) => one.checked).map((one) => one.value))];
    return leaving.length && !boxes.every((one) => one.checked) ? ["split", leaving.join(" ")] : null;
  };
  open("Which reports tell of another incident?", [element("ul", {}, lines)], read, done);
}

/** "Battles: Armed clash"; a table's row may know no more than "Battles". */
export const kind = (row) => [row.event_type, row.sub_event_type].filter(Boolean).join(": ");

export const describe = (row) => `${row.location}, ${row.sub_event_type ?? row.event_type}, ${row.event_date ?? "undated"}`;
