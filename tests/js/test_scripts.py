"""The page's scripts: their own tests, their lint and their layout, run by node."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ("mapper/webmap/static", "tests/js", "eslint.config.js")

pytestmark = pytest.mark.node


@cache
def tools() -> Path:
    """The folder of node's tools for the tests, fetched once by npm in the versions of package.json."""
    folder = ROOT / "node_modules"
    if not (folder / "eslint").exists():
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = f"npm could not fetch the tools of package.json: {done.stderr.strip()[:300]}"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return folder


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_scripts_do_what_their_tests_say() -> None:
    run("node", "--test", "tests/js/")


def test_scripts_have_no_lint() -> None:
    run("node", str(tools() / "eslint/bin/eslint.js"), "--max-warnings", "0", *SCRIPTS)


def test_scripts_are_laid_out_alike() -> None:
    files = [*SCRIPTS[:2], SCRIPTS[2]]
    run("node", str(tools() / "prettier/bin/prettier.cjs"), "--check", *files)
