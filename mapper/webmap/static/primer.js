// The first time: in a few words how the marks are read. Told once, and never again after it was put away.
import { h } from "./dom.js";
import { modalitiesOf } from "./legend.js";
import { markIcon } from "./shapes.js";
import { MODALITY_WORDS } from "./words.js";

const KEPT = "incident-map-primer";

/** Shows how to read this page's marks; ``changed`` is called when it is put away. */
export function fillPrimer(box, page, changed) {
  if (known() || document.documentElement.hasAttribute("data-embed")) return;
  const { data } = page;
  const { lines } = data.meta.palette;
  const marks = modalitiesOf(data).map((modality) =>
    h("li", {}, markIcon("circle", lines[modality], "var(--legend-mark)"), MODALITY_WORDS[modality]),
  );
  const areas = data.isArea.includes(1);
  if (areas) marks.push(h("li", {}, h("span", { class: "hatch-icon" }), "somewhere in this area"));
  const close = () => {
    remember();
    box.hidden = true;
    changed();
  };
  box.replaceChildren(
    h(
      "div",
      {},
      h("h2", {}, "How to read the marks"),
      h(
        "p",
        {},
        "The outline tells how surely it is reported",
        areas ? "; a hatched area means somewhere in it. " : ". ",
        "A mark shows who says so, not that it is true: open it for the sentences it rests on.",
      ),
      h("ul", {}, marks),
    ),
    h("button", { type: "button", id: "primer-close", onclick: close }, "Got it"),
  );
  box.hidden = false;
}

// A page from disk may have no storage: then the words come again.
function known() {
  try {
    return localStorage.getItem(KEPT) === "read";
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(KEPT, "read");
  } catch {
    // told again next time
  }
}
