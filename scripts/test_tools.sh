#!/bin/sh
# Install what the tests drive (a browser, GDAL, node) where that is allowed: as root on Debian or Ubuntu.
# Elsewhere do nothing: the tests say which of them did not run and the one command that would enable them.
set -eu
packages=""
need() { command -v "$1" >/dev/null 2>&1 || packages="$packages $2"; }

if [ -z "${CHROMIUM:-}" ] && ! command -v google-chrome >/dev/null 2>&1; then need chromium chromium; fi
need ogrinfo gdal-bin
# python3-gdal brings the rules of OGC's GeoPackage standard as a program
[ -e /usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py ] || packages="$packages python3-gdal"
need node nodejs
need npm npm
if [ "${1:-}" = qgis ]; then [ -d /usr/lib/python3/dist-packages/qgis ] || packages="$packages python3-qgis qgis-providers"; fi
if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$packages ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi
