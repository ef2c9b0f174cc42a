// Boxes in degrees on a globe that is cut open at the 180th meridian.

/** The longitude, turned by whole circles to be nearest to ``middle``. */
export function nearestCopy(lon, middle) {
  return lon + 360 * Math.round((middle - lon) / 360);
}

/**
 * [[south, west], [north, east]] around boxes [west, south, east, north], the narrowest there is: the widest gap
 * between the boxes is left out, wherever it lies.
 */
export function boundsOf(boxes) {
  const byWest = [...boxes].sort((a, b) => a[0] - b[0]);
  let [cut, widest, reach] = [0, 0, byWest[0][2]];
  byWest.forEach(([west, , east], k) => {
    if (k && west - reach > widest) [cut, widest] = [k, west - reach];
    reach = Math.max(reach, east);
  });
  if (byWest[0][0] + 360 - reach >= widest) cut = 0;
  const turned = byWest.map(([w, s, e, n], k) => (k < cut ? [w + 360, s, e + 360, n] : [w, s, e, n]));
  const least = (at) => turned.reduce((low, box) => Math.min(low, box[at]), Infinity);
  const most = (at) => turned.reduce((high, box) => Math.max(high, box[at]), -Infinity);
  return [
    [least(1), least(0)],
    [most(3), most(2)],
  ];
}
