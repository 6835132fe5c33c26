# essaycast: 'make episode' sets up and produces the sample essay; 'make test' passes the tests.
# Needs Python 3.11 or newer and make; everything else comes as locked wheels.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
ESSAY ?= essays/where-am-i.md
RUN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# Modules are compiled once, and not at each start of a command, a server or a worker.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup episode serve test test-all check format bench clean

help: ## List what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/ready ## Make the environment in .venv.

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("essaycast needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	@echo "Fetching uv, which installs the rest …"
	@$(PYTHON) -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

# What runs is compiled here, as pip does and uv does not; else each process compiles Prefect anew
# wherever PYTHONDONTWRITEBYTECODE is set, and elsewhere the first ones do, all at the same time.
.venv/ready: pyproject.toml uv.lock | $(UV)
	@echo "Installing what uv.lock lists …"
	@$(UV) sync --quiet --locked --python $(PYTHON) --no-dev --compile-bytecode
	@$(UV) sync --quiet --locked --python $(PYTHON)
	@$(RUN)/python -m compileall -q -j 0 pipeline flows
	@touch $@

episode: .venv/ready ## Set up, then produce the sample essay's episode (or ESSAY=…).
	@$(RUN)/essaycast produce $(ESSAY)
	@echo
	@echo "Look at the run:    make serve    (Ctrl-C stops it)"
	@echo "Put it online:      output/ is ready for any static host"

serve: .venv/ready ## Prefect's UI, the schedules and a worker, until Ctrl-C.
	@$(RUN)/essaycast serve

test: .venv/ready ## Run the tests.
	@$(RUN)/pytest -n 2 --dist loadscope --no-loadscope-reorder

test-all: .venv/ready ## Run the tests, the slow ones too.
	@$(RUN)/pytest -m ""

check: .venv/ready ## Format, lint, types, import directions, tests: what CI runs.
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	@$(MAKE) --no-print-directory test

format: .venv/ready ## Format and mend what can be mended by itself.
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

bench: .venv/ready ## Run the benchmarks; they print ratios.
	@for script in benchmarks/*.py; do echo "== $$script"; $(RUN)/python $$script; done

clean: ## Remove the environment and the working state; output/ stays.
	rm -rf .venv .uv .essaycast
