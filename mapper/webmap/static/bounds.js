// Boxes in degrees on a globe that is cut open at the 180th meridian.

/** The longitude, turned by whole circles to be nearest to ``middle``. */
export function nearestCopy(lon, middle) {
  return lon + 360 * Math.round((middle - lon) / 360);
}

/**
 * [[south, west], [north, east]] around boxes [west, south, east, north], nearly the narrowest there is: the globe is
 * cut open in the widest gap between them, to a degree.
 */
export function boundsOf(boxes) {
  const start = endOfWidestGap(boxes);
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [west, south, east, north] of boxes) {
    const turn = 360 * Math.ceil((start - Math.floor(west)) / 360);
    bounds.west = Math.min(bounds.west, west + turn);
    bounds.east = Math.max(bounds.east, east + turn);
    bounds.south = Math.min(bounds.south, south);
    bounds.north = Math.max(bounds.north, north);
  }
  return [
    [bounds.south, bounds.west],
    [bounds.north, bounds.east],
  ];
}

/** The degree, -180 to 179, east of the widest run of degrees in which there is nothing; -180 where it is as wide. */
function endOfWidestGap(boxes) {
  const taken = new Uint8Array(360);
  for (const [west, , east] of boxes) {
    const first = Math.floor(west);
    const last = Math.min(first + 359, Math.floor(east));
    for (let degree = first; degree <= last; degree++) taken[(((degree + 180) % 360) + 360) % 360] = 1;
  }
  let [end, widest, run] = [0, -1, 0];
  const first = taken.indexOf(1);
  // Once around from the first degree with something: the run that ends there is the one across the 180th meridian.
  for (let k = 1; k <= 360; k++) {
    const degree = (first + k) % 360;
    if (!taken[degree]) run++;
    else {
      if (run > widest || (run === widest && degree === first)) [end, widest] = [degree, run];
      run = 0;
    }
  }
  return end - 180;
}
