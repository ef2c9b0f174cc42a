// The view as a picture: the canvases of the map with a title, a scale, the legend and where the data are from.
import { FONT } from "./labels.js";
import { drawMark } from "./shapes.js";

const HEAD = 52;
const ROW = 24;
const EDGE = 16;
const MARK = 7;

/**
 * A canvas with the present view of the map and what a reader needs to understand it: ``title`` and ``words`` above,
 * ``legend`` below ([{ name, shape, line, colour }]), ``scale`` ({ width, text }) and ``attribution`` on the map.
 */
export function pictureOf(page, { title, words, legend, scale, attribution }) {
  const { x: width, y: height } = page.map.getSize();
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  ctx.font = `12.5px ${FONT}`;
  const rows = rowsOf(ctx, legend, width - 2 * EDGE);
  const foot = rows.length * ROW + 14;
  Object.assign(canvas, { width: width * ratio, height: (HEAD + height + foot) * ratio });
  ctx.scale(ratio, ratio);
  const colours = page.paint.ground;
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, width, HEAD + height + foot);
  drawMap(ctx, page, width, height);
  writeHead(ctx, colours, title, words, width);
  writeCredits(ctx, colours, attribution, scale, width, HEAD + height);
  rows.forEach((row, k) => writeRow(ctx, colours, row, HEAD + height + 7 + ROW * (k + 0.5)));
  return canvas;
}

function drawMap(ctx, { ground, overlay, marks, map }, width, height) {
  const { x, y } = map.layerPointToContainerPoint(overlay.corner); // on paper the map itself has no box
  const { width: across, height: down } = marks.view; // the ground is as large; it is hidden under streets
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, HEAD, width, height);
  ctx.clip();
  for (const { canvas } of [ground, overlay]) ctx.drawImage(canvas, x, y + HEAD, across, down);
  ctx.restore();
}

function writeHead(ctx, colours, title, words, width) {
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = colours.ink;
  ctx.font = `600 17px ${FONT}`;
  ctx.fillText(title, EDGE, 24, width - 2 * EDGE);
  ctx.font = `13px ${FONT}`;
  ctx.fillStyle = colours.label;
  ctx.fillText(words, EDGE, 43, width - 2 * EDGE);
}

function writeCredits(ctx, colours, attribution, scale, width, bottom) {
  ctx.font = `11px ${FONT}`;
  ctx.textAlign = "right";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = colours.halo;
  ctx.strokeText(attribution, width - 10, bottom - 9);
  ctx.fillStyle = colours.label;
  ctx.fillText(attribution, width - 10, bottom - 9);
  const right = width - 10;
  ctx.strokeText(scale.text, right, bottom - 36);
  ctx.fillText(scale.text, right, bottom - 36);
  for (const [colour, thick] of [
    [colours.halo, 4],
    [colours.label, 1.5],
  ]) {
    ctx.beginPath();
    ctx.moveTo(right - scale.width, bottom - 32);
    ctx.lineTo(right - scale.width, bottom - 27);
    ctx.lineTo(right, bottom - 27);
    ctx.lineTo(right, bottom - 32);
    ctx.strokeStyle = colour;
    ctx.lineWidth = thick;
    ctx.stroke();
  }
  ctx.textAlign = "left";
}

/** The entries of the legend in rows that fit: [[{ entry, x }, ...], ...]. */
function rowsOf(ctx, legend, width) {
  const rows = [[]];
  let x = 0;
  for (const entry of legend) {
    const room = 2 * MARK + 8 + ctx.measureText(entry.name).width + 20;
    if (x && x + room > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1).push({ entry, x: EDGE + x });
    x += room;
  }
  return rows;
}

function writeRow(ctx, colours, row, y) {
  ctx.font = `12.5px ${FONT}`;
  ctx.textBaseline = "middle";
  for (const { entry, x } of row) {
    const { shape, line, colour, name } = entry;
    const ink = { ink: colours.outline, paper: colours.paper };
    if (shape === "hatch") drawHatch(ctx, x, y, colour);
    else drawMark(ctx, { x: x + MARK, y, radius: MARK, shape, line, colour, ...ink });
    ctx.fillStyle = colours.ink;
    ctx.fillText(name, x + 2 * MARK + 7, y + 0.5);
  }
}

function drawHatch(ctx, x, y, colour) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y - 6, 2 * MARK, 12);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.setLineDash([3, 2]);
  ctx.stroke();
  ctx.clip();
  ctx.setLineDash([]);
  for (let left = x - 12; left < x + 2 * MARK; left += 4) {
    ctx.beginPath();
    ctx.moveTo(left, y + 6);
    ctx.lineTo(left + 12, y - 6);
    ctx.stroke();
  }
  ctx.restore();
}

/** The picture as a PNG file. */
export function pngOf(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
