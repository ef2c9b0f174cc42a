// Time: a bar for each day (or week, month, year), a range to drag, and a button that plays it.
import { HEIGHT, drawBars } from "./bars.js";
import { byId, h } from "./dom.js";
import { symbol } from "./symbols.js";
import { dayWords, rangeWords } from "./words.js";

const STEP_MS = 650;
const TICK_ROOM = 64; // pixels for the words of a tick
const PLAYED = 20; // the part of all time that playing shows at once

export class Timeline {
  /** ``change(from, to)`` is called with bars, or nulls when all time is chosen. */
  constructor(box, page, change) {
    Object.assign(this, { box, page, change, bins: page.bins, from: 0, to: page.bins.count - 1 });
    this.canvas = h("canvas", { class: "bars", role: "img" });
    this.window = h("div", { class: "window" });
    this.handles = ["from", "to"].map((end) => this.handle(end));
    this.ticks = h("div", { class: "ticks", "aria-hidden": "true" });
    this.track = h(
      "div",
      { class: "track", onpointerdown: (event) => this.press(event) },
      this.canvas,
      this.window,
      this.handles,
    );
    this.playButton = h(
      "button",
      {
        type: "button",
        class: "play",
        "aria-label": "Play through time",
        onclick: () => this.togglePlay(),
      },
      symbol("play"),
    );
    this.readout = h("span", { class: "readout" });
    this.all = h("button", { type: "button", class: "link", onclick: () => this.reset(), hidden: true }, "All dates");
    this.undatedBox = this.undated();
    box.replaceChildren(
      this.playButton,
      h("div", { class: "time-body" }, this.track, this.ticks),
      h("div", { class: "time-words" }, this.readout, this.all, this.undatedBox),
    );
    box.hidden = page.undated === page.data.n;
    new ResizeObserver(() => this.draw()).observe(this.track);
  }

  handle(end) {
    return h("div", {
      class: `handle ${end}`,
      role: "slider",
      tabindex: "0",
      "aria-orientation": "horizontal",
      "aria-label": end === "from" ? "Earliest day shown" : "Latest day shown",
      "aria-valuemin": "0",
      "aria-valuemax": String(this.bins.count - 1),
      onkeydown: (event) => this.key(event, end),
    });
  }

  undated() {
    const n = this.page.undated;
    if (!n) return "";
    const input = h("input", {
      type: "checkbox",
      checked: this.page.filter.undated,
      onchange: () => this.page.showUndated(input.checked),
    });
    return h("label", { class: "undated" }, input, ` ${n.toLocaleString("en")} without a day`);
  }

  key(event, end) {
    const last = this.bins.count - 1;
    const page = Math.max(1, Math.round(this.bins.count / 10));
    const by = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -page,
      PageUp: page,
      Home: -last,
      End: last,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (end === "from") this.choose(Math.max(0, Math.min(this.to, this.from + by)), this.to);
    else this.choose(this.from, Math.min(last, Math.max(this.from, this.to + by)));
  }

  press(event) {
    event.preventDefault();
    this.stop();
    const at = this.barAt(event);
    const end = event.target.classList.contains("handle")
      ? event.target.classList.contains("from")
        ? "from"
        : "to"
      : null;
    const inside = !end && !this.isAll() && at >= this.from && at <= this.to;
    const start = { at, from: this.from, to: this.to };
    if (end) event.target.focus();
    this.track.setPointerCapture(event.pointerId);
    const move = (e) => this.drag(this.barAt(e), start, end, inside);
    const up = () => {
      this.track.removeEventListener("pointermove", move);
      this.track.removeEventListener("pointerup", up);
      this.track.removeEventListener("pointercancel", up);
    };
    this.track.addEventListener("pointermove", move);
    this.track.addEventListener("pointerup", up);
    this.track.addEventListener("pointercancel", up);
    if (!end && !inside) this.choose(at, at);
  }

  drag(at, start, end, inside) {
    if (end === "from") this.choose(Math.min(at, this.to), this.to);
    else if (end === "to") this.choose(this.from, Math.max(at, this.from));
    else if (inside) {
      const by = Math.max(-start.from, Math.min(this.bins.count - 1 - start.to, at - start.at));
      this.choose(start.from + by, start.to + by);
    } else this.choose(Math.min(at, start.at), Math.max(at, start.at));
  }

