import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper.cli import program
from mapper.errors import InputError


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


@pytest.mark.parametrize("arguments", [("-",), ()])
def test_a_plain_article_may_come_through_a_pipe(arguments: tuple[str, ...]) -> None:
    program = [sys.executable, "-c", "from mapper.cli import main; main()", "geoparse", *arguments]
    done = subprocess.run(program, input="A fire in Odesa.", capture_output=True, text=True, check=True)
    assert ["doc_id", "stdin"] == [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert "" == done.stderr


def test_a_folder_gives_a_line_a_name_with_its_article(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A fire in Odesa.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Sirens in Kharkiv.", encoding="utf-8")
    _, *lines = run("geoparse", str(tmp_path)).stdout.splitlines()
    assert [("one", "Odesa"), ("two", "Kharkiv")] == [(row[0], row[3]) for row in (line.split("\t") for line in lines)]


def test_a_file_that_is_not_there_is_said_so() -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: does not exist; check the spelling"):
        run("geoparse", "nowhere.txt")


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
