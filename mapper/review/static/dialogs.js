// What a decision needs to know before it is made: each function asks and calls `done(action, value, why)`, which tells
// what is wrong with it, or nothing. A dialog stays open, with what was typed, until its decision is taken.
import { byId, element } from "./dom.js";
import { searchPlaces } from "./server.js";

function open(title, fields, read, done) {
  const dialog = byId("dialog");
  const why = element("input", { name: "why" });
  const problem = element("p", { class: "problem", role: "alert", hidden: true });
  const say = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };
  const save = element("button", { id: "save", class: "main" }, "Save");
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { id: "question" }, title),
    fields,
    element("label", {}, element("span", {}, "Why ", element("span", { class: "quiet" }, "(kept with the decision)")), why),
    problem,
    element(
      "div",
      { class: "row" },
      element("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      save,
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = read();
    if (typeof answer === "string") {
      say(answer);
      return;
    }
    save.disabled = true; // once is enough
    const wrong = await done(...answer, why.value);
    save.disabled = false;
    say(wrong ?? "");
    if (!wrong) dialog.close();
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  form.querySelector("input, select")?.focus();
  return dialog;
}

function box(label, value, more = {}) {
  const input = element("input", { value, "aria-label": label, ...more });
  return [input, element("label", {}, label, input)];
}

/** A choice among the options of the template ``from``, and of what the incident has now. */
function choice(label, from, value) {
  const select = element("select", { "aria-label": label });
  select.append(byId(from).content.cloneNode(true));
  if (![...select.options].some((option) => option.value === value)) select.prepend(element("option", { value }, value));
  select.value = value;
  return [select, element("label", {}, label, select)];
}

export function askType(incident, done) {
  const [select, label] = choice("Event type", "types", kind(incident));
  open("What kind of event?", [label], () => ["type", select.value], done);
}

export function askModality(incident, done) {
  const [select, label] = choice("Told as", "modalities", incident.modality);
  open("How surely is it told?", [label], () => ["modality", select.value], done);
}

export function askDate(incident, done) {
  const [first, one] = box("First day", incident.event_date ?? "", { type: "date" });
  const [last, two] = box("Last day", incident.event_date_end ?? "", { type: "date" });
  const read = () => {
    const value = !first.value ? "none" : last.value && last.value !== first.value ? `${first.value}..${last.value}` : first.value;
    return ["date", value];
  };
  const hint = element("p", { class: "quiet" }, "Empty: the day is not known.");
  open("When did it happen?", [element("div", { class: "pair" }, one, two), hint], read, done);
}

export function askCasualties(incident, done) {
  const range = (name, low, high) => {
    const how = { type: "number", min: "0", step: "1" };
    const [least, one] = box(`${name}, at least`, low ?? "", how);
    const [most, two] = box(`${name}, at most`, high ?? "", how);
    const value = () => {
      if (!least.value && !most.value) return "none";
      return least.value === most.value ? least.value : `${least.value}..${most.value}`;
    };
    return { value, fields: element("div", { class: "pair" }, one, two) };
  };
  const killed = range("Killed", incident.fatalities, incident.fatalities_max);
  const injured = range("Injured", incident.injuries, incident.injuries_max);
  const hint = "The same number twice is an exact figure. Leave empty what no report says; 0 means that a report says nobody.";
  open(
    "How many were killed and injured?",
    [killed.fields, injured.fields, element("p", { class: "quiet" }, hint)],
    () => ["casualties", `fatalities=${killed.value()} injuries=${injured.value()}`],
    done,
  );
}

export function askPlace(incident, map, done) {
  const [search, label] = box("Search the gazetteer", incident.place_as_written, { type: "search", autocomplete: "off" });
  const results = element("ul", { id: "places" });
  const rule = element("input", { type: "checkbox", id: "rule" });
  let chosen = "";
  const choose = (value, button) => {
    chosen = value;
    results.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
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
    if (!chosen) return "Choose a place of the list, or pick a point on the map.";
    return rule.checked ? ["rule", `${incident.place_as_written} = ${chosen}`] : ["place", chosen];
  };
  const always = element("label", { class: "tick" }, rule, ` always, wherever this collection says “${incident.place_as_written}”`);
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
  const lines = near.map((row, i) => element("li", {}, element("label", { class: "tick" }, boxes[i], ` ${describe(row)}`)));
  const read = () => {
    const ids = boxes.filter((one) => one.checked).map((one) => one.value);
    return ids.length ? ["merge", ids.join(" ")] : "Tick at least one incident.";
  };
  open("Which incidents are the same as this one?", [element("ul", {}, lines)], read, done);
}

export function askSplit(incident, done) {
  const boxes = incident.reports.map((r) => element("input", { type: "checkbox", value: `${r.text_sha256}:${r.place_start}` }));
  const lines = incident.reports.map((r, i) => element("li", {}, element("label", { class: "tick" }, boxes[i], ` ${r.source || r.doc_id}: ${r.sentence}`)));
  const read = () => {
    const leaving = [...new Set(boxes.filter((one) => one.checked).map((one) => one.value))];
    const some = leaving.length && !boxes.every((one) => one.checked);
    return some ? ["split", leaving.join(" ")] : "Tick at least one report, and leave at least one.";
  };
  open("Which reports tell of another incident?", [element("ul", {}, lines)], read, done);
}

/** "Battles: Armed clash"; a table's row may know no more than "Battles". */
export const kind = (row) => [row.event_type, row.sub_event_type].filter(Boolean).join(": ");

export const describe = (row) => `${row.location}, ${row.sub_event_type ?? row.event_type}, ${row.event_date ?? "undated"}`;
