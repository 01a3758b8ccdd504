# `make` lists the targets. Python 3.11 or newer, git and make are all that is needed;
# PYTHON=/path/to/python3.13 chooses another interpreter than the first one that will do.

PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11

# Inside an activated environment this is the Python it was made from, because .venv may be made anew.
# Asked in /, where pyenv does not see .python-version, which is meant for Heroku.
INTERPRETER := $(shell cd /; for python in $(PYTHON); do \
    $$python -c 'import sys; sys.exit(1) if sys.version_info < (3, 11) else print(sys._base_executable)' 2>/dev/null \
    && break; done)

# A finished environment carries a stamp named after all it was made from. So a second start does nothing,
# and an environment that is out of date, moved, or was killed half-way is made again from nothing.
MADE_FROM := $(shell { cat requirements.txt requirements-dev.txt setup.py; pwd -P; $(INTERPRETER) -VV; } 2>&1 | cksum | cut -d' ' -f1)
READY_TO_RUN := .venv/ready-to-run-$(MADE_FROM)
READY_TO_TEST := .venv/ready-to-test-$(MADE_FROM)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest

# By uv, which takes seconds; by pip where there is no uv for this machine or it cannot reach what pip can.
INSTALL = install() { $(BIN)/uv --no-config pip install --quiet --python $(BIN)/python "$$@" 2>/dev/null \
    || $(PIP) install "$$@"; }; install

# What makes clients has its own tools, apart from ours: they may want other versions of what we use.
CLIENTS := tests/clients

COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate

.PHONY: help run test e2e fuzz clients-check bench lint types contracts drift check lock image-check clean

help: ## List the targets
	@sed -nE 's/^([a-z0-9-]+):[^#]*## (.*)/\1|\2/p' Makefile | while IFS='|' read -r name words; do \
	    printf '  make %-13s %s\n' "$$name" "$$words"; done

run: $(READY_TO_RUN) ## Set up what is missing, then serve pages, API and explorer until Ctrl-C
	@exec $(BIN)/python -m catalogue run

test: $(READY_TO_TEST) ## Run the tests on SQLite and PostgreSQL (ARGS="-k title" for some of them)
	@$(PYTEST) -n auto --maxprocesses 4 $(ARGS)

e2e: $(READY_TO_TEST) ## Drive the pages in a real browser (needs Chromium)
	@$(PYTEST) -m e2e $(ARGS)

fuzz: $(READY_TO_TEST) ## Let schemathesis look for requests that break the API's word (FUZZ_EXAMPLES=1000: longer)
	@$(PYTEST) -m fuzz $(ARGS)

clients-check: $(READY_TO_TEST) $(CLIENTS)/node_modules/ready $(CLIENTS)/.venv/ready ## Make clients from the API's description and run them (needs Node.js)
	@$(PYTEST) -m clients $(CLIENTS) $(ARGS)

bench: $(READY_TO_TEST) ## Measure against what the service stands on (N=10000000: with so many books)
	@$(BIN)/python -m benchmarks $(if $(N),--books $(N)) $(ARGS)

lint: $(READY_TO_TEST) ## Style and format
	@$(BIN)/ruff check && $(BIN)/ruff format --check

types: $(READY_TO_TEST) ## Types, strictly
	@$(BIN)/python -m mypy

contracts: $(READY_TO_TEST) ## Who may import whom
	@$(BIN)/lint-imports

drift: $(READY_TO_TEST) ## Do the migrations make what the models say?
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export DATABASE_URL="sqlite:///$$folder/drift.db" \
	    && $(BIN)/python -m catalogue db upgrade && $(BIN)/python -m flask --app catalogue.app db check

check: test lint types contracts drift ## All of the above but the browser, the fuzzer and the benchmark

lock: $(READY_TO_TEST) ## Pin what setup.cfg asks for in requirements*.txt (ARGS=--upgrade: the newest of all)
	@echo 'setuptools>=80' | $(COMPILE) --quiet $(ARGS) --extra explorer setup.cfg - -o requirements.txt
	@$(COMPILE) --quiet $(ARGS) -c requirements.txt setup.cfg -o requirements-web.txt
	@$(COMPILE) --quiet $(ARGS) -c requirements.txt --extra dev --extra explorer setup.cfg -o requirements-dev.txt
	@echo 'uv' | $(COMPILE) --quiet $(ARGS) -c requirements-dev.txt - -o requirements-uv.txt
	@$(COMPILE) --quiet $(ARGS) $(CLIENTS)/requirements.in -o $(CLIENTS)/requirements.txt

image-check: ## Build the container image without Docker and see it answer (root; buildah, debootstrap)
	@.ci/image-check

clean: ## Remove the environment and caches; the catalogue in instance/ stays
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY_TO_RUN):
	$(if $(INTERPRETER),,$(error Python 3.11 or newer is needed, and none is here: install it, or say make PYTHON=/path/to/it))
	@$(INTERPRETER) -c 'import ensurepip, venv' 2>/dev/null \
	    || { echo "This Python cannot make an environment: install its venv package (apt install python3-venv)."; exit 1; }
	@echo "Setting up .venv with the locked dependencies: once, seconds with uv, else minutes."
	@rm -rf .venv && $(INTERPRETER) -m venv .venv
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-uv.txt 2>/dev/null || true
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# The run stamp goes while packages come in, so that a kill here, too, means: from nothing.
$(READY_TO_TEST): | $(READY_TO_RUN)
	@echo "Adding what the tests need."
	@rm -f .venv/ready-*
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $(READY_TO_RUN) $@

$(CLIENTS)/node_modules/ready: $(CLIENTS)/package-lock.json
	@command -v npm >/dev/null || { echo "Node.js 18 or newer and npm are needed (apt install nodejs npm)."; exit 1; }
	@cd $(CLIENTS) && npm ci --silent
	@touch $@

$(CLIENTS)/.venv/ready: $(CLIENTS)/requirements.txt | $(READY_TO_TEST)
	@rm -rf $(CLIENTS)/.venv && $(INTERPRETER) -m venv $(CLIENTS)/.venv
	@$(BIN)/uv --no-config pip install --quiet --python $(CLIENTS)/.venv/bin/python --require-hashes -r $< 2>/dev/null \
	    || $(CLIENTS)/.venv/bin/python -m pip --quiet --no-input install --require-hashes -r $<
	@touch $@
