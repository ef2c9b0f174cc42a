// The state of the page in its address: names and identifiers, never positions in a list.

/**
 * "#v=50.45,30.52,6&c=source&type=!Protests&i=..." from a state:
 * { view: [lat, lon, zoom], colour, facets: { key: { off: [labels], on: [labels] } }, from, to, undated, text, at: [place
 * ids], id, tab }.
 */
export function encodeHash(state) {
  const parts = [];
  const put = (key, value) => value != null && value !== "" && parts.push(`${key}=${value}`);
  if (state.view) put("v", state.view.map((x, i) => Number(x.toFixed(i < 2 ? 4 : 2))).join(","));
  put("c", state.colour);
  for (const [key, { on, off }] of Object.entries(state.facets ?? {})) {
    if (!off.length) continue;
    put(key, on.length <= off.length ? list(on) || "-" : `!${list(off)}`);
  }
  if (state.from) put("d", `${state.from}..${state.to}`);
  if (state.undated === false) put("u", "0");
  put("q", state.text && encodeURIComponent(state.text));
  put("at", state.at && list(state.at));
  put("l", state.tab === "list" ? "1" : "");
  put("i", state.id && encodeURIComponent(state.id));
  return parts.length ? `#${parts.join("&")}` : "";
}

/** The state a hash tells; what it does not tell, or tells wrongly, is left out. */
export function decodeHash(hash) {
  const state = { facets: {} };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key, value] = split(part);
    if (value === "") continue;
    if (key === "v") state.view = view(value);
    else if (key === "c") state.colour = value;
    else if (key === "d") Object.assign(state, range(value));
    else if (key === "u") state.undated = value !== "0";
    else if (key === "q") state.text = decode(value);
    else if (key === "at") state.at = value.split(",").map(decode);
    else if (key === "l") state.tab = "list";
    else if (key === "i") state.id = decode(value);
    else state.facets[key] = facet(value);
  }
  return state;
}

function split(part) {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}

function list(values) {
  return values
    .map((value) => encodeURIComponent(value).replace(/^[!-]/, (c) => (c === "!" ? "%21" : "%2D")))
    .join(",");
}

function facet(value) {
  if (value === "-") return { on: [] };
  return value.startsWith("!") ? { off: value.slice(1).split(",").map(decode) } : { on: value.split(",").map(decode) };
}

function view(value) {
  const numbers = value.split(",").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) ? numbers : undefined;
}

function range(value) {
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(value) ?? [];
  return from ? { from, to } : {};
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
