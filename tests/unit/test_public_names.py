"""The package offers its names and nothing else, and costs nothing until one is used."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules

import pytest

import mapper


@pytest.mark.parametrize("name", mapper.__all__)
def test_a_public_name_is_that_of_its_module(name: str) -> None:
    offered = getattr(mapper, name)
    assert offered is getattr(import_module(offered.__module__), name)
    assert getdoc(offered)


def test_names_are_sorted_and_nothing_else_leaks() -> None:
    assert sorted(mapper.__all__) == mapper.__all__ == dir(mapper)
    with pytest.raises(AttributeError, match="it offers Gazetteer"):
        mapper.no_such_name  # noqa: B018


def test_no_module_hides_a_public_name() -> None:
    modules = {module.name for module in iter_modules(mapper.__path__)}
    assert not modules & set(mapper.__all__)  # importing mapper.NAME would put the module in the name's place


def test_importing_the_package_imports_no_heavy_library() -> None:
    program = "import mapper, sys; print(sorted({'folium', 'pandas', 'shapely', 'geopy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
