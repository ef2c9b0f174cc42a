// An incident put together again from its columns and its chunk of words: the row that every written file has.

const GEO_PRECISION = { site: 1, city: 1, district: 2, region: 3, country: 3 };

/** Row ``at`` of columns; a column of one value only is that value. */
function rowAt(columns, at) {
  const row = {};
  for (const name in columns) row[name] = Array.isArray(columns[name]) ? columns[name][at] : columns[name];
  return row;
}

/**
 * The row of incident ``i``, number ``at`` of its chunk, whose reports begin at ``from``. ``words`` and ``sentences``
 * are the chunk's (see mapper/webmap/words.py); ``data`` gives what the columns of the page tell.
 */
export function assemble(data, i, { at, from, words, sentences, id }) {
  const own = rowAt(words.incidents, at);
  const days = data.days(i);
  const [event_type, sub_event_type] = data.kindOf(i);
  const event_date = days ? days[0] : null;
  const fatalities = data.killed(i);
  const modality = data.modalityOf(i);
  const placeCode = data.columns.place[i];
  const place = rowAt(data.places, placeCode);
  const told = { ...own, event_type, sub_event_type, event_date, fatalities, modality, place: placeCode };
  const reports = [];
  for (let r = from; r < from + data.columns.reports[i]; r++) reports.push(reportRow(data, words, sentences, r, told));
  const lead = reports[0];
  const more = Object.entries(words.more[at] ?? {}).filter(([, values]) => values.length);
  return {
    id,
    event_type,
    sub_event_type,
    event_date,
    event_date_end: own.event_date_end,
    time_precision: own.time_precision,
    date_basis: own.date_basis,
    location: place.location,
    place_id: place.place_id,
    country: place.country,
    admin1: place.admin1,
    latitude: place.latitude,
    longitude: place.longitude,
    geo_precision: GEO_PRECISION[place.place_kind],
    place_kind: place.place_kind,
    place_as_written: lead.place_as_written,
    spellings: [...new Set(reports.map((report) => report.place_as_written))],
    modality,
    denied_by: own.denied_by,
    source: data.sourcesOf(i),
    attribution: lead.attribution,
    n_independent: data.columns.voices[i],
    fatalities,
    fatalities_max: own.fatalities_max,
    injuries: own.injuries,
    injuries_max: own.injuries_max,
    actor1: own.actor1,
    actor2: own.actor2,
    review_status: data.statusOf(i),
    disputed: place.disputed || null,
    point_within_km: place.point_within_km || null,
    notes: lead.sentence,
    url: lead.url || null,
    doc_id: lead.doc_id,
    span_start: lead.span_start,
    span_end: lead.span_end,
    text_sha256: lead.text_sha256,
    reports,
    ...Object.fromEntries(more),
  };
}

/** One report; where its column says ``true`` the value is the incident's, the place's name, or follows from a length. */
function reportRow(data, words, sentences, r, told) {
  const { article, place: ownPlace, ...own } = rowAt(words.reports, r);
  for (const name in own) if (own[name] === true && name in told) own[name] = told[name];
  const place = rowAt(data.places, ownPlace === true ? told.place : ownPlace);
  const sentence = sentences[r];
  if (own.place_as_written === true) own.place_as_written = place.location;
  if (own.span_end === true) own.span_end = own.span_start + letters(sentence);
  if (own.place_end === true) own.place_end = own.place_start + letters(own.place_as_written);
  return { ...rowAt(words.articles, article), sentence, ...own, ...place };
}

/** The length of a text in code points, as offsets into documents count. */
function letters(text) {
  return Array.from(text).length;
}
