// A Leaflet layer that is one canvas, a little larger than the map, drawn anew when the map has moved.

const PAD = 0.15; // of the map's size, on each side, so that a drag does not show the edge at once

/** A layer for pane ``pane`` that calls draw(ctx, view) with the view in world pixels (see ``viewOf``). */
export function canvasLayer(pane, draw) {
  const CanvasLayer = L.Layer.extend({
    options: { pane },

    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated ground-canvas", this.getPane());
      this.canvas.setAttribute("aria-hidden", "true");
      this.redraw();
      return map;
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return {
        viewreset: this.follow,
        move: this.reach,
        moveend: this.follow,
        zoom: this.follow,
        resize: this.follow,
        zoomanim: this.animate,
      };
    },

    /** Draws anew while the map is dragged, as soon as its edge would come into sight. */
    reach() {
      const { x, y } = this._map.containerPointToLayerPoint([0, 0]).subtract(this.corner);
      const { padX, padY } = viewOf(this._map);
      if (x < 0 || y < 0 || x > 2 * padX || y > 2 * padY) this.follow();
    },

    /** Draws anew if the view is another one: one move of the map is told by several events. */
    follow() {
      if (JSON.stringify(viewOf(this._map)) !== this.drawn) this.redraw();
    },

    redraw() {
      const map = this._map;
      if (!map) return;
      const view = viewOf(map);
      this.drawn = JSON.stringify(view);
      const { ratio } = view;
      this.corner = map.containerPointToLayerPoint(L.point(-view.padX, -view.padY));
      this.bounds = L.latLngBounds(
        map.layerPointToLatLng(this.corner),
        map.layerPointToLatLng(this.corner.add([view.width, view.height])),
      );
      const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
      if (this.canvas.width !== width || this.canvas.height !== height) {
        Object.assign(this.canvas, { width, height });
        Object.assign(this.canvas.style, { width: `${view.width}px`, height: `${view.height}px` });
      }
      L.DomUtil.setPosition(this.canvas, this.corner);
      const ctx = this.canvas.getContext("2d");
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, view.width, view.height);
      draw(ctx, view);
    },

    animate(event) {
      const scale = this._map.getZoomScale(event.zoom);
      const corner = this._map._latLngBoundsToNewLayerBounds(this.bounds, event.zoom, event.center).min;
      L.DomUtil.setTransform(this.canvas, corner, scale);
    },
  });
  return new CanvasLayer();
}

/**
 * What the canvas shows: ``scale`` world pixels a world, ``left``/``top`` the world pixels at its corner, its size,
 * the padding around the map, the pixels of the screen in one of the page, and the zoom. A point of Mercator x, y is at x * scale - left, y * scale - top.
 */
function viewOf(map) {
  const size = map.getSize();
  const [padX, padY] = [Math.round(size.x * PAD), Math.round(size.y * PAD)];
  const zoom = map.getZoom();
  const corner = map.getPixelBounds().min;
  return {
    zoom,
    ratio: window.devicePixelRatio || 1,
    padX,
    padY,
    scale: 256 * 2 ** zoom,
    left: corner.x - padX,
    top: corner.y - padY,
    width: size.x + 2 * padX,
    height: size.y + 2 * padY,
  };
}
