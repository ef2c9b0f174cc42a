// The incidents on the map: which marks stand where, how they are drawn, and what lies under a pointer.
import { Boxes, boxAround } from "./boxes.js";
import { MARK, NAME_GAP, Spots, arrange, groupSpots, ringRadius, roomFor } from "./layout.js";
import { drawMark, drawRing } from "./shapes.js";
import { drawArea, extentOf, insideOutline, outlineOf } from "./areas.js";
import { drawLabel, drawLabels, ownWidth, wrapped } from "./labels.js";
import { shapeOf } from "./colour.js";

const MARGIN = 80; // places this far outside still push those inside
const FONT = '600 12px system-ui, "Segoe UI", "Noto Sans", sans-serif';

export class Marks {
  /** ``page`` gives data, result, categories, colours (of the theme), ground labels and the selected incident. */
  constructor(page) {
    this.page = page;
    this.groups = [];
    this.outlines = [];
    this.labels = [];
  }

  draw(ctx, view) {
    const { page } = this;
    this.view = view;
    const { spots, areas } = this.shownPlaces(ctx, view);
    this.groups = groupSpots([...spots, ...areas.filter((area) => !area.far)], roomFor(view.zoom));
    this.drawAreas(ctx, view, areas);
    const boxes = new Boxes();
    for (const box of page.view.furniture) boxes.add(onCanvas(box, view), "furniture");
    for (const group of this.groups) boxes.add(boxAround(group.x, group.y, group.width, group.height, 1), group);
    const own = this.groups.filter((g) => g.places.length === 1 && !g.named).map((g) => this.nameOf(g));
    this.labels = drawLabels(ctx, view, { own, ground: page.labels, boxes, colours: page.paint.ground });
    for (const group of this.groups) this.drawGroup(ctx, group);
  }

  /** The places with shown incidents: spots of those at points, and one area each of the others. */
  shownPlaces(ctx, view) {
    const { data, result } = this.page;
    const spots = new Spots(view.left, view.top);
    const areas = [];
    for (let place = 0; place < data.nPlaces; place++) {
      const n = result.atPlace[place];
      if (!n) continue;
      const x = wrapped(data.x[place], view) - view.left;
      const y = data.y[place] * view.scale - view.top;
      const far = x < -MARGIN || y < -MARGIN || x > view.width + MARGIN || y > view.height + MARGIN;
      if (data.isArea[place]) {
        areas.push({ places: [place], x, y, n, area: 1, far, ...this.areaRoom(ctx, view, place, x) });
      } else if (!far) spots.add(place, x, y, n);
    }
    return { spots: spots.all(), areas };
  }

  /** The room an area has: its bounds in pixels, and the width of its name if the area is wide enough for it. */
  areaRoom(ctx, view, place, x) {
    const { data } = this.page;
    const [x0, y0, x1, y1] = outlineOf(data, place).box;
    const shift = x + view.left - data.x[place] * view.scale;
    const bounds = [
      x0 * view.scale - view.left + shift,
      y0 * view.scale - view.top,
      x1 * view.scale - view.left + shift,
      y1 * view.scale - view.top,
    ];
    const label = ownWidth(ctx, data.placeName(place));
    return { bounds, shift, label: bounds[2] - bounds[0] > label * 0.9 && view.zoom >= 4.5 ? label : 0 };
  }

  nameOf(group) {
    const [place] = group.places;
    return { text: this.page.data.placeName(place), x: group.x, y: group.y, gap: [group.width / 2, group.height / 2] };
  }

  /** The shown incidents of a place, the earliest first. */
  incidentsAt(place) {
    const { data, result } = this.page;
    const found = [];
    for (let k = data.from[place]; k < data.from[place + 1]; k++) {
      if (result.state[data.byPlace[k]] === 0) found.push(data.byPlace[k]);
    }
    return found.sort((a, b) => data.earlier(a, b));
  }

  /** [[colour, count], ...] of the shown incidents at places, in the order of the legend. */
  parts(places) {
    const { data, result, paint } = this.page;
    const { categories } = paint;
    const counts = new Uint32Array(categories.size);
    for (const place of places) {
      for (let k = data.from[place]; k < data.from[place + 1]; k++) {
        const i = data.byPlace[k];
        if (result.state[i] === 0) counts[categories.table[categories.codes[i]]]++;
      }
    }
    return [...counts].flatMap((count, c) => (count ? [[paint.category(c), count]] : []));
  }

