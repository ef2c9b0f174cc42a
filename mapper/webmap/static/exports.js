// What is shown, as files other programs read.

/** Rows as a GeoJSON FeatureCollection, one feature a line; coordinates are (lon, lat). */
export function geojsonText(rows) {
  const features = rows.map((row) =>
    JSON.stringify({
      type: "Feature",
      id: row.id,
      geometry: { type: "Point", coordinates: [row.longitude, row.latitude] },
      properties: row,
    }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}

// A spreadsheet runs a cell that begins like this as a formula.
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV; lists are joined by "; ", reports are left to GeoJSON, and no text can run as a formula. */
export function csvText(rows) {
  if (!rows.length) return "";
  const names = Object.keys(rows[0]).filter((name) => name !== "reports");
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))];
  return `${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value) {
  if (value == null) return "";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
