// A page on which nothing is mapped says what was read and why nothing was.
import { byId, h, quoted } from "./dom.js";
import { counted } from "./words.js";

export function emptyPage(page) {
  const { summary } = page.data.meta;
  byId("search").hidden = true;
  byId("tools").hidden = true;
  byId("count").textContent = "No incident was mapped.";
  byId("tabs").hidden = true;
  byId("legend").hidden = true;
  byId("filters").removeAttribute("role");
  byId("filters").removeAttribute("aria-labelledby");
  byId("filters").replaceChildren(
    h("div", { class: "empty" }, summary?.documents ? told(summary) : h("p", {}, whyEmpty(summary))),
  );
}

// What a selection left out is no fault of the articles.
function whyEmpty(summary) {
  if (summary?.leftOut) return `${summary.leftOut}.`;
  if (!summary) return "The file that was drawn holds no incident.";
  return "An incident is mapped when a sentence says that something happened and where. No sentence here did both, or the place it names is not known.";
}

function told(summary) {
  const places = summary.unresolved.map(([name, n]) => [quoted(name), n > 1 ? ` (${n} times)` : ""]);
  return [
    h(
      "p",
      {},
      `${counted(summary.documents, "article")} with ${counted(summary.characters, "character")} ${summary.documents === 1 ? "was" : "were"} read.`,
    ),
    h("p", {}, whyEmpty(summary)),
    section("Places named but not found", places),
    section(
      "Notes",
      summary.notes.map((note) => quoted(note)),
    ),
    section(
      "Left out",
      summary.skipped.map(([path, record, why]) => quoted([path, record, why].filter(Boolean).join(" · "))),
    ),
    h("p", { class: "quiet" }, "“mapper explain ARTICLE” tells for every sentence why it made no mark."),
  ];
}

function section(title, lines) {
  return lines.length
    ? [
        h("h2", {}, title),
        h(
          "ul",
          {},
          lines.map((line) => h("li", {}, line)),
        ),
      ]
    : [];
}
