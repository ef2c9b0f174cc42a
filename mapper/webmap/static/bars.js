// The bars of the time histogram, in the colours of the legend.

export const HEIGHT = 44;
const LEAST = 3; // pixels of a bar with anything in it

/** Draws the bars; those outside the chosen range are pale. */
export function drawBars(ctx, width, { counts, size, bins, from, to, colourOf, axis }) {
  const sums = Array.from({ length: bins }, (_, bar) => {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += counts[bar * size + c];
    return sum;
  });
  const top = Math.max(1, ...sums);
  const step = width / bins;
  const wide = Math.min(36, Math.max(1, step - Math.min(3, step * 0.25)));
  sums.forEach((sum, bar) => {
    if (!sum) return;
    ctx.globalAlpha = bar >= from && bar <= to ? 1 : 0.25;
    const scale = Math.max(LEAST, ((HEIGHT - 4) * sum) / top) / sum;
    let y = HEIGHT;
    for (let c = 0; c < size; c++) {
      const height = counts[bar * size + c] * scale;
      if (!height) continue;
      ctx.fillStyle = colourOf(c);
      ctx.fillRect(step * (bar + 0.5) - wide / 2, y - height, wide, height);
      y -= height;
    }
  });
  ctx.globalAlpha = 1;
  ctx.fillStyle = axis;
  ctx.fillRect(0, HEIGHT - 1, width, 1);
}
