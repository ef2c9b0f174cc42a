// What part of the world the map shows: all of it, a few places, one incident beside its card.
import { boundsOf, nearestCopy } from "./bounds.js";
import { outlineOf } from "./areas.js";
import { byId } from "./dom.js";
import { roomFor } from "./layout.js";

const HOME_ZOOM = 8; // a single place is not zoomed to more than this
const MARGIN = 40; // pixels kept free around what is shown
const WORLD = 256; // pixels of the world at zoom 0

export class View {
  constructor(map, page) {
    Object.assign(this, { map, page, furniture: [] });
  }

  /** Moves the map; Leaflet forgets a move during its animation of another, so that one is waited for. */
  move(act) {
    this.next = act;
    if (!this.map._animatingZoom) this.moveNow();
    else this.map.once("zoomend", () => setTimeout(() => this.moveNow()));
  }

  moveNow() {
    const { next } = this;
    this.next = null;
    next?.();
  }

  /**
   * The map has another size, or something stands on it that did not: how far out it goes, and where no label may be.
   * True when the labels must be placed anew.
   */
  resized() {
    const { map } = this;
    const before = JSON.stringify(this.furniture);
    if (!map.getContainer().offsetWidth) return false; // on paper
    map.invalidateSize({ animate: false });
    const { x, y } = map.getSize();
    if (!x || !y) return false;
    const step = map.options.zoomSnap;
    const whole = Math.log2(Math.min(x, y) / WORLD);
    map.setMinZoom(Math.max(0, Math.floor(whole / step) * step));
    const frame = map.getContainer().getBoundingClientRect();
    const standing = document.querySelectorAll(".leaflet-control, .over-map");
    this.furniture = [...standing]
      .map((element) => element.getBoundingClientRect())
      .filter(({ width, height }) => width && height)
      .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
    return JSON.stringify(this.furniture) !== before;
  }

  /** [latitude, longitude] of a place, in the copy of the world that is in view. */
  pointOf(place) {
    const { latitude, longitude } = this.page.data.places;
    return [latitude[place], nearestCopy(longitude[place], this.map.getCenter().lng)];
  }

  /** Moves the map only if the incident is out of sight or under the card; closer, where the whole world is in view. */
  bringIntoView(i) {
    const { map } = this;
    const free = this.freeBox();
    const point = this.pointOf(this.page.data.columns.place[i]);
    const at = map.latLngToContainerPoint(point);
    if (at.x > free.left && at.x < free.right && at.y > free.top && at.y < free.bottom) return;
    const size = map.getSize();
    const step = map.options.zoomSnap;
    const movable = Math.ceil(Math.log2((2 * size.y) / WORLD) / step) * step; // further out the map stays where it is
    const zoom = Math.max(map.getZoom(), movable);
    const aside = L.point((free.left + free.right - size.x) / 2, (free.top + free.bottom - size.y) / 2);
    const middle = map.unproject(map.project(point, zoom).subtract(aside), zoom);
    this.move(() => map.setView(middle, zoom, { animate: !calm() }));
  }

  /** The part of the map that nothing covers: neither the card nor the primer, nor the button of a phone's legend. */
  freeBox() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const box = (element) => element?.getBoundingClientRect() ?? { bottom: 0, width: 0 };
    const [card, legend] = [box(byId("card")), box(byId("legend"))];
    const above = Math.max(box(byId("primer")).bottom, box(document.querySelector("[data-embed] .panel")).bottom);
    const side = card.width && card.width < frame.width * 0.7;
    const sheet = this.page.sheet?.covers() ? box(byId("panel")).top : Infinity;
    const floats = legend.width && !byId("legend").open && legend.top < frame.bottom;
    const below = Math.min(
      frame.bottom - MARGIN,
      card.width && !side ? card.top - MARGIN : Infinity,
      floats ? legend.top - MARGIN / 2 : Infinity,
      sheet - MARGIN / 2,
    );
    return {
      left: MARGIN,
      top: Math.max(0, above - frame.top) + MARGIN,
      right: (side ? card.left - frame.left : frame.width) - MARGIN,
      bottom: below - frame.top,
    };
  }

  isInView(i) {
    const place = this.page.data.columns.place[i];
    const at = this.map.latLngToContainerPoint(this.pointOf(place));
    const { x, y } = this.map.getSize();
    return at.x >= 0 && at.y >= 0 && at.x <= x && at.y <= y;
  }

  fitAll(animate) {
    const { data, result } = this.page;
    const places = [];
    for (let place = 0; place < data.nPlaces; place++) if (result.atPlace[place]) places.push(place);
    this.fitPlaces(places, animate, () => (this.untouched = animate ? null : this.place()));
  }

  /** Everything again, if the reader has not moved the map since everything was shown. */
  refit() {
    if (this.untouched === this.place()) this.fitAll(false);
  }

  /** The sheet of a phone covers most of the map: what is shown is brought into the strip above it, and back again. */
  makeRoom(open) {
    if (open) {
      const { map } = this;
      this.before = { centre: map.getCenter(), zoom: map.getZoom(), untouched: this.untouched === this.place() };
      this.fitAll(false);
    } else if (this.before && this.untouched === this.place()) {
      const { centre, zoom, untouched } = this.before;
      this.move(() => {
        this.map.setView(centre, zoom, { animate: false });
        this.untouched = untouched ? this.place() : null;
      });
    }
    if (!open) this.before = null;
  }

  place() {
    return `${this.map.getCenter()} ${this.map.getZoom()}`;
  }

  /** ``then`` is called when the map has moved, or with an animation has begun to. */
  fitPlaces(places, animate, then = () => {}) {
    const { data } = this.page;
    if (!places.length) return;
    const bounds = boundsOf(places.map((place) => boxOf(data, place)));
    const free = this.freeBox();
    const { x, y } = this.map.getSize();
    const how = {
      maxZoom: HOME_ZOOM,
      paddingTopLeft: [free.left, free.top],
      paddingBottomRight: [x - free.right, y - free.bottom],
      animate,
    };
    this.move(() => {
      this.map.fitBounds(bounds, how);
      then();
    });
  }

  /** True when a ring comes apart further in: into places, or into the marks of one place. */
  opensByZoom({ places, n }) {
    const zoom = this.map.getZoom();
    const apart = new Set(places.map((place) => this.pointOf(place).join())).size > 1;
    if (apart) return zoom < this.map.getMaxZoom();
    return n <= roomFor(Infinity) && n > roomFor(zoom);
  }
}

/** True for a reader who asked for less motion. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** [west, south, east, north] of a place: a point, or the box around its outline. */
function boxOf(data, place) {
  if (!data.isArea[place]) {
    const [lat, lon] = [data.places.latitude[place], data.places.longitude[place]];
    return [lon, lat, lon, lat];
  }
  const [x0, y0, x1, y1] = outlineOf(data, place).box;
  const lat = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return [(x0 - 0.5) * 360, lat(y1), (x1 - 0.5) * 360, lat(y0)];
}
