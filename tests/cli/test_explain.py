from pathlib import Path

from click.testing import CliRunner

from mapper.cli import program


def test_explain_shows_marks_and_reasons(tmp_path: Path) -> None:
    article = tmp_path / "quetta.txt"
    article.write_text("A bomb killed four people in Quetta on Monday. The prime minister was visiting Oslo.")
    result = CliRunner().invoke(program, ["explain", str(article), "--published", "2023-06-21"])
    assert result.exit_code == 0, result.output
    assert "{killed}" in result.output
    assert "+ Quetta" in result.output
    assert "- Oslo:" in result.output
