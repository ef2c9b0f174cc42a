// The legend: only what is on the page, in an order that does not change with the numbers.
import { h } from "./dom.js";
import { markIcon } from "./shapes.js";
import { DIMENSIONS, shapeOf } from "./colour.js";
import { MODALITY_WORDS } from "./words.js";

const WIDE = matchMedia("(min-width: 800px)");

/** Below the map of a desk the legend is always open; on a phone it is folded away until it is asked for. */
export function foldLegend(box, changed) {
  const fit = () => {
    box.open = WIDE.matches;
  };
  fit();
  WIDE.addEventListener("change", fit);
  box.addEventListener("toggle", changed);
}

/** Fills the legend for the chosen dimension. */
export function fillLegend(box, page) {
  const { data, paint } = page;
  const { dimension } = paint;
  const { palette } = data.meta;
  const byType = dimension === "event_type";
  const types = new Set(data.meta.kinds.map(([type]) => type));
  const shapes = byType
    ? []
    : palette.types
        .filter(({ name }) => types.has(name))
        .map(({ name }) => row(markIcon(shapeOf(palette, name), "filled", "var(--legend-mark)"), name));
  box.replaceChildren(
    h("summary", {}, "Legend"),
    h(
      "div",
      { class: "legend-groups" },
      group(
        DIMENSIONS[dimension],
        legendColours(page).map(({ shape, colour, name }) => row(markIcon(shape, "filled", colour), name)),
      ),
      shapes.length ? group("Shape", shapes) : "",
      group("How it is reported", [
        ...modalitiesOf(data).map((modality) =>
          row(markIcon("circle", palette.lines[modality], "var(--legend-mark)"), MODALITY_WORDS[modality]),
        ),
        ...(data.isArea.includes(1) ? [row(h("span", { class: "hatch-icon" }), "somewhere in this area")] : []),
      ]),
    ),
  );
}

/** The colours in use under the chosen dimension: [{ name, colour, shape }]. */
export function legendColours({ data, paint }) {
  const { categories } = paint;
  const { types } = data.meta.palette;
  return [...new Set(categories.table)]
    .sort((a, b) => a - b)
    .map((c) => ({
      name: categories.names[c],
      colour: paint.category(c),
      shape: paint.dimension === "event_type" ? types[c].shape : "circle",
    }));
}

/** The ways of reporting that any incident has. */
export function modalitiesOf({ meta, columns }) {
  return meta.modalities.filter((_, code) => columns.modality.includes(code));
}

function group(title, rows) {
  return h("section", {}, h("h2", {}, title), h("ul", {}, rows));
}

function row(icon, text) {
  return h("li", {}, icon, h("bdi", {}, text));
}
