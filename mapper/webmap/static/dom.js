// Elements without markup in strings: text is always text, whatever an article says.

/** An element: ``h("button", { class: "x", onclick: f, "aria-label": "..." }, child, ...)``. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in PROPERTIES) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
  return element;
}

const PROPERTIES = { checked: 1, indeterminate: 1, value: 1, hidden: 1, disabled: 1 };

export const byId = (id) => document.getElementById(id);

/** Text from an article: kept apart from its surroundings, in its own direction. */
export function quoted(text, attributes = {}) {
  return h("bdi", { dir: "auto", ...attributes }, text);
}

/** A link that only ever leads to a web page, or null when the address is of another kind; ``text`` is its children. */
export function webLink(url, text, attributes = {}) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...attributes }, text);
}

const NOTICE_MS = 3500;
const OFFER_MS = 15000; // time to read it and to press its button

/** Says something once, for a reader of the screen and on the map, perhaps with a button that does something about it. */
export function notice(text, offer = null) {
  const box = byId("notice");
  box.replaceChildren(text, ...(offer ? [" ", offer] : []));
  box.classList.add("shown");
  box.classList.toggle("offers", Boolean(offer));
  const end = () => {
    box.classList.remove("shown", "offers");
    offer?.remove();
  };
  offer?.addEventListener("click", end);
  clearTimeout(notice.timer);
  notice.timer = setTimeout(end, offer ? OFFER_MS : NOTICE_MS);
}

/** Puts text on the clipboard, by the old way where a page from disk is not allowed the new one. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "offscreen", value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

/** Offers ``content`` (a Blob or text) as a file. */
export function offerFile(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
