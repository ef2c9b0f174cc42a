// Marks for the keyboard: one stop of the Tab key, arrows from incident to incident, Enter opens the card.
import { h, byId } from "./dom.js";
import { MODALITY_WORDS, counted, rangeWords } from "./words.js";

export class Stepper {
  constructor(box, page) {
    Object.assign(this, { page, at: -1 });
    this.option = h("div", { id: "stepper-option", role: "option", "aria-selected": "true", class: "offscreen" });
    this.ring = h("div", { class: "stepper-ring", hidden: true });
    this.list = h(
      "div",
      {
        id: "stepper-list",
        class: "stepper",
        role: "listbox",
        tabindex: "0",
        "aria-activedescendant": "stepper-option",
        "aria-label": "Incidents on the map: arrow keys step from one to the next, Enter opens it",
        onkeydown: (event) => this.key(event),
        onfocus: () => this.focus(),
        onblur: () => this.point(-1),
      },
      this.option,
      h("span", { class: "stepper-hint", "aria-hidden": "true" }, "← → step through the incidents · Enter opens"),
    );
    box.replaceChildren(this.list, this.ring);
    page.map.on("move zoom", () => this.point(-1));
    page.map.on("moveend", () => document.activeElement === this.list && this.point(this.at));
  }

  /** The shown incidents, the earliest first. */
  order() {
    const { orders, result } = this.page;
    this.shown ??= orders.of("oldest").filter((i) => result.state[i] === 0);
    return this.shown;
  }

  update() {
    this.shown = null; // not gathered before somebody steps through them
    if (document.activeElement === this.list) this.focus();
    else this.option.textContent = counted(this.page.result.total, "incident");
  }

  focus() {
    const order = this.order();
    if (!order.includes(this.at)) this.at = this.page.selected >= 0 ? this.page.selected : (order[0] ?? -1);
    this.tell();
    this.point(this.at);
  }

  key(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const order = this.order();
    if (by) this.move(by);
    else if (event.key === "Home") this.to(order[0]);
    else if (event.key === "End") this.to(order.at(-1));
    else if ((event.key === "Enter" || event.key === " ") && this.at >= 0)
      this.page.select(this.at, { focus: true, pan: true });
    else return;
    event.preventDefault();
  }

  move(by) {
    const order = this.order();
    if (!order.length) return;
    const now = order.indexOf(this.at);
    this.to(order[(now + by + order.length) % order.length]);
  }

  to(i) {
    if (i === undefined) return;
    this.at = i;
    this.tell();
    this.page.view.bringIntoView(i);
    this.point(i);
  }

  /** From the open card to the next incident in time. */
  step(by, how) {
    const order = this.order();
    const now = order.indexOf(this.page.selected);
    if (order.length) this.page.select(order[(now + by + order.length) % order.length], { ...how, pan: true });
  }

  tell() {
    const order = this.order();
    if (this.at < 0) {
      this.option.textContent = "No incident is shown";
      return;
    }
    this.option.textContent = this.words(this.at);
    this.option.setAttribute("aria-posinset", String(order.indexOf(this.at) + 1));
    this.option.setAttribute("aria-setsize", String(order.length));
  }

  words(i) {
    const { data } = this.page;
    const days = data.days(i);
    const [type, sub] = data.kindOf(i);
    return [
      sub || type,
      data.placeName(data.columns.place[i]),
      days ? rangeWords(...days) : "no day given",
      MODALITY_WORDS[data.modalityOf(i)],
    ].join(", ");
  }

  /** Puts the ring around an incident on the map; -1 takes it away. */
  point(i) {
    const at = i >= 0 ? this.page.marks.positionOf(i) : null;
    this.ring.hidden = !at;
    if (at) this.ring.style.transform = `translate(${at.x}px, ${at.y}px)`;
  }

  /** A line beside the pointer that says what is under it. */
  hint(hit, point) {
    const box = byId("hint");
    box.hidden = !hit;
    if (!hit) return;
    const { data, result } = this.page;
    if (hit.group?.form === "ring") {
      const { places, n } = hit.group;
      const names = places.slice(0, 3).map((place) => data.placeName(place));
      const more = places.length > 3 ? ` and ${places.length - 3} more places` : "";
      const how = this.page.view.opensByZoom(hit.group) ? "click to come closer" : "click to list them";
      box.textContent = `${counted(n, "incident")}: ${names.join(", ")}${more} · ${how}`;
    } else if (hit.incident !== undefined) box.textContent = this.words(hit.incident);
    else
      box.textContent = `${data.placeName(hit.place)}: ${counted(result.atPlace[hit.place], "incident")} somewhere in this area`;
    box.style.transform = `translate(${point.x + 14}px, ${point.y + 14}px)`;
  }
}
