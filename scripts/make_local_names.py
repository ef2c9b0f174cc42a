"""Makes data/gazetteer/local_names.tsv: what towns are called in the first language of their country.

    python scripts/make_local_names.py LOCALES

``LOCALES`` is usr/share/locale of Debian's package libgeonames-common 0.3.0 (GeoNames, CC BY 4.0), which names towns of
15,000 people and more. Only names in other scripts than Latin are kept: elsewhere the name is local as it stands.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from make_districts import DATA, clean, countries, geonames, read_catalogues


def main(locales: Path) -> None:
    """Rewrite the table and say how many rows it has."""
    catalogues = read_catalogues(locales)
    rows = []
    for number, city in geonames().items():
        languages = [language.split("-")[0] for language in countries()[city["countrycode"]]["languages"].split(",")]
        # A second language is not asked: in a country of two scripts it would name a town for its minority.
        local = clean(catalogues.get(languages[0], {}).get(number, ""))
        if local and local != city["name"] and not is_latin(local):
            rows.append((int(number), local))
    lines = [f"gn:{number}\t{local}\tGeoNames by libgeonames 0.3.0" for number, local in sorted(rows)]
    (DATA / "local_names.tsv").write_text("\n".join(["place_id\tlocal_name\tsource", *lines, ""]), encoding="utf-8")
    print(f"local_names.tsv: {len(rows)} rows")


def is_latin(name: str) -> bool:
    """True for a name in Latin letters, where GeoNames' list mixes local names with former and administrative ones."""
    return any(unicodedata.name(character, "").startswith("LATIN") for character in name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
