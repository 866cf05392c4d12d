# hjemmel: every verb sets up what it needs on a machine with only Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup editor serve test lint types floors check format build coverage bench site lock clean ci

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "hjemmel needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install -q --require-hashes -r requirements.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.dev ## install everything for working on hjemmel
	@if [ -d .git ]; then $(BIN)/pre-commit install >/dev/null 2>&1 || true; fi

serve: $(VENV)/.run ## install, build the snapshot, serve on http://HOST:PORT
	$(BIN)/hjemmel serve --host $(HOST) --port $(PORT)

editor: ## build the SPARQL editor from the npm registry (needs Node; without it the page is a plain form)
	bash api/editor/build

build: $(VENV)/.run ## compile kb/ and ontology/ into a snapshot
	$(BIN)/hjemmel build

check: $(VENV)/.run ## the editor's check of kb/ and ontology/
	$(BIN)/hjemmel check

format: $(VENV)/.dev ## put code and data in their canonical form
	$(BIN)/ruff format api tests
	$(BIN)/ruff check --fix api tests
	$(BIN)/hjemmel format
	$(BIN)/hjemmel context

lint: $(VENV)/.dev ## ruff, spelling
	$(BIN)/ruff check api tests
	$(BIN)/ruff format --check api tests
	$(BIN)/codespell api docs README.md CONTRIBUTING.md

types: $(VENV)/.dev ## mypy, strict
	$(BIN)/mypy

floors: $(VENV)/.dev ## the import contract of the house
	$(BIN)/lint-imports

test: $(VENV)/.dev ## every test that needs no browser, archive or official shapes
	$(BIN)/python -m pytest -q -m "not corpus and not standards and not browser and not slow"

coverage: $(VENV)/.dev ## branch coverage of rdf, graph, law and check (at least 95 %)
	$(BIN)/python -m pytest -q -m "not corpus and not standards and not browser and not slow" --cov --cov-report=
	$(BIN)/coverage report --fail-under=95 --skip-covered --include='api/hjemmel/rdf/*,api/hjemmel/graph/*,api/hjemmel/law/*,api/hjemmel/check/*'

bench: $(VENV)/.dev ## ratios against the bare floor, measured in one run
	$(BIN)/hjemmel bench rest
	$(BIN)/hjemmel bench start
	$(BIN)/hjemmel bench sparql

site: $(VENV)/.run ## write the whole site as files into var/site
	$(BIN)/hjemmel site var/site

lock: ## renew the lock files (needs uv)
	uv pip compile pyproject.toml --group build --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 -q -o requirements.lock
	uv pip compile pyproject.toml --group build --group dev -c requirements.lock --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 -q -o requirements-dev.lock

clean: ## remove what make made
	rm -rf $(VENV) var dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

ci: ## all that CI runs
	bash .ci/run