  drawAreas(ctx, view, areas) {
    const { data, selected } = this.page;
    const chosen = selected >= 0 ? data.columns.place[selected] : -1;
    this.outlines = areas
      .map(({ places: [place], shift }) => ({ place, shift, outline: outlineOf(data, place) }))
      .sort((a, b) => extentOf(b.outline) - extentOf(a.outline));
    for (const { place, outline, shift } of this.outlines) {
      const colours = this.parts([place])
        .sort((a, b) => b[1] - a[1])
        .map(([colour]) => colour);
      drawArea(ctx, { ...view, left: view.left - shift }, outline, colours, place === chosen);
    }
  }

  drawGroup(ctx, group) {
    const { paint, selected, data } = this.page;
    group.marks = [];
    if (group.form === "ring") {
      const radius = ringRadius(group.n);
      const parts = this.parts(group.places);
      const { ink, paper } = paint.ground;
      drawRing(ctx, { ...group, radius, parts, total: group.n, ink, paper, font: FONT });
      const holds = selected >= 0 && group.places.includes(data.columns.place[selected]);
      if (holds) this.drawFocus(ctx, group.x, group.y, radius + 3);
      return;
    }
    this.drawPlate(ctx, group);
    const left = group.named ? -(group.spot.label + NAME_GAP) / 2 : 0;
    const { points } = arrange(group.n);
    this.incidentsAt(group.places[0]).forEach((i, k) => {
      const mark = { i, x: group.x + points[k][0] + left, y: group.y + points[k][1] };
      group.marks.push(mark);
      this.drawIncident(ctx, mark);
    });
  }

  /** What marks lie on: nothing for a single mark at a point, a plate for several, a dashed one for an area. */
  drawPlate(ctx, group) {
    const { data } = this.page;
    const colours = this.page.paint.ground;
    const [place] = group.places;
    const { area, label } = group.spot;
    const vague = area || data.places.place_kind[place] === "district";
    if (group.n === 1 && !vague) return;
    const { x, y, width, height } = group;
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - height / 2, width, height, Math.min(12, height / 2));
    ctx.fillStyle = colours.plate;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = colours.plateEdge;
    ctx.setLineDash(vague ? [3, 2.5] : []);
    ctx.stroke();
    ctx.setLineDash([]);
    if (!group.named) return;
    const centre = x + width / 2 - label / 2 - 8;
    drawLabel(ctx, { text: data.placeName(place), x: centre, y, style: "own" }, { ...colours, halo: colours.plate });
  }

  drawIncident(ctx, { i, x, y }) {
    const { data, paint, selected } = this.page;
    const { palette } = data.meta;
    if (i === selected) this.drawFocus(ctx, x, y, MARK + 4);
    drawMark(ctx, {
      x,
      y,
      radius: MARK,
      shape: shapeOf(palette, data.typeOf(i)),
      line: palette.lines[data.modalityOf(i)],
      colour: paint.incident(i),
      ink: paint.ground.outline,
      paper: paint.ground.paper,
    });
  }

  drawFocus(ctx, x, y, radius) {
    const colours = this.page.paint.ground;
    for (const [width, colour] of [
      [6, colours.paper],
      [3, colours.focus],
    ]) {
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.lineWidth = width;
      ctx.strokeStyle = colour;
      ctx.stroke();
    }
  }

  /**
   * What lies under a point of the map (pixels of its container):
   * { incident }, { group } (a ring), { place } (an area), or null.
   */
  hit(point) {
    if (!this.view) return null;
    const x = point.x + this.view.padX;
    const y = point.y + this.view.padY;
    for (const group of this.groups) {
      const inside = Math.abs(x - group.x) <= group.width / 2 + 4 && Math.abs(y - group.y) <= group.height / 2 + 4;
      if (!inside) continue;
      if (group.form === "ring") return { group };
      const nearest = group.marks.reduce((best, mark) => (away(mark, x, y) < away(best, x, y) ? mark : best));
      return { incident: nearest.i, group };
    }
    const { scale, left, top } = this.view;
    const found = this.outlines.findLast(({ outline, shift }) =>
      insideOutline(outline, (x + left - shift) / scale, (y + top) / scale),
    );
    return found ? { place: found.place } : null;
  }

  /** Where an incident is drawn now, in pixels of the map's container, or null when it is out of view. */
  positionOf(incident) {
    const place = this.page.data.columns.place[incident];
    const group = this.groups.find((g) => g.places.includes(place));
    if (!group) return null;
    const spot = group.marks?.find((mark) => mark.i === incident) ?? group;
    return { x: spot.x - this.view.padX, y: spot.y - this.view.padY };
  }
}

/** A box of the map's container on the canvas, with a little room. */
function onCanvas([left, top, right, bottom], { padX, padY }) {
  return [left + padX - 4, top + padY - 4, right + padX + 4, bottom + padY + 4];
}

function away(mark, x, y) {
  return (mark.x - x) ** 2 + (mark.y - y) ** 2;
}
