// The page: holds its state, runs the filters, and tells every part when something has changed.
import { loadData } from "./data.js";
import { drawGround, loadGround } from "./ground.js";
import { loadLabels } from "./labels.js";
import { canvasLayer } from "./canvas.js";
import { Marks } from "./marks.js";
import { Engine, facetsOf, isOpen, openFilter } from "./filter.js";
import { DIMENSIONS, categoriesOf } from "./colour.js";
import { timeBins } from "./timebins.js";
import { Panel } from "./panel.js";
import { Timeline } from "./timeline.js";
import { List } from "./list.js";
import { Search, chunkHits, foldName } from "./search.js";
import { fillLegend } from "./legend.js";
import { Card } from "./cardbox.js";
import { Stepper } from "./stepper.js";
import { fillTools } from "./tools.js";
import { Sheet, fillTabs } from "./frame.js";
import { emptyPage } from "./empty.js";
import { applyHash, hashOf } from "./address.js";
import { preparePrint } from "./printing.js";
import { streetLayer } from "./streets.js";
import { byId, notice } from "./dom.js";
import { claimantWords, counted, MODALITY_WORDS, PRECISION_WORDS, STATUS_WORDS } from "./words.js";
import { View, addControls, calm } from "./view.js";
import { themeColours, themeName, watchTheme } from "./theme.js";

const WORDS = { claimantWords, MODALITY_WORDS, PRECISION_WORDS, STATUS_WORDS };

/** Starts the page on a Leaflet map. */
export async function start(map) {
  if (new URLSearchParams(location.search).has("embed")) document.documentElement.dataset.embed = "";
  const page = new Page(map, await loadData());
  window.incidentPage = page;
  const [ground, labels] = await Promise.all([loadGround(), loadLabels()]);
  page.open(ground, labels);
  await page.arrive();
  document.documentElement.dataset.ready = "yes";
}

class Page {
  constructor(map, data) {
    Object.assign(this, { map, data, filter: openFilter(), selected: -1, labels: [] });
    this.dimension = data.meta.colourBy in DIMENSIONS ? data.meta.colourBy : "event_type";
    this.categories = categoriesOf(data, this.dimension, WORDS);
    this.facets = facetsOf(data, WORDS);
    const last = data.columns.start.reduce((most, day, i) => Math.max(most, day + data.columns.days[i]), 0);
    this.bins = timeBins(data.first, Math.max(1, last));
    this.undated = data.columns.start.reduce((n, day) => n + (day ? 0 : 1), 0);
    this.engine = new Engine(data, this.facets, (day) => this.bins.binOf(day), this.bins.count);
    this.colours = themeColours();
    this.view = new View(map, this);
  }

  /** Builds every part of the page around the first result. */
  open(ground, labels) {
    this.labels = labels;
    this.result = this.engine.run(this.filter, this.categories);
    this.total = Object.fromEntries(this.facets.map(({ key }) => [key, this.result.counts[key]]));
    this.ground = canvasLayer("tilePane", (ctx, view) => drawGround(ctx, view, ground, this.colours));
    this.marks = new Marks(this);
    this.overlay = canvasLayer("overlayPane", (ctx, view) => this.marks.draw(ctx, view));
    this.furnish();
    this.map.invalidateSize(); // the parts around the map have taken their room
    this.view.fitAll(false);
    this.ground.addTo(this.map);
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(this.map.getContainer());
    watchTheme(() => this.retheme());
  }

  furnish() {
    const { map, data } = this;
    addControls(map, this.view);
    if (data.meta.tiles) streetLayer(map, data.meta.tiles, this);
    this.card = new Card(byId("card"), this);
    if (!data.n) {
      emptyPage(this);
      return;
    }
    this.panel = new Panel(byId("filters"), this, (key, off) => this.switchOff(key, off));
    this.list = new List(byId("list"), this, {
      open: (i) => this.select(i, { focus: true, pan: true }),
      point: (i) => this.stepper.point(i),
    });
    this.search = new Search(byId("search"), this, {
      toPlace: (place) => this.goToPlace(place),
      inReports: (text) => this.searchReports(text),
    });
    this.timeline = new Timeline(byId("timeline"), this, (from, to) => this.chooseTime(from, to));
    this.stepper = new Stepper(byId("stepper"), this);
    this.tabs = fillTabs(byId("tabs"), this);
    this.sheet = new Sheet(this);
    fillTools(byId("tools"), this);
    fillLegend(byId("legend"), this);
    byId("legend").open =
      matchMedia("(min-width: 800px)").matches && !document.documentElement.hasAttribute("data-embed");
    this.listen();
    preparePrint(this);
  }

