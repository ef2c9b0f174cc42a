// On paper: the view as a picture in light colours, then what it shows as a table.
import { byId, h, quoted } from "./dom.js";
import { pictureOfView } from "./tools.js";
import { inLight } from "./theme.js";
import { MODALITY_WORDS, casualtyWords, rangeWords } from "./words.js";

const MOST_ROWS = 500;

export function preparePrint(page) {
  window.addEventListener("beforeprint", () => fillPrint(page));
}

function fillPrint(page) {
  const { data } = page;
  const { found, total } = page.list.first(MOST_ROWS);
  const rows = found.map((i) => {
    const days = data.days(i);
    const killed = data.killed(i);
    const cells = [
      days ? rangeWords(...days) : "no day given",
      data.placeName(data.columns.place[i]),
      data.kindOf(i).join(" · "),
      MODALITY_WORDS[data.modalityOf(i)],
      casualtyWords(killed, killed, "killed"),
      data.sourcesOf(i).join(", "),
      String(data.columns.voices[i]),
    ];
    return h(
      "tr",
      {},
      cells.map((cell) => h("td", {}, quoted(cell))),
    );
  });
  const head = ["When", "Where", "What", "How", "Casualties", "Source", "Independent"].map((text) =>
    h("th", { scope: "col" }, text),
  );
  const left = total - rows.length;
  const picture = inLight(
    () => pictureOfView(page).toDataURL(),
    () => page.retheme(),
  );
  byId("print").replaceChildren(
    h("img", { src: picture, alt: "", decoding: "sync" }),
    h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)),
    left > 0 ? h("p", {}, `and ${left.toLocaleString("en")} more`) : "",
  );
}
