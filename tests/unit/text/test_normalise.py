import pytest

from mapper.text.normalise import LONGEST_NAME, fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Slov’yansk", "slovyansk"),
        ("Chasiv-Yar", "chasiv yar"),
        ("Łódź", "lodz"),
        ("St. Louis", "st louis"),
        ("U.S.", "us"),
        ("Washington, D.C.", "washington dc"),
        ("Coeur d'Alene", "coeur dalene"),
        ("Kænugarður", "kaenugardur"),
        ("İstanbul", "istanbul"),
        ("Київ", "київ"),
        ("Ки\u0438\u0306", "кий"),
        ("Ве́рхний", "верхний"),
        ("Королёв", "королев"),
        ("Ky\u200biv", "kyiv"),
        ("  Novo\u00ad-Ogaryovo \n", "novo ogaryovo"),
        ("Kyiv 🇺🇦", "kyiv"),
        ("北京", "北京"),
        ("", ""),
        ("🙂", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert folded == fold(name)


def test_a_name_without_end_is_cut() -> None:
    assert len(fold("a" * 10_000_000)) == LONGEST_NAME
