# Two commands do everything on a fresh machine with Python 3.11 or newer: `make site`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help site serve test lint types format docs bench coverage test-oldest clean

help:
	@echo "make site         build the example course, say where it is"
	@echo "make test         build it, then lint, types and all tests"
	@echo "make test-oldest  all tests with the oldest supported versions"
	@echo "make serve        write on the example course with live reload"
	@echo "make bench        benchmarks, ours and the other side in one process"
	@echo "make coverage     tests with branch coverage"
	@echo "make docs         write docs/options.md and the picture of the README anew"
	@echo "make format       format and mend what the linter can"

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,hosts]'
	touch $@

site: $(VENV)/.ready
	cd example_site && NO_MKDOCS_2_WARNING=1 ../$(BIN)/mkdocs build --strict --quiet
	@echo "The example course is at file://$(CURDIR)/example_site/site/index.html"

serve: $(VENV)/.ready
	cd example_site && NO_MKDOCS_2_WARNING=1 ../$(BIN)/mkdocs serve

test: site lint types
	$(BIN)/pytest -n auto -q

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready
	$(BIN)/mypy

format: $(VENV)/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.ready
	$(BIN)/python -c "from heatmark.options.reference import reference; print(reference(), end='')" > docs/options.md
	$(BIN)/python docs/picture.py

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/run_all.py

coverage: $(VENV)/.ready
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

$(VENV)-oldest/.ready: pyproject.toml tests/oldest.txt
	$(PYTHON) -m venv $(VENV)-oldest
	$(VENV)-oldest/bin/pip install --quiet --disable-pip-version-check \
		--editable '.[dev,llms]' --constraint tests/oldest.txt
	touch $@

test-oldest: $(VENV)-oldest/.ready
	$(VENV)-oldest/bin/pytest -n auto -q

clean:
	rm -rf $(VENV) $(VENV)-oldest example_site/site tests/artefacts
