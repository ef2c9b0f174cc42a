// The shapes of event types and the line styles of modality, once for canvas and for icons in the page.

const turn = (n, radius, start = -Math.PI / 2) =>
  Array.from({ length: n }, (_, i) => {
    const angle = start + (2 * Math.PI * i) / n;
    const r = Array.isArray(radius) ? radius[i % radius.length] : radius;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
const closed = (points) => `M${points.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join("L")}Z`;
const CROSS = [
  [-0.36, -1],
  [0.36, -1],
  [0.36, -0.36],
  [1, -0.36],
  [1, 0.36],
  [0.36, 0.36],
  [0.36, 1],
  [-0.36, 1],
  [-0.36, 0.36],
  [-1, 0.36],
  [-1, -0.36],
  [-0.36, -0.36],
];

// Paths in a circle of radius 1, evened out so that all look equally large.
const SHAPES = {
  circle: "M0.9 0A0.9 0.9 0 1 1 -0.9 0A0.9 0.9 0 1 1 0.9 0Z",
  square: closed([
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ]),
  diamond: closed(turn(4, 1.08)),
  triangle: closed(turn(3, 1.14).map(([x, y]) => [x, y + 0.14])),
  wedge: closed(turn(3, 1.14, Math.PI / 2).map(([x, y]) => [x, y - 0.14])),
  hexagon: closed(turn(6, 0.98)),
  burst: closed(turn(16, [1.12, 0.68])),
  cross: closed(CROSS.map(([x, y]) => [(x - y) * 0.74, (x + y) * 0.74])),
};

const paths = new Map();

function pathOf(shape, radius) {
  const key = `${shape} ${radius}`;
  if (!paths.has(key)) {
    const path = new Path2D();
    path.addPath(new Path2D(SHAPES[shape]), new DOMMatrix([radius, 0, 0, radius, 0, 0]));
    paths.set(key, path);
  }
  return paths.get(key);
}

const DASHES = { dashed: [3.2, 2.4], dotted: [0.1, 3.2] };

/** One mark at (x, y): ``line`` is filled, ring, struck, dashed or dotted; ``ink`` the outline, ``paper`` the inside. */
export function drawMark(ctx, { x, y, radius, shape, line, colour, ink, paper }) {
  const filled = line === "filled";
  ctx.save();
  ctx.translate(x, y);
  ctx.lineJoin = "round";
  ctx.lineCap = line === "dotted" ? "round" : "butt";
  const path = pathOf(shape, filled ? radius : radius - 1);
  ctx.fillStyle = filled ? colour : paper;
  ctx.fill(path);
  ctx.lineWidth = filled ? 1 : 2.4;
  ctx.strokeStyle = filled ? ink : colour;
  ctx.setLineDash(DASHES[line] ?? []);
  ctx.stroke(path);
  if (line === "struck") strike(ctx, radius, colour, paper);
  ctx.restore();
}

function strike(ctx, radius, colour, paper) {
  const slash = new Path2D(`M${-radius} ${radius}L${radius} ${-radius}`);
  ctx.strokeStyle = paper;
  ctx.lineWidth = 4.5;
  ctx.stroke(slash);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.stroke(slash);
}

/** A ring of colours with a number in it: ``parts`` are [colour, count]. */
export function drawRing(ctx, { x, y, radius, parts, total, ink, paper, font }) {
  const width = Math.max(5, radius * 0.34);
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = paper;
  ctx.fill();
  ctx.lineWidth = width;
  let from = -Math.PI / 2;
  for (const [colour, count] of parts) {
    const to = from + (2 * Math.PI * count) / total;
    ctx.beginPath();
    ctx.arc(x, y, radius - width / 2 - 1, from, to);
    ctx.strokeStyle = colour;
    ctx.stroke();
    from = to;
  }
  ctx.fillStyle = ink;
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(shortNumber(total), x, y + 0.5);
}

/** 950, 1.2k, 14k, 1.3M. */
export function shortNumber(n) {
  if (n < 1000) return String(n);
  const [value, unit] = n < 1e6 ? [n / 1000, "k"] : [n / 1e6, "M"];
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)}${unit}`;
}

const SVG = "http://www.w3.org/2000/svg";

/** The same mark as an icon of the page. */
export function markIcon(shape, line, colour, size = 16) {
  const svg = document.createElementNS(SVG, "svg");
  const set = (node, attributes) => {
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  set(svg, {
    viewBox: "-1.35 -1.35 2.7 2.7",
    width: size,
    height: size,
    class: `icon line-${line}`,
    "aria-hidden": "true",
  });
  const path = set(document.createElementNS(SVG, "path"), { d: SHAPES[shape] });
  svg.append(path);
  if (line === "struck")
    svg.append(set(document.createElementNS(SVG, "path"), { d: "M-1.1 1.1L1.1 -1.1", class: "strike" }));
  svg.style.setProperty("--mark", colour);
  return svg;
}
