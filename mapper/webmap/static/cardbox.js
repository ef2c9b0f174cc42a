// The box the card stands in: which incident it shows, its neighbours at the place, and where the focus goes.
import { cardContent } from "./card.js";
import { byId } from "./dom.js";

export class Card {
  constructor(box, page) {
    Object.assign(this, { box, page, before: null });
    box.addEventListener("keydown", (event) => this.key(event));
  }

  /** Shows incident ``i``; with ``focus`` its heading is focused, and closing gives the focus back. */
  async show(i, focus) {
    const { page } = this;
    const row = await page.data.row(i);
    if (page.selected !== i) return;
    if (this.box.hidden) this.before = document.activeElement;
    const place = page.data.columns.place[i];
    this.here = page.marks.incidentsAt(place);
    const at = this.here.indexOf(i);
    this.box.replaceChildren(
      ...cardContent(row, page, {
        at: Math.max(0, at),
        of: Math.max(1, this.here.length),
        step: (by) => page.select(this.here[(at + by + this.here.length) % this.here.length], { focus: true }),
        close: () => page.deselect(),
        link: async () => {
          await page.writeAddress();
          return location.href;
        },
      }),
    );
    this.box.hidden = false;
    document.documentElement.classList.add("has-card");
    if (focus) byId("card-title").focus({ preventScroll: true });
  }

  key(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.page.stepper.step(by, { focus: true });
  }

  refresh() {
    if (this.page.selected >= 0) this.show(this.page.selected, false);
  }

  /** The focus to what had it before; an item of the list may have been made anew. */
  giveBack() {
    const { before } = this;
    const again =
      before?.dataset.incident && document.querySelector(`.item[data-incident="${before.dataset.incident}"]`);
    (before?.isConnected ? before : again)?.focus();
  }

  hide() {
    const inside = this.box.contains(document.activeElement);
    this.box.hidden = true;
    document.documentElement.classList.remove("has-card");
    if (inside) this.giveBack();
  }
}
