import json
from pathlib import Path

from click.testing import CliRunner, Result

from mapper.cli import program


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(program, arguments, input=given, catch_exceptions=False)


def test_json_lines_in_give_json_lines_out_with_spans_of_the_text() -> None:
    text = "Sirens wailed in Kharkiv."
    found = json.loads(run("geoparse", given=json.dumps({"doc_id": "a", "text": text})).stdout)
    [toponym] = found["toponyms"]
    assert found["doc_id"] == "a"
    assert text[toponym["start"] : toponym["end"]] == toponym["phrase"] == "Kharkiv"
    assert (toponym["geonameid"], toponym["country"]) == ("706483", "UA")


def test_given_spans_are_resolved_and_no_others() -> None:
    record = {"doc_id": "a", "text": "From Kyiv to Odesa.", "spans": [{"start": 13, "end": 18}]}
    found = json.loads(run("geoparse", "-", given=json.dumps(record)).stdout)
    assert ["Odesa"] == [toponym["phrase"] for toponym in found["toponyms"]]


def test_a_broken_line_costs_itself_only() -> None:
    lines = ["{broken", json.dumps({"doc_id": "b", "text": "A fire in Odesa."})]
    result = run("geoparse", given="\n".join(lines))
    assert ["b"] == [json.loads(line)["doc_id"] for line in result.stdout.splitlines()]
    assert "line 1" in result.stderr


def test_a_plain_article_gives_a_line_a_name(tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text("A fire in Odesa.", encoding="utf-8")
    head, line = run("geoparse", str(article)).stdout.splitlines()
    row = dict(zip(head.split("\t"), line.split("\t"), strict=True))
    assert ("Odesa", "gn:698740") == (row["phrase"], row["place_id"])


def test_output_goes_to_the_file_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "places.jsonl"
    run("geoparse", "-o", str(target), given=json.dumps({"id": 7, "body": "Odesa burns."}))
    assert json.loads(target.read_text(encoding="utf-8"))["doc_id"] == "7"


def test_resolve_gives_a_line_a_name() -> None:
    lines = run("resolve", "Kharkov", "Qzxwv", "--country", "UA").stdout.splitlines()
    assert ["gn:706483", "Qzxwv"] == [line.split("\t")[0] for line in lines]


def test_resolve_tsv_answers_every_line_with_a_json_line() -> None:
    given = "Nikolayev\tUA\t\n\t\t\nKharkov region\tUA\t\nQzxwv\n"
    answers = [json.loads(line) for line in run("resolve", "--tsv", given=given).stdout.splitlines()]
    assert ["700569", None, "706482", None] == [answer and answer.get("id") for answer in answers]
    assert answers[2]["kind"] == "region"


def test_resolve_without_names_is_wrong_usage() -> None:
    assert CliRunner().invoke(program, ["resolve"]).exit_code == 2
