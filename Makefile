# Three commands do everything on a fresh machine with Python 3.11 or newer: `make site`, `make check`,
# `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What the tests of pages and paper need beside Python, on Debian and its kin.
PROGRAMS := chromium default-jre-headless fontconfig fonts-noto-core libpangoft2-1.0-0 lmodern pandoc poppler-utils texlive-fonts-recommended \
	texlive-latex-extra texlive-xetex
NPM := mystmd@1
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# Neighbouring tests share what they build, so they stay together until a worker has nothing left.
PYTEST := pytest -n auto --dist worksteal -q
# Tests start hundreds of processes, each of which would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site serve check test all-tests lint types format docs bench fuzz fuzz-axe fuzz-guided mutants coverage test-oldest test-versions versions \
	release-check programs clean

help:
	@echo "make site         build the example course, say where it is"
	@echo "make check        lint, types and the fast tests, for every change"
	@echo "make test         the example course, lint, types and all tests"
	@echo "make test-oldest  all tests with the oldest supported versions"
	@echo "make test-versions  the fast tests with every other Python that is here, builders in their oldest versions"
	@echo "make versions     all of these tests, and docs/versions.md"
	@echo "make release-check  build a release, install it in a clean environment, build a site with it"
	@echo "make programs     Chromium, XeLaTeX, pandoc, poppler, Java and mystmd for the tests, on Debian and its kin"
	@echo "make serve        write on the example course with live reload"
	@echo "make bench        benchmarks, ours and the other side in one process"
	@echo "make fuzz         ten minutes of blocks that nobody wrote: SEED=1 MINUTES=10 WORKERS=2"
	@echo "make fuzz-axe     figures of them that are new in their elements, looked at by axe in Chromium"
	@echo "make fuzz-guided  the same, led by which code they reach (Linux)"
	@echo "make mutants      small changes to the package that tests must notice: SEED=1 COUNT=60, 0 for all"
	@echo "make coverage     tests with branch coverage"
	@echo "make docs         write docs/options.md, docs/schema, docs/themes.md, the pictures of the README, docs/gallery;"
	@echo "                  build the documentation"
	@echo "make format       format and mend what the linter can"

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' # knows groups
	$(BIN)/pip install --quiet --editable '.[mkdocs,sphinx]' --group dev --group hosts
	touch $@

site: $(VENV)/.ready
	cd example_site && NO_MKDOCS_2_WARNING=1 ../$(BIN)/mkdocs build --strict --quiet
	@echo "The example course is at file://$(CURDIR)/example_site/site/index.html"

serve: $(VENV)/.ready
	cd example_site && NO_MKDOCS_2_WARNING=1 ../$(BIN)/mkdocs serve

check: lint types
	$(BIN)/$(PYTEST) -m 'not slow'

# Types are looked at by one program, and tests by several beside it.
test: site
	$(MAKE) --jobs=2 lint types all-tests

all-tests: $(VENV)/.ready
	$(BIN)/$(PYTEST) --without llms --without recipes --record all

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready
	$(BIN)/mypy

format: $(VENV)/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.ready
	$(BIN)/python docs/options.py
	$(BIN)/python docs/schema.py
	$(BIN)/python docs/picture.py
	$(BIN)/python docs/gallery.py
	$(BIN)/python docs/themes.py
	$(BIN)/python docs/doors.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "The documentation is at file://$(CURDIR)/site/index.html"

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/run_all.py

SEED ?= 1
MINUTES ?= 10
WORKERS ?= 2

fuzz: $(VENV)/.ready
	$(BIN)/python tests/support/fuzz.py --seed $(SEED) --minutes $(MINUTES) --workers $(WORKERS)

fuzz-guided: $(VENV)/.ready
	$(BIN)/pip install --quiet --group fuzz
	$(BIN)/python tests/support/guided.py --seed $(SEED) --minutes $(MINUTES)

fuzz-axe: $(VENV)/.ready
	$(BIN)/python tests/support/axed.py --seed $(SEED) --minutes $(MINUTES)

COUNT ?= 60

mutants: $(VENV)/.ready
	$(BIN)/python tests/support/mutants.py --seed $(SEED) --count $(COUNT)

coverage: $(VENV)/.ready
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

$(VENV)-oldest/.ready: pyproject.toml tests/oldest.txt
	$(PYTHON) -m venv $(VENV)-oldest
	$(VENV)-oldest/bin/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(VENV)-oldest/bin/pip install --quiet --editable '.[mkdocs,sphinx]' --group dev --group llms \
		--constraint tests/oldest.txt
	touch $@

test-oldest: $(VENV)-oldest/.ready
	$(VENV)-oldest/bin/$(PYTEST) --without hosts --without recipes --record oldest

test-versions: $(VENV)/.ready
	$(BIN)/python tools/versions.py test

versions: test test-oldest test-versions
	$(BIN)/python tools/versions.py table

release-check: $(VENV)/.ready
	$(BIN)/pip install --quiet --group release
	$(BIN)/python tools/release_check.py

programs:
	$(SUDO) apt-get update -qq
	DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends $(PROGRAMS) \
		$(if $(shell command -v npm),,nodejs npm)
	npm install --silent --no-audit --no-fund --prefix .cache/npm $(NPM)

clean:
	rm -rf $(VENV) $(VENV)-oldest example_site/site tests/artefacts
