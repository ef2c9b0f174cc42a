// The map of the collection in its frame: it shows what is chosen, tells what was clicked, and lends its pointer.

export class MapFrame {
  constructor(frame, chosen) {
    this.frame = frame;
    this.watched = "";
    setInterval(() => this.watch(chosen), 400);
  }

  get window() {
    return this.frame.contentWindow;
  }

  show(id) {
    this.watched = id;
    if (this.window.map_incidents) this.window.location.hash = `#i=${encodeURIComponent(id)}`;
  }

  reload() {
    this.window.location.reload();
  }

  /** Calls `done(lat, lon)` with the next point clicked. */
  pick(done) {
    const map = this.window.map_incidents;
    map.getContainer().style.cursor = "crosshair";
    map.once("click", (event) => {
      map.getContainer().style.cursor = "";
      const point = event.latlng.wrap();
      done(point.lat, point.lng);
    });
  }

  watch(chosen) {
    const found = /[#&]i=([^&]+)/.exec(this.window.location.hash ?? "");
    const id = found ? decodeURIComponent(found[1]) : "";
    if (id && id !== this.watched) {
      this.watched = id;
      chosen(id);
    }
  }
}
