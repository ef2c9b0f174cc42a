// The frame: two tabs in the panel, and the panel as a sheet at the foot of a phone.
import { byId, h } from "./dom.js";
import { symbol } from "./symbols.js";

const PHONE = matchMedia("(max-width: 799px)");
const TABS = [
  ["filters", "Filters"],
  ["list", "List"],
];

/** The tabs of the panel; ``show(name)`` brings one to the front. */
export function fillTabs(box, page) {
  const show = (name) => {
    for (const [key] of TABS) {
      byId(key).hidden = key !== name;
      const tab = byId(`tab-${key}`);
      tab.setAttribute("aria-selected", String(key === name));
      tab.tabIndex = key === name ? 0 : -1;
    }
    api.current = name;
    page.list.update();
    page.remember();
  };
  const key = (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = api.current === "filters" ? "list" : "filters";
    show(other);
    byId(`tab-${other}`).focus();
  };
  const api = { current: "filters", show };
  box.setAttribute("role", "tablist");
  box.setAttribute("aria-label", "Filters or list");
  box.replaceChildren(
    ...TABS.map(([name, text]) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-controls": name,
          "aria-selected": String(name === "filters"),
          tabindex: name === "filters" ? "0" : "-1",
          onclick: () => show(name),
          onkeydown: key,
        },
        text,
      ),
    ),
  );
  document.querySelector("a.skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address holds the state of the page, not an anchor
    page.sheet.open(true);
    show("list");
    byId("list").focus();
  });
  return api;
}

/** On a phone the panel is a sheet that opens over the lower part of the map. */
export class Sheet {
  constructor(page) {
    this.page = page;
    this.handle = byId("sheet-handle");
    this.handle.append(symbol("up"));
    byId("panel-top").addEventListener("click", (event) => {
      if (event.target.id !== "sheet-clear") this.open(!this.isOpen()); // on a desk there is nothing to open
    });
    byId("panel").addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOpen()) return;
      this.open(false);
      this.handle.focus();
      event.stopPropagation();
    });
    byId("sheet-clear").addEventListener("click", () => page.clear());
  }

  isOpen() {
    return this.handle.getAttribute("aria-expanded") === "true";
  }

  /** True when it lies over the map: on a desk there is nothing to open. */
  covers() {
    return PHONE.matches && this.isOpen();
  }

  open(on) {
    if (on === this.isOpen()) return;
    this.handle.setAttribute("aria-expanded", String(on));
    document.documentElement.classList.toggle("sheet-open", on);
    if (PHONE.matches) this.page.view.makeRoom(on);
  }
}
