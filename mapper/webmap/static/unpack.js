// Packed blocks back to numbers, text and geometry: the other side of mapper/webmap/columns.py.

const WIDTHS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };

/** The bytes written in base64. */
function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The inflated bytes of packed text. */
export async function inflate(text) {
  const stream = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The value of packed JSON; null for a block that is not there. */
export async function unpackJson(text) {
  if (text === null) return null;
  return JSON.parse(new TextDecoder().decode(await inflate(text)));
}

/** A column of whole numbers of the named width. */
export async function unpackColumn(text, width) {
  const bytes = await inflate(text);
  return new WIDTHS[width](bytes.buffer);
}

/**
 * Features of rings of points from packed varints: [{ rings: [Float64Array of x, y, x, y ...], box }].
 * Points come as (lon, lat) on a grid and leave in Web Mercator, the world being 0..1, y down.
 */
export function decodeFeatures(bytes, grid) {
  let at = 0;
  const next = () => {
    let value = 0;
    let scale = 1;
    let byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  };
  const step = () => {
    const value = next();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  let x = 0;
  let y = 0;
  const features = [];
  for (let left = next(); left > 0; left--) {
    const rings = [];
    for (let count = next(); count > 0; count--) {
      const ring = new Float64Array(2 * next());
      for (let i = 0; i < ring.length; i += 2) {
        x += step();
        y += step();
        ring[i] = mercatorX(x * grid);
        ring[i + 1] = mercatorY(y * grid);
      }
      rings.push(ring);
    }
    features.push(featureOf(rings));
  }
  return features;
}

/** Web Mercator of a longitude in degrees: 0 at -180, 1 at 180. */
export function mercatorX(lon) {
  return lon / 360 + 0.5;
}

/** Web Mercator of a latitude in degrees: 0 at the northern edge, 1 at the southern. */
export function mercatorY(lat) {
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** Rings with the box around them: [x0, y0, x1, y1]. */
export function featureOf(rings) {
  return { rings, box: boxOf(rings) };
}

function boxOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      if (ring[i] < box[0]) box[0] = ring[i];
      if (ring[i] > box[2]) box[2] = ring[i];
      if (ring[i + 1] < box[1]) box[1] = ring[i + 1];
      if (ring[i + 1] > box[3]) box[3] = ring[i + 1];
    }
  }
  return box;
}
