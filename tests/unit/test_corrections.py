"""What a person decided outlives every run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from mapper.corrections import (
    COLUMNS,
    FILE_NAME,
    Action,
    Correction,
    Corrections,
    read_corrections,
    read_ledger,
    write_ledger,
)
from mapper.corroboration import corroborate
from mapper.errors import CorrectionError
from mapper.gazetteer import Gazetteer
from mapper.model import Casualties, Incident
from tests.stories import report

REPORTS = [
    report(sentence="Blasts in Kiev.", doc="a", outlet="A", written="Kiev"),
    report(sentence="Explosions were heard in Kyiv.", doc="b", outlet="B", at=30),
    report("odesa", sentence="Blasts in Odessa.", doc="a", outlet="A", at=60, written="Odessa"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def incidents() -> dict[str, Incident]:
    return {i.place.name: i for i in corroborate(REPORTS)}


def apply(gazetteer: Gazetteer, *ledger: Correction) -> tuple[list[Incident], tuple[str, ...]]:
    corrected = Corrections(ledger, gazetteer).apply(list(incidents().values()))
    return list(corrected.incidents), corrected.unmatched


HEAD = ",".join(COLUMNS)
KYIV, ODESA = incidents()["Kyiv"].incident_id, incidents()["Odesa"].incident_id

ONE_FIELD = [
    ("accept", "", "review_status", "accepted"),
    ("reject", "", "review_status", "rejected"),
    ("type", "Battles: Armed clash", "sub_event_type", "Armed clash"),
    ("modality", "denied", "modality", "denied"),
    ("casualties", "fatalities=3.. injuries=5", "casualties", Casualties(3, None, 5, 5)),
    ("casualties", "fatalities=..4 injuries=none", "casualties", Casualties(None, 4)),
]


@pytest.mark.parametrize(("action", "value", "field", "expected"), ONE_FIELD)
def test_one_field(gazetteer: Gazetteer, action: str, value: str, field: str, expected: object) -> None:
    found, unmatched = apply(gazetteer, Correction(action, KYIV, value=value))  # type: ignore[arg-type]
    assert (expected, ()) == (getattr(found[0], field), unmatched)
    assert found[0].review_status in ("corrected", f"{action}ed")
    assert found[1] == incidents()["Odesa"]


def test_place_and_date(gazetteer: Gazetteer) -> None:
    found, _ = apply(
        gazetteer,
        Correction("place", KYIV, value="gn:698740"),
        Correction("date", KYIV, value="2023-05-03..2023-05-04"),
        Correction("place", ODESA, value="46.48, 30.70"),
    )
    assert ("Odesa", date(2023, 5, 3), date(2023, 5, 4)) == (
        found[0].place.name,
        found[0].when.start,
        found[0].when.end,
    )
    assert ("site", "UA", 46.48) == (found[1].place.kind, found[1].place.country, found[1].place.lat)


def test_the_later_decision_holds(gazetteer: Gazetteer) -> None:
    late = Correction("modality", KYIV, value="alleged", when="2024-01-02")
    early = Correction("modality", KYIV, value="denied", when="2024-01-01")
    assert apply(gazetteer, late, early)[0][0].modality == "alleged"
    back = [Correction("reject", KYIV, when="1"), Correction("accept", KYIV, when="2")]
    assert apply(gazetteer, *back)[0][0].review_status == "accepted"


def test_a_row_without_a_moment_holds_over_the_rows_above_it(gazetteer: Gazetteer, tmp_path: Path) -> None:
    dated = Correction("modality", KYIV, value="denied", when="2024-01-01")
    by_hand = Correction("modality", KYIV, value="alleged")
    elsewhere = Correction("reject", ODESA, when="2025-01-01")
    assert "alleged" == apply(gazetteer, dated, elsewhere, by_hand)[0][0].modality
    assert "denied" == apply(gazetteer, by_hand, elsewhere, dated)[0][0].modality
    write_ledger(tmp_path / FILE_NAME, [dated, elsewhere, by_hand])
    assert "alleged" == apply(gazetteer, *read_ledger(tmp_path / FILE_NAME))[0][0].modality


def test_a_file_with_semicolons_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(f"{HEAD.replace(',', ';')}\naccept;x;;;;;;;;\n", encoding="utf-8")
    assert ["x"] == [row.incident for row in read_ledger(tmp_path / FILE_NAME)]


def test_merge_and_split(gazetteer: Gazetteer) -> None:
    (joined,), _ = apply(gazetteer, Correction("merge", KYIV, value=ODESA))
    assert (KYIV, (ODESA,), 3, "corrected") == (
        joined.incident_id,
        joined.aliases,
        len(joined.reports),
        joined.review_status,
    )
    assert ("Kyiv", {"A", "B"}) == (joined.place.name, set(joined.sources))
    (other,), _ = apply(gazetteer, Correction("merge", ODESA, value=KYIV))
    assert ("Odesa", ODESA) == (other.place.name, other.incident_id)
    b = REPORTS[1]
    part = f"{b.citation.text_sha256}:{b.resolution.toponym.span.start}"
    parted, _ = apply(gazetteer, Correction("split", KYIV, value=part))
    assert [("a",), ("b",), ("a",)] == [tuple(r.doc_id for r in i.reports) for i in parted]
    assert [KYIV, ODESA] == [parted[0].incident_id, parted[2].incident_id]
    again, unmatched = apply(gazetteer, Correction("split", KYIV, value=part), Correction("merge", ODESA, value=KYIV))
    assert (2, ()) == (len(again), unmatched)


def test_found_by_words_when_the_id_is_gone(gazetteer: Gazetteer) -> None:
    odessa = REPORTS[2]
    span = odessa.resolution.toponym.span
    row = Correction("reject", "gone", odessa.citation.text_sha256, str(span.start), str(span.end))
    found, unmatched = apply(gazetteer, row)
    assert (["auto", "rejected"], ()) == ([i.review_status for i in found], unmatched)


def test_what_matches_nothing_is_told(gazetteer: Gazetteer) -> None:
    _, unmatched = apply(
        gazetteer,
        Correction("accept", "gone", about="Kyiv, strike", line=2),
        Correction("merge", KYIV, value="lost", line=3),
        Correction("rule", value="Nikolaevka = gn:703448", line=4),
    )
    assert [
        "corrections.csv row 2: accept (Kyiv, strike): no incident has this id or rests on these words any more",
        "corrections.csv row 3: merge: no incident lost any more",
        "corrections.csv row 4: rule: no report has this place name any more",
    ] == list(unmatched)


def test_a_rule_holds_for_the_collection(gazetteer: Gazetteer) -> None:
    rules = Corrections([Correction("rule", value="kiev = gn:698740")], gazetteer)
    found = rules.apply(corroborate(map(rules.rule, REPORTS)))
    told = {(i.place.name, len(i.reports), i.review_status) for i in found.incidents}
    assert {("Odesa", 2, "corrected"), ("Kyiv", 1, "auto")} == told
    assert () == found.unmatched


def test_rows_survive_writing(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    rows = [
        Correction("reject", "b" * 16, who="ada", when="2024-01-01T10:00:00Z", why='a "drill", not\na strike'),
        Correction("accept", "a" * 16, "00ff", "12", "16", about="Київ"),
    ]
    write_ledger(path, rows)
    again = read_ledger(path)
    assert ["accept", "reject"] == [row.action for row in again]
    assert 'a "drill", not a strike' == again[1].why
    before = path.read_bytes()
    write_ledger(path, again)
    assert before == path.read_bytes()
    assert [FILE_NAME] == [p.name for p in tmp_path.iterdir()]


MALFORMED = [
    ("action,incident\naccept,x\n", "row 1, column value: this column is missing"),
    (f"{HEAD},colour\n", "row 1, column colour: no such column"),
    (f"{HEAD}\nexplode,x,,,,,,,,\n", "row 2, column action: 'explode' is none of accept, reject"),
    (f"{HEAD}\naccept,,,,,,,,,\n", "row 2, column incident: empty; give an incident id"),
    (f"{HEAD}\naccept,x\n", "row 2: 2 cells where the first line has 10"),
    (f"{HEAD}\naccept,,00,one,,,,,,\n", "row 2, column span_start: 'one' is no whole number"),
    (f'{HEAD}\naccept,x,,,,,,,,"open\n', "row 2: unexpected end of data; every quote"),
    (f"{HEAD}\n\ndate,x,,,,4 May,,,,\n", "row 3, column value: '4 May' is no date; write 2023-05-03"),
    (f"{HEAD}\ndate,x,,,,2023-05-04..2023-05-01,,,,\n", "ends before it begins"),
    (f"{HEAD}\ntype,x,,,,Air/drone strike,,,,\n", "column value: 'Air/drone strike' is no event type"),
    (f"{HEAD}\nmodality,x,,,,sure,,,,\n", "column value: 'sure' is none of asserted"),
    (f"{HEAD}\ncasualties,x,,,,many,,,,\n", "column value: 'many' is no figure"),
    (f"{HEAD}\ncasualties,x,,,,fatalities=5..3,,,,\n", "is no figure"),
    (f"{HEAD}\nplace,x,,,,gn:0,,,,\n", "column value: 'gn:0' is no place of this gazetteer"),
    (f'{HEAD}\nplace,x,,,,"95, 20",,,,\n', "is no point on Earth"),
    (f"{HEAD}\nmerge,x,,,,,,,,\n", "column value: empty; name what to merge"),
    (f"{HEAD}\n<<<<<<< mine\naccept,x,,,,,,,,\n=======\n", "row 2: two versions were merged and left in conflict"),
    (f"{HEAD}\nrule,,,,,Nikolaevka,,,,\n", "column value: 'Nikolaevka' is no rule"),
]


@pytest.mark.parametrize(("text", "problem"), MALFORMED)
def test_a_malformed_file_names_row_and_column(tmp_path: Path, gazetteer: Gazetteer, text: str, problem: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError) as caught:
        read_corrections(tmp_path / FILE_NAME, gazetteer)
    assert problem in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / FILE_NAME}: row ")


def test_not_text_is_one_line(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(CorrectionError, match="save it as CSV UTF-8"):
        read_corrections(tmp_path / FILE_NAME, gazetteer)
    assert [] == list(read_corrections(tmp_path / "none.csv", gazetteer).ledger)


def test_every_example_of_the_manual_can_be_read(tmp_path: Path, gazetteer: Gazetteer) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
    rows = [line.rpartition("`")[0].rpartition("`")[2] for line in manual.splitlines() if line.count("`") >= 4]
    rows = [row for row in rows if row.partition(",")[0] in get_args(Action)]
    assert set(get_args(Action)) == {row.partition(",")[0] for row in rows}
    (tmp_path / FILE_NAME).write_text("\n".join(["action,incident,value", *rows]) + "\n", encoding="utf-8")
    assert len(rows) == len(read_corrections(tmp_path / FILE_NAME, gazetteer).ledger)
