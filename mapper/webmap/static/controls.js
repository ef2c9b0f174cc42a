// What stands on the map: zoom, "show everything", scale, and where the data are from.
import { h, webLink } from "./dom.js";
import { symbol } from "./symbols.js";
import { calm } from "./view.js";

export const ATTRIBUTION = "Natural Earth · GeoNames CC BY 4.0 · © OpenStreetMap";

/** Puts the controls on the map. */
export function addControls(map, view) {
  const zoom = L.control({ position: "topleft" });
  zoom.onAdd = () => {
    const by = (delta) => () => map.setZoom(map.getZoom() + delta, { animate: !calm() });
    const plus = button("zoom-in", "Zoom in", by(1));
    const minus = button("zoom-out", "Zoom out", by(-1));
    const home = button("home", "Show everything on the map", () => view.fitAll(!calm()));
    const update = () => {
      plus.disabled = map.getZoom() >= map.getMaxZoom();
      minus.disabled = map.getZoom() <= map.getMinZoom();
    };
    map.on("zoomend zoomlevelschange", update);
    const bar = h("div", { class: "map-buttons" }, plus, minus, home);
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  zoom.addTo(map);
  const credits = L.control({ position: "bottomright" });
  credits.onAdd = () =>
    h(
      "p",
      { class: "credits" },
      webLink("https://www.naturalearthdata.com/", "Natural Earth"),
      " · ",
      webLink("https://www.geonames.org/", "GeoNames"),
      " ",
      webLink("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
      " · ",
      webLink("https://www.openstreetmap.org/copyright", "© OpenStreetMap"),
      " · ",
      webLink("https://leafletjs.com/", "Leaflet"),
      h("span", { id: "street-credits" }),
    );
  credits.addTo(map);
  L.control.scale({ position: "bottomright", maxWidth: 110, imperial: false }).addTo(map); // above the credits
  map.getContainer().setAttribute("aria-label", "Map of the incidents");
  map.getContainer().setAttribute("role", "region");
}

function button(id, name, onclick) {
  return h("button", { type: "button", id, "aria-label": name, title: name, onclick }, symbol(id));
}
