// Elements made of names, attributes and children; text is always text, never markup.

export const byId = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

/** A link only where the address is one of the web; else its text. */
export function link(address, text) {
  return /^https?:\/\//i.test(address ?? "")
    ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text)
    : document.createTextNode(text);
}
