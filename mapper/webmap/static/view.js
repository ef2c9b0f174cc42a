// What part of the world the map shows: all of it, a few places, one incident beside its card.
import { outlineOf } from "./areas.js";
import { byId } from "./dom.js";

const HOME_ZOOM = 8; // a single place is not zoomed to more than this

export class View {
  constructor(map, page) {
    Object.assign(this, { map, page });
  }

  pointOf(place) {
    return [this.page.data.places.latitude[place], this.page.data.places.longitude[place]];
  }

  /** Pans only if the incident is out of sight or under the card. */
  bringIntoView(i) {
    const { map } = this;
    const free = this.freeBox();
    const at = map.latLngToContainerPoint(this.pointOf(this.page.data.columns.place[i]));
    if (at.x > free.left && at.x < free.right && at.y > free.top && at.y < free.bottom) return;
    map.panBy([at.x - (free.left + free.right) / 2, at.y - (free.top + free.bottom) / 2], { animate: !calm() });
  }

  /** The part of the map that neither the card nor the sheet covers. */
  freeBox() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const card = byId("card").getBoundingClientRect();
    const side = !byId("card").hidden && card.width < frame.width * 0.7;
    const below = !byId("card").hidden && !side;
    return {
      left: 40,
      top: 40,
      right: (side ? card.left - frame.left : frame.width) - 40,
      bottom: (below ? card.top - frame.top : frame.height) - 40,
    };
  }

  isInView(i) {
    return this.map.getBounds().contains(this.pointOf(this.page.data.columns.place[i]));
  }

  fitAll(animate) {
    const { data, result } = this.page;
    const places = [];
    for (let place = 0; place < data.nPlaces; place++) if (result.atPlace[place]) places.push(place);
    this.fitPlaces(places, animate);
  }

  fitPlaces(places, animate) {
    if (!places.length) return;
    const box = boundsOf(this.page.data, places);
    const { x } = this.map.getSize();
    const legend = x > 700 && byId("legend").open ? byId("legend").offsetWidth : 0;
    const edge = x > 700 ? 44 : 24;
    this.map.fitBounds(box, {
      maxZoom: HOME_ZOOM,
      paddingTopLeft: [edge + legend, edge],
      paddingBottomRight: [edge, edge],
      animate,
    });
  }

  /** A ring of several places opens by zooming in, one of a single place by its first incident. */
  openRing(group) {
    const places = group.items.map((item) => item.place);
    const apart = new Set(places.map((place) => this.pointOf(place).join())).size > 1;
    if (apart && this.map.getZoom() < this.map.getMaxZoom()) this.fitPlaces(places, !calm());
    else this.page.select(this.page.marks.incidentsAt(places[0])[0], { pan: true });
  }
}

/** True for a reader who asked for less motion. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** [[south, west], [north, east]] around places and outlines, across the 180th meridian where that is shorter. */
function boundsOf(data, places) {
  const boxes = places.map((place) =>
    data.isArea[place] ? degreesOf(outlineOf(data, place).box) : pointBox(data, place),
  );
  const byWest = [...boxes].sort((a, b) => a[0] - b[0]);
  let [cut, widest, reach] = [0, 0, byWest[0][2]];
  byWest.forEach(([west, , east], k) => {
    if (k && west - reach > widest) [cut, widest] = [k, west - reach];
    reach = Math.max(reach, east);
  });
  if (byWest[0][0] + 360 - reach >= widest) cut = 0;
  const turned = [...byWest.slice(cut), ...byWest.slice(0, cut).map(([w, s, e, n]) => [w + 360, s, e + 360, n])];
  const least = (at) => turned.reduce((low, box) => Math.min(low, box[at]), Infinity);
  const most = (at) => turned.reduce((high, box) => Math.max(high, box[at]), -Infinity);
  return [
    [least(1), least(0)],
    [most(3), most(2)],
  ];
}

function pointBox({ places }, place) {
  const [lat, lon] = [places.latitude[place], places.longitude[place]];
  return [lon, lat, lon, lat];
}

/** A Mercator box (y down) as degrees: [west, south, east, north]. */
function degreesOf([x0, y0, x1, y1]) {
  const lat = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return [(x0 - 0.5) * 360, lat(y1), (x1 - 0.5) * 360, lat(y0)];
}

/** Zoom, "show everything", scale and where the data are from. */
export function addControls(map, view) {
  L.control.zoom({ position: "topleft", zoomInTitle: "Zoom in", zoomOutTitle: "Zoom out" }).addTo(map);
  const home = L.control({ position: "topleft" });
  home.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const button = L.DomUtil.create("button", "home-button", bar);
    Object.assign(button, { type: "button", title: "Show everything", textContent: "⤢" });
    button.setAttribute("aria-label", "Show everything on the map");
    L.DomEvent.disableClickPropagation(bar).on(button, "click", () => view.fitAll(!calm()));
    return bar;
  };
  home.addTo(map);
  L.control
    .attribution({ position: "bottomright", prefix: false })
    .addTo(map)
    .addAttribution("Natural Earth · GeoNames CC BY 4.0 · © OpenStreetMap contributors · Leaflet");
  L.control.scale({ position: "bottomright", maxWidth: 110, imperial: false }).addTo(map);
  map.getContainer().setAttribute("aria-label", "Map of the incidents");
  map.getContainer().setAttribute("role", "region");
}
