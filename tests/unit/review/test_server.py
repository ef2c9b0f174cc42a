"""The review server answers this machine's reviewer and nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mapper.corrections import FILE_NAME, read_ledger
from mapper.gazetteer import Gazetteer
from mapper.review.server import create_app
from mapper.review.session import Session
from tests.collections import HOSTILE, collect

if TYPE_CHECKING:
    from flask.testing import FlaskClient

TOKEN = "the-token"


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    collect(tmp_path)
    return create_app(Session(tmp_path, Gazetteer.open(), who="ada"), TOKEN).test_client()


def told(client: FlaskClient) -> dict[str, dict[str, Any]]:
    return {row["location"]: row for row in client.get(f"/{TOKEN}/incidents").get_json()["incidents"]}


def decide(client: FlaskClient, row: dict[str, Any], action: str, value: str = "", **how: Any) -> Any:
    body = {"incident": row["id"], "version": row["version"], "action": action, "value": value, "why": "seen\nit"}
    return client.post(f"/{TOKEN}/decide", json=body, **how)


def test_a_decision_is_a_row_and_shows_at_once(client: FlaskClient, tmp_path: Path) -> None:
    kyiv = told(client)["Kyiv"]
    assert 200 == decide(client, kyiv, "accept").status_code
    assert "accepted" == told(client)["Kyiv"]["review_status"]
    (row,) = read_ledger(tmp_path / FILE_NAME)
    assert ("accept", kyiv["id"], "ada", "seen it") == (row.action, row.incident, row.who, row.why)
    assert "Kyiv, Air/drone strike, 2023-05-04" == row.about


def test_the_last_decision_can_be_undone(client: FlaskClient, tmp_path: Path) -> None:
    before = told(client)
    decide(client, before["Kyiv"], "place", "gn:698740")
    answer = client.post(f"/{TOKEN}/undo", json={})
    assert "place: Kyiv, Air/drone strike, 2023-05-04" == answer.get_json()["undone"]
    assert before == told(client)
    assert "" == client.post(f"/{TOKEN}/undo", json={}).get_json()["undone"]
    assert [] == read_ledger(tmp_path / FILE_NAME)


def test_a_stale_page_cannot_overwrite(client: FlaskClient) -> None:
    seen_by_both = told(client)["Kyiv"]
    assert 200 == decide(client, seen_by_both, "reject").status_code
    late = decide(client, seen_by_both, "accept")
    assert 409 == late.status_code
    assert "changed elsewhere" in late.get_json()["error"]
    assert "rejected" == told(client)["Kyiv"]["review_status"]
    assert 409 == decide(client, told(client)["Kyiv"], "merge", "gone").status_code


def test_a_row_changed_in_the_file_cannot_be_undone_blindly(client: FlaskClient, tmp_path: Path) -> None:
    decide(client, told(client)["Kyiv"], "reject")
    path = tmp_path / FILE_NAME
    path.write_text(path.read_text(encoding="utf-8").replace("reject", "accept"), encoding="utf-8")
    assert "accepted" == told(client)["Kyiv"]["review_status"]
    assert 409 == client.post(f"/{TOKEN}/undo", json={}).status_code


def test_what_cannot_be_read_is_refused_before_it_is_written(client: FlaskClient, tmp_path: Path) -> None:
    answer = decide(client, told(client)["Kyiv"], "date", "yesterday")
    assert 400 == answer.status_code
    assert "'yesterday' is no date" in answer.get_json()["error"]
    assert not (tmp_path / FILE_NAME).exists()
    assert 400 == decide(client, told(client)["Kyiv"], "explode").status_code


def test_places_are_found(client: FlaskClient) -> None:
    found = client.get(f"/{TOKEN}/places?q=Kiev").get_json()
    assert "gn:703448" in [place["place_id"] for place in found]
    assert [] == client.get(f"/{TOKEN}/places?q=").get_json()


OUTSIDERS = [
    ({"base_url": "http://evil.example"}, 400),
    ({"headers": {"Origin": "http://evil.example"}}, 403),
    ({"headers": {"Origin": "null"}}, 403),
    ({"headers": {"Content-Type": "text/plain"}}, 403),
]


@pytest.mark.parametrize(("how", "status"), OUTSIDERS)
def test_another_site_cannot_decide(client: FlaskClient, how: dict[str, Any], status: int) -> None:
    row = told(client)["Kyiv"]
    assert status == decide(client, row, "reject", **how).status_code
    assert "auto" == told(client)["Kyiv"]["review_status"]


def test_without_the_token_there_is_nothing(client: FlaskClient) -> None:
    for address in ("/", "/incidents", "/wrong/incidents", f"/{TOKEN}x/incidents", f"/{TOKEN}/static/../server.py"):
        assert 404 == client.get(address).status_code, address
    assert 400 == client.get(f"/{TOKEN}/incidents", base_url="http://evil.example").status_code


def test_the_page_forbids_scripts_of_others_and_keeps_its_address_to_itself(client: FlaskClient) -> None:
    headers = client.get(f"/{TOKEN}/").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert ("no-referrer", "no-store") == (headers["Referrer-Policy"], headers["Cache-Control"])
    assert HOSTILE in told(client)["Odesa"]["notes"]
    assert "application/json" == client.get(f"/{TOKEN}/incidents").mimetype


def test_the_map_leaves_out_what_was_rejected(client: FlaskClient) -> None:
    whole = client.get(f"/{TOKEN}/map").get_data(as_text=True)
    decide(client, told(client)["Kyiv"], "reject")
    assert len(whole) != len(client.get(f"/{TOKEN}/map").get_data(as_text=True))
