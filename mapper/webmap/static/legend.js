// The legend: only what is on the page, in an order that does not change with the numbers.
import { h } from "./dom.js";
import { markIcon } from "./shapes.js";
import { DIMENSIONS, shapeOf } from "./colour.js";
import { MODALITY_WORDS } from "./words.js";

/** Fills the legend for the chosen dimension. */
export function fillLegend(box, page) {
  const { data, categories, dimension, colourOf } = page;
  const { palette } = data.meta;
  const used = new Set();
  for (const code of new Set(categories.codes)) used.add(categories.table[code]);
  const byType = dimension === "event_type";
  const colours = [...used]
    .sort((a, b) => a - b)
    .map((c) => row(markIcon(byType ? palette.types[c].shape : "circle", "filled", colourOf(c)), categories.names[c]));
  const types = new Set(data.meta.kinds.map(([type]) => type));
  const shapes = byType
    ? []
    : palette.types
        .filter((t) => types.has(t.name))
        .map((t) => row(markIcon(shapeOf(palette, t.name), "filled", "var(--legend-mark)"), t.name));
  const lines = data.meta.modalities.flatMap((modality, m) =>
    data.columns.modality.includes(m)
      ? [row(markIcon("circle", palette.lines[modality], "var(--legend-mark)"), MODALITY_WORDS[modality])]
      : [],
  );
  const areas = data.isArea.includes(1) ? [row(h("span", { class: "hatch-icon" }), "somewhere in this area")] : [];
  box.replaceChildren(
    h("summary", {}, "Legend"),
    group(DIMENSIONS[dimension], colours),
    shapes.length ? group("Shape: event type", shapes) : "",
    group("How it is reported", [...lines, ...areas]),
  );
}

function group(title, rows) {
  return h("section", {}, h("h2", {}, title), h("ul", {}, rows));
}

function row(icon, text) {
  return h("li", {}, icon, h("bdi", {}, text));
}
