# Everything a person needs from a clone. `make help` lists the targets.
# Only Python >= 3.11 and make are assumed: the rest goes into .venv (and, for tests, through apt where that is allowed).

PYTHON  := .venv/bin/python
MAPPER  := .venv/bin/mapper
ARTICLES ?= seeds/
OUTPUT   ?= output/
COMPILED := hatch_build.py $(wildcard data/gazetteer/*.t* mapper/gazetteer/*.py mapper/text/*)
LAWS     := tests/unit/gazetteer/test_curated_data.py tests/unit/gazetteer/test_regions.py tests/unit/coding/test_cue_rows.py tests/unit/coding/test_lexicon_rows.py tests/unit/coding/test_lexicon_shadows.py

.DEFAULT_GOAL := help
.PHONY: help map test test-nominatim test-qgis check bench bench-accuracy bench-map gazetteer clean

help: ## show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

map: .venv/.run ## read the articles (ARTICLES=seeds/) and write the map (OUTPUT=output/)
	@$(MAPPER) run $(ARTICLES) -o $(OUTPUT)

test: .venv/.test ## run every test, the browser's included
	@sh scripts/test_tools.sh
	@$(PYTHON) -m pytest -q

test-nominatim: .venv/.test ## put the online geocoder before a real Nominatim (installs PostGIS with apt where that is allowed)
	@sh scripts/test_nominatim.sh

test-qgis: .venv/.test ## see what QGIS makes of the files (installs QGIS with apt where that is allowed)
	@sh scripts/test_tools.sh qgis
	@$(PYTHON) -m pytest -q tests/gis/check_qgis.py

check: .venv/.test ## format, lint, types, floors, laws of the data
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy -p mapper
	@.venv/bin/lint-imports
	@$(PYTHON) -m pytest -q $(LAWS)

gazetteer: .venv/.run ## compile data/gazetteer/ anew and print its hash
	@$(PYTHON) -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[gazetteer]'
	@$(PYTHON) -m mapper.gazetteer.build

bench: .venv/.test ## measure speed beside its peers; writes benchmarks/results.md, checks benchmarks/floors.json
	@$(PYTHON) -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[test,bench]'
	@$(PYTHON) -m benchmarks.speed $(BENCH)

bench-accuracy: .venv/.test ## measure accuracy on MAPPER_BENCH_DATA, or on the seeds
	@$(PYTHON) -m benchmarks.accuracy

bench-map: .venv/.test ## measure the map beside folium's fastest layer (needs chromium, node; BENCH=--million for all)
	@npm install --silent --no-audit --no-fund --no-package-lock
	@$(PYTHON) -m benchmarks.map $(BENCH)

clean: ## remove what was made (not your output/)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A changed table or compiler makes the index anew: the build hook does that when the package is installed.
.venv/.run: pyproject.toml constraints.txt scripts/setup.sh $(COMPILED)
	@sh scripts/setup.sh .
	@touch $@

.venv/.test: pyproject.toml constraints.txt scripts/setup.sh $(COMPILED)
	@sh scripts/setup.sh '.[test]'
	@touch $@ .venv/.run
