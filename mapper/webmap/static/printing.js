// On paper: the map as it stands, then what it shows as a table.
import { byId, h, quoted } from "./dom.js";
import { MODALITY_WORDS, casualtyWords, rangeWords, voicesWords } from "./words.js";

const MOST_ROWS = 500;

export function preparePrint(page) {
  window.addEventListener("beforeprint", () => fillPrint(page));
}

function fillPrint(page) {
  const { data } = page;
  const shown = page.list.sorted();
  const rows = shown.slice(0, MOST_ROWS).map((i) => {
    const days = data.days(i);
    const killed = data.columns.fatalities[i];
    const cells = [
      days ? rangeWords(...days) : "no day given",
      data.placeName(data.columns.place[i]),
      data.kindOf(i).join(" · "),
      MODALITY_WORDS[data.modalityOf(i)],
      killed ? casualtyWords(killed - 1, killed - 1, "killed") : "",
      data.sourcesOf(i).join(", "),
      voicesWords(data.columns.voices[i]),
    ];
    return h(
      "tr",
      {},
      cells.map((cell) => h("td", {}, quoted(cell))),
    );
  });
  const head = ["When", "Where", "What", "How", "Casualties", "Source", ""].map((text) =>
    h("th", { scope: "col" }, text),
  );
  const left = shown.length - rows.length;
  byId("print").replaceChildren(
    h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)),
    left > 0 ? h("p", {}, `and ${left.toLocaleString("en")} more`) : "",
  );
}