  barAt(event) {
    const box = this.track.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * this.bins.count);
    return Math.max(0, Math.min(this.bins.count - 1, at));
  }

  isAll() {
    return this.from === 0 && this.to === this.bins.count - 1;
  }

  /** The days that are shown, in words; "" when no day is known. */
  words() {
    if (this.page.undated === this.page.data.n) return "";
    return this.isAll() ? rangeWords(...this.bins.days, true) : this.bins.span(this.from, this.to);
  }

  /** Chooses bars ``from`` to ``to``, and tells. */
  choose(from, to) {
    if (from === this.from && to === this.to) return;
    Object.assign(this, { from, to });
    if (this.isAll()) this.change(null, null);
    else this.change(from, to);
  }

  /** Follows a choice made elsewhere (the address, "Clear all"). */
  show(from, to) {
    Object.assign(this, { from: from ?? 0, to: to ?? this.bins.count - 1 });
  }

  reset() {
    this.stop();
    this.choose(0, this.bins.count - 1);
  }

  togglePlay() {
    if (this.timer) {
      this.stop();
      return;
    }
    const atEnd = this.to === this.bins.count - 1; // also when everything is shown
    if (atEnd) this.choose(0, Math.max(1, Math.round(this.bins.count / PLAYED)) - 1);
    this.showPlaying(true);
    this.timer = setInterval(() => {
      if (this.to >= this.bins.count - 1) this.reset();
      else this.choose(this.from + 1, this.to + 1);
    }, STEP_MS);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.showPlaying(false);
  }

  showPlaying(on) {
    byId("count").setAttribute("aria-live", on ? "off" : "polite"); // no reader wants every step told
    this.playButton.setAttribute("aria-label", on ? "Stop playing" : "Play through time");
    this.playButton.replaceChildren(symbol(on ? "pause" : "play"));
  }

  /** Bars, handles and words after every change. */
  update() {
    const { bins, from, to } = this;
    const share = (bar) => `${(100 * bar) / bins.count}%`;
    this.window.style.left = share(from);
    this.window.style.width = share(to - from + 1);
    this.window.classList.toggle("all", this.isAll());
    const ends = [
      [from, share(from), bins.iso(bins.edges[from])],
      [to, share(to + 1), bins.iso(bins.edges[to + 1] - 1)],
    ];
    this.handles.forEach((handle, k) => {
      handle.style.left = ends[k][1];
      handle.setAttribute("aria-valuenow", String(ends[k][0]));
      handle.setAttribute("aria-valuetext", dayWords(ends[k][2]));
    });
    this.readout.textContent = this.words();
    this.all.hidden = this.isAll();
    if (this.undatedBox) this.undatedBox.firstChild.checked = this.page.filter.undated;
    this.draw();
  }

  draw() {
    const { width } = this.track.getBoundingClientRect();
    if (!width || !this.page.result) return;
    const ratio = window.devicePixelRatio || 1;
    Object.assign(this.canvas, { width: Math.round(width * ratio), height: Math.round(HEIGHT * ratio) });
    const ctx = this.canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { paint } = this.page;
    drawBars(ctx, width, {
      counts: this.page.result.bars,
      size: paint.categories.size,
      colourOf: (c) => paint.category(c),
      axis: paint.ground.plateEdge,
      bins: this.bins.count,
      from: this.from,
      to: this.to,
    });
    if (width !== this.width) this.drawTicks(width);
  }

  drawTicks(width) {
    this.width = width;
    this.canvas.setAttribute("aria-label", `Incidents by ${this.bins.unit}, ${this.bins.span(0, this.bins.count - 1)}`);
    this.ticks.replaceChildren(
      ...this.bins.ticks(Math.max(2, Math.floor(width / TICK_ROOM))).map(([share, text]) => {
        const tick = h("span", {}, text);
        tick.style.left = `${100 * share}%`;
        return tick;
      }),
    );
  }
}
