// The page: holds its state, runs the filters, and tells every part when something has changed.
import { showActive } from "./active.js";
import { applyHash, hashOf } from "./address.js";
import { canvasLayer } from "./canvas.js";
import { Card } from "./cardbox.js";
import { DIMENSIONS } from "./colour.js";
import { addControls } from "./controls.js";
import { loadData } from "./data.js";
import { byId } from "./dom.js";
import { emptyPage } from "./empty.js";
import { Engine, facetsOf, isOpen, openFilter, valuesShown } from "./filter.js";
import { Sheet, fillTabs } from "./frame.js";
import { forgetSearch, goToPlace, listPlaces, searchReports } from "./finding.js";
import { drawGround, loadGround } from "./ground.js";
import { loadLabels } from "./labels.js";
import { fillLegend, foldLegend } from "./legend.js";
import { List } from "./list.js";
import { Marks } from "./marks.js";
import { Orders } from "./orders.js";
import { Paint } from "./paint.js";
import { Panel } from "./panel.js";
import { fillPrimer } from "./primer.js";
import { preparePrint } from "./printing.js";
import { Search } from "./search.js";
import { Stepper } from "./stepper.js";
import { streetLayer } from "./streets.js";
import { watchTheme } from "./theme.js";
import { timeBins } from "./timebins.js";
import { Timeline } from "./timeline.js";
import { fillTools } from "./tools.js";
import { View, calm } from "./view.js";
import { WORDS, counted, dayWords } from "./words.js";

const REMEMBER_MS = 200; // browsers refuse an address that changes with every step of a drag

/** Starts the page on a Leaflet map. */
export async function start(map) {
  const asked = new URLSearchParams(location.search);
  for (const form of ["embed", "bare"]) if (asked.has(form)) document.documentElement.dataset[form] = "";
  const [data, ground, labels] = await Promise.all([loadData(), loadGround(), loadLabels()]);
  const page = new Page(map, data, labels);
  window.incidentPage = page;
  page.open(ground);
  await page.arrive();
  document.documentElement.dataset.ready = "yes";
}

class Page {
  constructor(map, data, labels) {
    Object.assign(this, { map, data, labels, filter: openFilter(), selected: -1 });
    this.facets = facetsOf(data, WORDS);
    this.paint = new Paint(data, this.facets, data.meta.colourBy in DIMENSIONS ? data.meta.colourBy : "event_type");
    this.bins = timeBins(data.first, data.lastDay());
    this.undated = data.columns.start.reduce((n, day) => n + (day ? 0 : 1), 0);
    this.engine = new Engine(data, this.facets, (day) => this.bins.binOf(day), this.bins.count);
    this.orders = new Orders(data);
    this.view = new View(map, this);
    this.marks = new Marks(this);
  }

  /** Builds every part of the page around the first result. */
  open(ground) {
    this.result = this.engine.run(this.filter, this.paint.categories);
    this.total = Object.fromEntries(this.facets.map(({ key }) => [key, this.result.counts[key]]));
    this.ground = canvasLayer("tilePane", (ctx, view) => drawGround(ctx, view, ground, this.paint.ground));
    this.overlay = canvasLayer("overlayPane", (ctx, view) => this.marks.draw(ctx, view));
    addControls(this.map, this.view);
    if (this.data.meta.tiles) streetLayer(this.map, this.data.meta.tiles, this);
    this.card = new Card(byId("card"), this);
    if (this.data.n) this.furnish();
    else emptyPage(this);
    this.view.resized(); // the parts around the map have taken their room
    this.view.fitAll(false);
    this.ground.addTo(this.map);
    new ResizeObserver(() => this.furnitureMoved()).observe(this.map.getContainer());
    watchTheme(() => this.retheme());
  }

