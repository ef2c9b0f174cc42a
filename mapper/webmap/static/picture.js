// The view as a picture: the canvases of the map, with a title, the legend and where the data are from.
const FONT = 'system-ui, "Segoe UI", "Noto Sans", sans-serif';
const BAR = 44;

/** A canvas with the present view of the map and what a reader needs to understand it. */
export function pictureOf(map, page, { title, words, legend, attribution }) {
  const size = map.getSize();
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: size.x * ratio, height: (size.y + BAR) * ratio });
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  ctx.fillStyle = page.colours.paper;
  ctx.fillRect(0, 0, size.x, size.y + BAR);
  const frame = map.getContainer().getBoundingClientRect();
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, BAR, size.x, size.y);
  ctx.clip();
  for (const layer of map.getContainer().querySelectorAll("canvas.ground-canvas")) {
    const box = layer.getBoundingClientRect();
    ctx.drawImage(layer, box.left - frame.left, box.top - frame.top + BAR, box.width, box.height);
  }
  ctx.restore();
  writeHead(ctx, page, title, words);
  writeLegend(ctx, page, legend, size.y + BAR);
  ctx.font = `10px ${FONT}`;
  ctx.textAlign = "right";
  ctx.fillStyle = page.colours.label;
  ctx.fillText(attribution, size.x - 8, size.y + BAR - 8);
  return canvas;
}

function writeHead(ctx, page, title, words) {
  ctx.textBaseline = "middle";
  ctx.fillStyle = page.colours.ink;
  ctx.font = `600 16px ${FONT}`;
  ctx.fillText(title, 14, BAR / 2);
  const at = 14 + ctx.measureText(title).width + 14;
  ctx.font = `13px ${FONT}`;
  ctx.fillStyle = page.colours.label;
  ctx.fillText(words, at, BAR / 2 + 1);
}

function writeLegend(ctx, page, legend, bottom) {
  ctx.font = `12px ${FONT}`;
  const width = Math.max(...legend.map(([name]) => ctx.measureText(name).width), 0) + 40;
  const height = legend.length * 20 + 14;
  const top = bottom - height - 12;
  ctx.fillStyle = page.colours.plate;
  ctx.beginPath();
  ctx.roundRect(12, top, width, height, 8);
  ctx.fill();
  legend.forEach(([name, colour], k) => {
    const y = top + 17 + k * 20;
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(27, y, 6, 0, 2 * Math.PI);
    ctx.fill();
    ctx.fillStyle = page.colours.ink;
    ctx.fillText(name, 41, y + 0.5);
  });
}

/** The picture as a PNG file. */
export function pngOf(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
