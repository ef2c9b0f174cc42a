#!/bin/sh
# Make .venv and install what is named (". " or ".[test]") into it, with the versions of constraints.txt.
set -eu

usable() { # an interpreter counts when it runs, is new enough and can make a whole environment
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

interpreter() {
    for candidate in ${PYTHON_FOR_MAPPER:-} python3.13 python3.12 python3.11 python3.14 python3 python; do
        if usable "$candidate"; then echo "$candidate"; return 0; fi
    done
    return 1
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    if python=$(interpreter); then
        "$python" -m venv .venv
    elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv with apt ..."
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
        python=$(interpreter) || { echo "The Python of this system is older than 3.11: install a newer one, then make again." >&2; exit 1; }
        "$python" -m venv .venv
    elif command -v uv >/dev/null; then
        uv venv --seed --python '>=3.11' .venv
    else
        echo "No Python >= 3.11 with venv was found: install python3 and python3-venv (or uv), then make again." >&2
        exit 1
    fi
fi

echo "Setting up .venv (half a minute the first time) ..."
.venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt -e "$1"
