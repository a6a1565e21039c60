# Two commands are all a new machine needs: `make run` and `make test`.
# The system's own Python where it will do: distributions build theirs with optimisations, which
# those that one compiles often lack; loops run up to twice as fast.
PYTHON ?= $(shell /usr/bin/python3 -c \
 'import sys, ensurepip, sqlite3, ssl; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
 echo /usr/bin/python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
NPM_CI := npm ci --no-audit --no-fund --loglevel=error
WEB_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/vite.config.ts frontend/precompress.ts frontend/service-worker shared -type f 2>/dev/null)
FUZZ_TARGETS ?= hocuspocus y-websocket update join state-vector presence json
FUZZ_SECONDS ?= 600
# Most tests wait more than they work: three processes fill two cores.
PARALLEL ?= -n 3 --dist worksteal

# Every process that a test starts would compile all modules anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run dev test lint lint-python lint-web fmt build browser openapi bench soak screenshots locks

run: build ## Serve a ready board and print its link.
	$(BIN)/planhall demo

dev: $(VENV)/.run ## The API alone; `npm --prefix frontend run dev` serves the app beside it.
	$(BIN)/planhall serve

# The browser tests run apart: Playwright's event loop leaves no room for that of other tests.
test: ## Everything: lint, unit, property, interop and browser tests.
	$(MAKE) -j2 lint build browser tests/interop/node_modules/.stamp
	npm --prefix frontend test
	$(BIN)/python -m pytest $(PARALLEL) --ignore=tests/e2e
	$(BIN)/python -m pytest $(PARALLEL) tests/e2e

lint: lint-python lint-web ## Style, types, import contracts, freshness of generated files.

lint-python: $(VENV)/.dev
	$(BIN)/ruff format --check backend migrations tests
	$(BIN)/ruff check backend migrations tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/planhall openapi --check shared/openapi.json

lint-web: frontend/node_modules/.stamp
	npm --prefix frontend run lint
	npm --prefix frontend run typecheck

fmt: $(VENV)/.dev frontend/node_modules/.stamp ## Format, and write the generated files anew.
	$(BIN)/ruff format backend migrations tests
	$(BIN)/ruff check --fix backend migrations tests
	npm --prefix frontend run fmt

openapi: $(VENV)/.run frontend/node_modules/.stamp ## Write shared/openapi.json and the types made from it.
	$(BIN)/planhall openapi shared/openapi.json
	npm --prefix frontend run api-types

build: $(VENV)/.run frontend/dist/index.html ## Install and build, without serving.

browser: $(VENV)/.dev ## A Chromium for the browser tests: the system's, or Playwright's own.
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	 command -v google-chrome >/dev/null || \
	 { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	   apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } || \
	 $(BIN)/playwright install chromium

bench: $(VENV)/.run tests/bench/node_modules/.stamp tests/bench/.venv/.stamp ## The sync core beside its peers; options in BENCH.
	$(BIN)/python -m tests.bench $(BENCH)

soak: $(VENV)/.soak tests/interop/node_modules/.stamp ## The tests of trust at length, which takes hours; options in SOAK.
	$(BIN)/python -m pytest tests/trust --soak $(SOAK)
	set -e; for target in $(FUZZ_TARGETS); do \
	 PYTHONPATH=tests $(BIN)/python -m trust.fuzz $$target \
	  -max_total_time=$(FUZZ_SECONDS) -artifact_prefix=$(VENV)/fuzz-$$target-; done

screenshots: build browser ## Take the pictures of the README anew.
	$(BIN)/python docs/screenshots.py

locks: ## Resolve the Python locks anew from pyproject.toml.
	$(PIP) uv
	$(BIN)/uv pip compile -q --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --no-emit-index-url --no-header --group dev pyproject.toml -o requirements-dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	 { echo "Planhall needs Python 3.11 or newer; name one with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) -r requirements.txt
	$(PIP) --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.run
	$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/.soak: tests/trust/fuzz/requirements.txt | $(VENV)/.dev
	$(PIP) -r $<
	@touch $@

tests/bench/.venv/.stamp: tests/bench/requirements.txt | $(BIN)/python
	$(BIN)/python -m venv tests/bench/.venv
	tests/bench/.venv/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

%/node_modules/.stamp: %/package-lock.json
	cd $* && $(NPM_CI)
	@touch $@

frontend/dist/index.html: frontend/node_modules/.stamp $(WEB_SOURCES)
	npm --prefix frontend run build