  furnish() {
    const { data } = this;
    this.panel = new Panel(byId("filters"), this, (key, off) => this.switchOff(key, off));
    this.list = new List(byId("list"), this, {
      open: (i) => this.select(i, { focus: true, pan: true }),
      point: (i) => this.stepper.point(i),
    });
    this.search = new Search(byId("search"), this, {
      toPlace: (place) => goToPlace(this, place),
      inReports: (text) => searchReports(this, text),
      forget: () => forgetSearch(this),
    });
    this.timeline = new Timeline(byId("timeline"), this, (from, to) => this.chooseTime(from, to));
    this.stepper = new Stepper(byId("stepper"), this);
    this.tabs = fillTabs(byId("tabs"), this);
    this.sheet = new Sheet(this);
    fillTools(byId("tools"), this);
    fillLegend(byId("legend"), this);
    foldLegend(byId("legend"), () => this.furnitureMoved());
    fillPrimer(byId("primer"), this, () => this.furnitureMoved());
    const { published } = data.meta;
    byId("as-of").textContent = published ? `latest report ${dayWords(published[1])}` : "";
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

  /** The map has another size, or something stands on it that did not. */
  furnitureMoved() {
    const moved = this.view.resized();
    this.view.refit();
    if (moved) this.overlay.redraw();
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
    this.timeline.stop();
    this.timeline.show(null, null);
    this.search.clear();
    this.setFilter(openFilter());
    byId("count").focus(); // the button that was pressed is gone
  }

  // Colours

  recolour(dimension) {
    this.paint.by(dimension);
    for (const input of document.querySelectorAll('input[name="colour"]')) input.checked = input.value === dimension;
    fillLegend(byId("legend"), this);
    this.update();
    this.card.refresh();
  }

  retheme() {
    this.paint.retheme();
    this.ground.redraw();
    if (this.data.n) this.recolour(this.paint.dimension);
  }

  // Selection

  selectedPlace() {
    return this.data.columns.place[this.selected];
  }

  async select(i, { focus = false, pan = false } = {}) {
    this.selected = i;
    await this.card.show(i, focus);
    byId("primer").hidden = true; // who opens a card knows how
    if (pan) this.view.bringIntoView(i);
    this.overlay.redraw();
    this.list.update();
    this.remember();
  }

  deselect() {
    this.selected = -1;
    this.list.update();
    this.card.hide();
    this.overlay.redraw();
    this.remember();
  }

  click(point) {
    const hit = this.marks.hit(point);
    if (!hit) {
      if (this.selected >= 0) this.deselect();
    } else if (hit.group?.form === "ring") this.openRing(hit.group);
    else this.select(hit.incident ?? this.marks.incidentsAt(hit.place)[0], { pan: true });
  }

  /** A ring opens by zooming in; where that would not part its incidents, it opens their list. */
  openRing(ring) {
    if (this.view.opensByZoom(ring)) this.view.fitPlaces(ring.places, !calm());
    else listPlaces(this, ring.places);
  }

  hover(point) {
    const hit = point && this.marks.hit(point);
    this.map.getContainer().classList.toggle("pointing", Boolean(hit));
    this.stepper.hint(hit, point);
  }

  /** Every part shows the present state. */
  update() {
    this.result = this.engine.run(this.filter, this.paint.categories);
    this.overlay.redraw();
    if (!this.data.n) return;
    this.showCount();
    showActive(this);
    this.panel.update();
    this.timeline.update();
    this.list.update();
    this.stepper.update();
    if (this.sheet.covers()) this.view.refit();
    this.remember();
  }

  showCount() {
    const { total } = this.result;
    const all = counted(this.data.n, "incident");
    const words = total === this.data.n ? all : `${total.toLocaleString("en")} of ${all} shown`;
    const sources = counted(this.data.meta.sources.length, "source");
    const heard = valuesShown(
      this.facets.find(({ key }) => key === "source"),
      this.result.state,
    );
    const voices = heard === this.data.meta.sources.length ? sources : `${heard.toLocaleString("en")} of ${sources}`;
    byId("count").textContent = `${words} · ${voices}`;
    byId("count").dataset.filtered = String(!isOpen(this.filter));
  }

  /** Writes the state into the address, without a new step in the history, when it has come to rest. */
  remember() {
    if (!this.settled) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.writeAddress(), REMEMBER_MS);
  }

  async writeAddress() {
    const hash = await hashOf(this);
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // a page inside a notebook has no address of its own
    }
  }
}
