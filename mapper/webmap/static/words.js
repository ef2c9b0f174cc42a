// What the page says in words, and days: days are ISO dates, "2023-05-03".

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAY = 86400000;
/** Stands for the name of an outlet that none is known of. */
export const UNKNOWN_OUTLET = "unknown outlet";

/** The date ``count`` days later. */
export function addDays(iso, count) {
  return new Date(Date.parse(iso) + count * DAY).toISOString().slice(0, 10);
}

/** Days from one date to another. */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** "3 May 2023"; short: "3 May". */
export function dayWords(iso, short = false) {
  const [year, month, day] = iso.split("-").map(Number);
  const name = short ? MONTHS[month - 1].slice(0, 3) : MONTHS[month - 1];
  return short ? `${day} ${name}` : `${day} ${name} ${year}`;
}

/** "3 May 2023", "3–4 May 2023" or "30 April 2023 – 2 May 2023"; short: "30 Apr – 2 May 2023". */
export function rangeWords(from, to, short = false) {
  const last = short ? shortDay(to || from) : dayWords(to || from);
  if (from === to || !to) return last;
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${last}`;
  if (!short) return `${dayWords(from)} – ${last}`;
  return `${from.slice(0, 4) === to.slice(0, 4) ? dayWords(from, true) : shortDay(from)} – ${last}`;
}

function shortDay(iso) {
  return `${dayWords(iso, true)} ${iso.slice(0, 4)}`;
}

/** "May 2023"; without the year "May". */
export function monthWords(iso, year = true) {
  const name = MONTHS[Number(iso.slice(5, 7)) - 1].slice(0, 3);
  return year ? `${name} ${iso.slice(0, 4)}` : name;
}

const VAGUE = { 1: "", 2: "in the week of ", 3: "in the month of " };
const BASIS = {
  stated: "the text gives the day",
  carried: "the day is given earlier in the article",
  publication: "no day in the article; day of publication",
  none: "no day is given",
};

/** When it happened and how surely that is known, from the fields of a row: ["3 May 2023", "the sentence ..."]. */
export function whenWords(row) {
  const basis = BASIS[row.date_basis] ?? "";
  if (!row.event_date) return ["Date not known", basis];
  const days = rangeWords(row.event_date, row.event_date_end);
  const vague = row.event_date_end && row.event_date_end !== row.event_date ? "" : (VAGUE[row.time_precision] ?? "");
  const text = vague + days;
  return [text[0].toUpperCase() + text.slice(1), basis];
}

export const MODALITY_WORDS = {
  asserted: "stated as fact",
  alleged: "alleged",
  denied: "denied",
  warned: "warned of",
  threatened: "threatened",
};

export const PRECISION_WORDS = {
  site: "a site",
  city: "a town or city",
  district: "a district",
  region: "somewhere in a region",
  country: "somewhere in a country",
};

export const STATUS_WORDS = {
  auto: "read by the program",
  accepted: "accepted in review",
  corrected: "corrected in review",
  rejected: "rejected in review",
};

/** The outlet itself speaks where no claimant is named. */
export function claimantWords(name) {
  return name || "The outlet itself";
}

/** "reported by 2 independent sources": how many say so, never whether it is true. */
export function voicesWords(n) {
  return n === 1 ? "reported by one source" : `reported by ${n} independent sources`;
}

/** "at least 21 killed", or "" when nothing is said. */
export function casualtyWords(low, high, what) {
  if (low == null && high == null) return "";
  if (low == null) return `up to ${high} ${what}`;
  if (low === 0 && (high === 0 || high == null)) return `nobody ${what}`;
  if (high == null) return `at least ${low} ${what}`;
  return low === high ? `${low} ${what}` : `${low}–${high} ${what}`;
}

/** "1 incident", "1,204 incidents". */
export function counted(n, one, many = `${one}s`) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

const NAMED_OUTLETS = 3;

/** Who else reported, after the first: "; also The Herald, The Post and 2 others". */
function otherOutlets(reports) {
  const [, ...others] = new Set(reports.map((report) => report.source || UNKNOWN_OUTLET));
  if (!others.length) return "";
  const named = others.slice(0, NAMED_OUTLETS - 1);
  const more = others.length - named.length;
  const last = more ? counted(more, "other") : named.pop();
  return `; also ${[named.join(", "), last].filter(Boolean).join(" and ")}`;
}

/** A sentence a reader can paste into a text: outlet, title, day and address of the first report, and who else reported. */
export function citationWords(reports) {
  const [report] = reports;
  const title = report.title ? `“${report.title}”` : "";
  const day = report.published ? dayWords(report.published) : "";
  return [report.source || UNKNOWN_OUTLET, title, day, report.url].filter(Boolean).join(", ") + otherOutlets(reports);
}

/**
 * A sentence cut where something is marked: [[text, "" | "place" | "trigger"], ...].
 * Offsets count characters of the document as Python does, whole code points.
 */
export function markedParts(report) {
  const letters = Array.from(report.sentence);
  const marks = [
    [report.place_start - report.span_start, report.place_end - report.span_start, "place"],
    [report.trigger_start - report.span_start, report.trigger_end - report.span_start, "trigger"],
  ];
  const role = new Array(letters.length).fill("");
  for (const [from, to, name] of marks) {
    if (from >= 0 && to <= letters.length) role.fill(name, from, to);
  }
  const parts = [];
  letters.forEach((letter, i) => {
    if (i && role[i] === role[i - 1]) parts.at(-1)[0] += letter;
    else parts.push([letter, role[i]]);
  });
  return parts;
}

/** The words the filters need. */
export const WORDS = { claimantWords, MODALITY_WORDS, PRECISION_WORDS, STATUS_WORDS };
