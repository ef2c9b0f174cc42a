"""Cyrillic names in the Latin letters of newspapers."""

from __future__ import annotations

import pytest

from mapper.text.romanise import romanised

CASES = [
    ("Винница", {"Vinnitsa", "Vynnytsa"}),
    ("Вінниця", {"Vinnytsia"}),
    ("Николаев", {"Nikolaev", "Nikolayev", "Nykolaev"}),
    ("Енакиево", {"Enakievo", "Yenakiyevo", "Enakyevo"}),
    ("Київ", {"Kyiv"}),
    ("Грозный", {"Grozny"}),
    ("Великая Новосёлка", {"Velikaya Novosyolka"}),
    ("Ялта", {"Yalta"}),
    ("Kyiv", set()),
    ("Љубовија", set()),
    ("", set()),
]


@pytest.mark.parametrize(("name", "forms"), CASES, ids=[case[0] for case in CASES])
def test_romanised(name: str, forms: set[str]) -> None:
    assert forms == set(romanised(name))