  listen() {
    const { map } = this;
    map.on("click", (event) => this.click(event.containerPoint));
    map.on("mousemove", (event) => this.hover(event.containerPoint));
    map.on("mouseout", () => this.hover(null));
    map.on("moveend", () => {
      if (this.list.inView) this.list.update();
      this.remember();
    });
    window.addEventListener("hashchange", () => applyHash(this, location.hash));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.selected >= 0) this.deselect();
    });
  }

  /** The state the address asks for; the marks are drawn when it is known. */
  async arrive() {
    if (this.data.n && location.hash) await applyHash(this, location.hash);
    else this.update();
    this.overlay.addTo(this.map);
    this.settled = true;
  }

  // Changes of the filter

  switchOff(key, off) {
    this.setFilter({ off: { ...this.filter.off, [key]: off } });
  }

  chooseTime(from, to) {
    this.timeChoice = [from, to];
    const { edges } = this.bins;
    this.setFilter({ from: from == null ? null : edges[from], to: to == null ? null : edges[to + 1] - 1 });
  }

  showUndated(undated) {
    this.setFilter({ undated });
  }

  setFilter(change) {
    this.filter = { ...this.filter, ...change };
    this.update();
  }

  clear() {
    this.timeline?.stop();
    this.timeline?.show(null, null);
    this.setFilter(openFilter());
    byId("search-input").value = "";
    byId("search-input").focus();
  }

  /** Keeps only incidents with these words in a report; every chunk is read, a few at a time. */
  async searchReports(text) {
    const wanted = foldName(text);
    const only = new Uint8Array(this.data.n);
    for (let k = 0; k * this.data.meta.chunk < this.data.n; k++) {
      const chunk = await this.data.chunk(k);
      chunkHits(chunk, wanted).forEach((hit, at) => (only[k * this.data.meta.chunk + at] = hit ? 1 : 0));
    }
    this.setFilter({ only, text });
  }

  /** What is active now: [{ text, clear }]. */
  activeFilters() {
    const { filter } = this;
    const active = this.facets.flatMap((facet) => {
      const off = filter.off[facet.key];
      if (!off?.size) return [];
      const shown = [...facet.labels.keys()].filter((v) => this.total[facet.key][v] && !off.has(v));
      const text =
        shown.length === 1
          ? facet.labels[shown[0]]
          : shown.length
            ? `${shown.length} of ${facet.labels.filter((_, v) => this.total[facet.key][v]).length}`
            : "none";
      return [{ text: `${facet.title}: ${text}`, clear: () => this.switchOff(facet.key, new Set()) }];
    });
    if (filter.from != null)
      active.push({ text: this.bins.span(...this.timeChoice), clear: () => this.timeline.reset() });
    if (!filter.undated) active.push({ text: "only with a day", clear: () => this.showUndated(true) });
    if (filter.text)
      active.push({ text: `reports with “${filter.text}”`, clear: () => this.setFilter({ only: null, text: "" }) });
    return active;
  }

  // Colours

  recolour(dimension) {
    this.dimension = dimension;
    this.categories = categoriesOf(this.data, dimension, WORDS);
    for (const input of document.querySelectorAll('input[name="colour"]')) input.checked = input.value === dimension;
    fillLegend(byId("legend"), this);
    this.update();
    this.card.refresh();
  }

  retheme() {
    this.colours = themeColours();
    this.ground.redraw();
    if (this.data.n) {
      fillLegend(byId("legend"), this);
      this.update();
      this.card.refresh();
    } else this.overlay.redraw();
  }

  colourOf = (category) => this.categories.swatches[category][themeName()];

  incidentColour(i) {
    return this.colourOf(this.categories.table[this.categories.codes[i]]);
  }

  typeColour(type) {
    if (this.dimension !== "event_type") return null;
    return this.colourOf(this.categories.table[this.data.meta.kinds.findIndex(([t]) => t === type)]);
  }

  /** The colour of one source or claimant, if the colours stand for these. */
  valueColour(key, value) {
    if ({ source: "source", attribution: "claim" }[this.dimension] !== key) return null;
    const labels = this.facets.find((facet) => facet.key === key).labels;
    const at = this.categories.names.slice(0, -2).indexOf(labels[value]);
    return this.colourOf(at < 0 ? this.categories.size - 1 : at);
  }

  // Selection

  selectedPlace() {
    return this.data.columns.place[this.selected];
  }

  async select(i, { focus = false, pan = false } = {}) {
    this.selected = i;
    await this.card.show(i, focus);
    if (pan) this.view.bringIntoView(i);
    this.overlay.redraw();
    this.list.update();
    this.remember();
  }

  deselect() {
    this.selected = -1;
    this.card.hide();
    this.overlay.redraw();
    this.list.update();
    this.remember();
  }

  goToPlace(place) {
    const first = this.marks.incidentsAt(place)[0];
    this.view.fitPlaces([place], !calm());
    if (first === undefined) notice(`${this.data.placeName(place)}: every incident there is filtered out.`);
    else this.select(first, { focus: true });
  }

  click(point) {
    const hit = this.marks.hit(point);
    if (!hit) {
      if (this.selected >= 0) this.deselect();
    } else if (hit.group?.form === "ring") this.view.openRing(hit.group);
    else this.select(hit.incident ?? this.marks.incidentsAt(hit.place)[0], { pan: true });
  }

  hover(point) {
    const hit = point && this.marks.hit(point);
    this.map.getContainer().classList.toggle("pointing", Boolean(hit));
    this.stepper.hint(hit, point);
  }

  /** Every part shows the present state. */
  update() {
    this.result = this.engine.run(this.filter, this.categories);
    this.overlay.redraw();
    if (!this.data.n) return;
    this.showCount();
    this.panel.update();
    this.timeline.update();
    this.list.update();
    this.stepper.update();
    this.remember();
  }

  showCount() {
    const { total } = this.result;
    const words =
      total === this.data.n
        ? counted(total, "incident")
        : `${total.toLocaleString("en")} of ${counted(this.data.n, "incident")} shown`;
    byId("count").textContent = `${words} · ${counted(this.data.meta.sources.length, "source")}`;
    byId("sheet-count").textContent = words;
    byId("count").dataset.filtered = String(!isOpen(this.filter));
  }

  /** Writes the state into the address, without a new step in the history. */
  async remember() {
    if (!this.settled) return;
    const hash = await hashOf(this);
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // a page inside a notebook has no address of its own
    }
  }
}
