// The signs on buttons, drawn in lines of the text's colour on a field of 20 by 20.

const PATHS = {
  "zoom-in": "M10 4v12M4 10h12",
  "zoom-out": "M4 10h12",
  home: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  close: "M5 5l10 10M15 5L5 15",
  previous: "M12.5 4.5L7 10l5.5 5.5",
  next: "M7.5 4.5L13 10l-5.5 5.5",
  search: "M8.7 3.5a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4zM12.6 12.6L17 17",
  theme: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM10 3v14M10 6h4.6M10 10h7M10 14h4.6",
  play: "M7 4.5l9 5.5l-9 5.5z",
  pause: "M7 4.5v11M13 4.5v11",
  up: "M4.5 12.5L10 7l5.5 5.5",
  leave: "M8 5H4.5v10.5H15V12M11 4.5h4.5V9M15.5 4.5L9 11",
};
const SVG = "http://www.w3.org/2000/svg";

/** A sign as an SVG that a screen reader passes over. */
export function symbol(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `symbol ${name === "play" ? "solid" : ""}`.trim());
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
