"""What tests share: the tables of cases, and the programs they drive with how to get them."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

# marker: (Debian packages, what runs without them)
PACKAGES = {"browser": ("chromium",), "gdal": ("gdal-bin", "python3-gdal"), "node": ("nodejs", "npm")}


@cache
def chromium() -> str | None:
    """The path of a Chromium that starts, or None."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "google-chrome", "chromium-browser"):
        path = shutil.which(name) if name else None
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


@cache
def missing(marker: str) -> bool:
    """True when the program behind a marker cannot be found."""
    if marker == "browser":
        return chromium() is None
    return any(shutil.which(program) is None for program in {"gdal": ("ogrinfo",), "node": ("node", "npm")}[marker])


def read_cases(name: str) -> list[dict[str, str]]:
    """Every row of ``tests/cases/<name>.csv``."""
    with (Path(__file__).parent / "cases" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
