// Streets from a server of the user's choice: nothing is asked of it before a click.
import { h } from "./dom.js";

export function streetLayer(map, tiles, page) {
  const layer = L.tileLayer(tiles.url, {
    maxZoom: tiles.maxZoom,
    attribution: escapeHtml(tiles.attribution),
    pane: "tilePane",
    zIndex: 2,
  });
  const host = tiles.host.replace(/^https?:\/\//, "");
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const input = h("input", {
      type: "checkbox",
      id: "streets",
      onchange: () => {
        if (input.checked) layer.addTo(map);
        else layer.remove();
        page.ground.canvas.hidden = input.checked;
      },
    });
    const box = h(
      "label",
      { class: "streets leaflet-bar" },
      input,
      " Streets",
      h("span", { class: "quiet" }, ` asks ${host}`),
    );
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  control.addTo(map);
  layer.on("tileerror", () => {
    if (location.protocol === "file:") control.getContainer().title = "Some servers refuse pages opened from disk";
  });
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
