# essaycast: 'make episode' sets up and produces the sample essay; 'make test' passes the tests.
# Needs Python 3.11 or newer and make; everything else comes as locked wheels.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
ESSAY ?= essays/where-am-i.md
RUN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# Certificates of the system hold, as for pip: a proxy may have one of its own.
export UV_SYSTEM_CERTS := 1
# Modules are compiled once, and not at each start of a command, a server or a worker.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup episode serve stop test test-all check format mutants bench clean

help: ## List what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/tools ## Make the environment in .venv, with the developers' tools.

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("essaycast needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	@echo "Fetching uv, which installs the rest …"
	@$(PYTHON) -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

# Of what is installed a third is ever imported: it is compiled by the first command and its server,
# beside each other, and not here, which would take longer and 70 MB more.
# On a terminal uv shows how far it is.
.venv/ready: pyproject.toml uv.lock | $(UV)
	@echo "Installing what running needs …"
	@$(UV) sync $$([ -t 2 ] || echo --quiet) --locked --python $(PYTHON) --no-dev --inexact
	@$(RUN)/python -m compileall -q -j 0 pipeline flows
	@touch $@

# Tests may run where nothing is compiled on the way: hence all of it, at once.
.venv/tools: .venv/ready
	@echo "Adding the developers' tools …"
	@$(UV) sync $$([ -t 2 ] || echo --quiet) --locked --python $(PYTHON) --compile-bytecode
	@touch $@

episode: .venv/ready ## Set up, then produce the sample essay's episode (or ESSAY=…).
	@$(RUN)/essaycast produce $(ESSAY)
	@echo
	@echo "Look at the run:    make serve    (Ctrl-C stops it)"
	@echo "Put it online:      say in show.toml where it will be: base_url, and url under [publish]"
	@echo "Still running:      what the next command begins at once with; make stop ends it"

serve: .venv/ready ## Prefect's UI, the schedules and a worker, until Ctrl-C.
	@$(RUN)/essaycast serve

stop: ## End what commands leave running for the next one.
	@$(RUN)/essaycast server stop

test: .venv/tools ## Run the tests.
	@$(RUN)/pytest -n 3 --dist loadscope --no-loadscope-reorder

test-all: .venv/tools ## Run the tests, the slow ones too.
	@$(RUN)/pytest -m ""

check: .venv/tools ## Format, lint, types, import directions, tests: what CI runs.
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	@$(MAKE) --no-print-directory test

format: .venv/tools ## Format and mend what can be mended by itself.
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

mutants: .venv/tools ## Edit wrongly what an episode's sound hangs on, and see that tests notice (an hour).
	@$(RUN)/python tests/mutants/mutants.py

bench: .venv/tools ## Run the benchmarks; they print ratios.
	@for script in benchmarks/*.py; do echo "== $$script"; $(RUN)/python $$script; done

clean: ## Remove the environment and the working state; output/ stays.
	rm -rf .venv .uv .essaycast
