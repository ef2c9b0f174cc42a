// Streets from a server of the user's choice: nothing is asked of it before a click.
import { byId, h, notice } from "./dom.js";

export function streetLayer(map, tiles, page) {
  const layer = L.tileLayer(tiles.url, {
    maxZoom: tiles.maxZoom,
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
        byId("street-credits").textContent = input.checked && tiles.attribution ? ` · ${tiles.attribution}` : "";
        page.ground.canvas.hidden = input.checked;
      },
    });
    const box = h(
      "label",
      { class: "streets" },
      input,
      h("span", {}, "Streets", h("span", { class: "quiet" }, `a click asks ${host}`)),
    );
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  control.addTo(map);
  layer.once("tileerror", () => {
    const disk = location.protocol === "file:" ? " Some servers refuse pages opened from disk." : "";
    notice(`${host} gives no streets.${disk}`);
  });
}
