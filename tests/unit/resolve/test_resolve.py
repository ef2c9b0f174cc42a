import csv
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Resolution, Span
from mapper.resolve import resolve, resolve_name
from mapper.toponyms import recognise

TABLE = Path(__file__).parents[2] / "cases" / "traps.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def geoparsed(text: str, gazetteer: Gazetteer) -> list[Resolution]:
    document = Document(text, Citation("case"), Span(0, len(text)))
    return resolve(document, recognise(document, gazetteer), gazetteer)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']}-{row['place_id']}")
def test_a_trap_comes_out_right(row: dict[str, str], gazetteer: Gazetteer) -> None:
    found = {resolution.toponym.text: resolution for resolution in geoparsed(row["text"], gazetteer)}
    place = found[row["name"]].place
    assert place is not None
    assert (row["place_id"], row["kind"]) == (place.place_id, place.kind)


def test_every_answer_has_a_reason(gazetteer: Gazetteer) -> None:
    for row in ROWS:
        for resolution in geoparsed(row["text"], gazetteer):
            assert resolution.reason
            assert 0 <= resolution.score <= 1


@pytest.mark.parametrize(
    "name",
    ["", " ", "🙂🙂", "\u200b\u200d", "a" * 10_000, "Кyiv" * 2_500, "Z̷̢a̷l̷g̷o̷" * 500, "\x00", "Ж" * 10_000, "((((" * 999],
)
def test_hostile_names_give_no_answer(name: str, gazetteer: Gazetteer) -> None:
    assert resolve_name(name, gazetteer).place is None


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Peking", "gn:1816670"),
        ("Rangoon", "gn:1298824"),
        ("Calcutta", "gn:1275004"),
        ("Halab", "gn:170063"),
        ("Al-Quds", "gn:281184"),
        ("Constantinople", "gn:745044"),
        ("Lemberg", "gn:702550"),
        ("Artyomovsk", "gn:713174"),
        ("Robotyne", "village:robotyne"),
        ("Jordan", "gn:248816"),
        ("Lebanon", "gn:272103"),
        ("Kharkivshchyna", "gn:706482"),
        ("Харьковская область", "gn:706482"),
        ("Kharkov region", "gn:706482"),
        ("Crimea", "gn:703883"),
    ],
)
def test_a_name_on_its_own(name: str, place_id: str, gazetteer: Gazetteer) -> None:
    place = resolve_name(name, gazetteer).place
    assert place is not None
    assert place_id == place.place_id


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Fans in Leipzig, Hamburg, Bremen and Munich cheered a player in Koya.", "Koya", ""),  # a namesake in Japan
        ("Fans in Tokyo, Osaka, Nagoya and Kobe cheered a player in Koya.", "Koya", "JP"),
        ("Fans in Japan, Leipzig, Hamburg, Bremen and Munich cheered a player in Koya.", "Koya", "JP"),
        ("Fans in Leipzig cheered a player in Koya.", "Koya", "JP"),  # one other name makes no home
        ("Fans in Leipzig, Hamburg, Bremen and Munich flew to Osaka.", "Osaka", "JP"),  # a large city is known abroad
        ("A fire in Dubbo, Orange, Bathurst and Parkes spread to Wellington, the New South Wales fire service said.",
         "Wellington", "AU"),  # the namesake at home
    ],
)  # fmt: skip
def test_a_small_town_alone_in_its_country_is_no_answer(
    text: str, name: str, country: str, gazetteer: Gazetteer
) -> None:
    found = {resolution.toponym.text: resolution for resolution in geoparsed(text, gazetteer)}
    place = found[name].place
    assert country == (place.country if place else "")
    assert found[name].reason
