// Dark and light: the system's choice until the reader makes one.
const NAMES = [
  "water",
  "land",
  "coast",
  "border",
  "region",
  "ink",
  "label",
  "country",
  "halo",
  "paper",
  "plate",
  "plateEdge",
  "outline",
  "focus",
];
const dark = matchMedia("(prefers-color-scheme: dark)");

/** "light" or "dark". */
export function themeName() {
  return document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");
}

/** The colours of the map in the present theme, from tokens.css. */
export function themeColours() {
  document.documentElement.dataset.look = themeName();
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]));
}

/** The other theme, from now on. */
export function toggleTheme(changed) {
  document.documentElement.dataset.theme = themeName() === "dark" ? "light" : "dark";
  changed();
}

/** Calls when the system's choice changes. */
export function watchTheme(changed) {
  dark.addEventListener("change", changed);
}

/** What ``make`` gives in the light theme; ``changed`` is called before it and when the theme is back. */
export function inLight(make, changed) {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  dataset.theme = "light";
  changed();
  try {
    return make();
  } finally {
    if (before) dataset.theme = before;
    else delete dataset.theme;
    changed();
  }
}
