// The four questions the page asks its server.

async function asked(address, body) {
  const how = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await fetch(address, how ?? {});
  const told = await answer.json().catch(() => ({ error: `the server said ${answer.status}; is it still running?` }));
  if (!answer.ok) throw Object.assign(new Error(told.error), { stale: answer.status === 409 });
  return told;
}

export const loadIncidents = () => asked("incidents");
export const searchPlaces = (text) => asked(`places?q=${encodeURIComponent(text)}`);
export const undoLast = () => asked("undo", {});

/** One decision about an incident as it is shown; refused when it has changed since. */
export const decide = (action, incident, value = "", why = "") =>
  asked("decide", { action, incident: incident.id, version: incident.version, value, why });
