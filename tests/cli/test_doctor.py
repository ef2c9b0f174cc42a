"""What the doctor says of this installation."""

from __future__ import annotations

import pytest

from mapper.cli import main


def test_the_doctor_finds_the_test_installation_complete(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["doctor"])
    said = capsys.readouterr().out
    assert 0 == ended.value.code
    assert "needed: complete" in said
    assert "extra html: complete" in said
    assert "extra bench" not in said
    assert "places, version" in said


def test_what_is_missing_comes_with_the_command_that_brings_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib.metadata import PackageNotFoundError

    from mapper.cli import doctor

    def version(name: str) -> str:
        if name == "trafilatura":
            raise PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(doctor, "version", version)
    with pytest.raises(SystemExit):
        main(["doctor"])
    said = capsys.readouterr().out
    assert "extra html: missing trafilatura" in said
    assert "pip install 'incident-mapper[html]'" in said
