# Two commands do everything on a fresh Debian 12 with Python 3.11: `make audit` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
# Every tool and font of a group is looked for by itself; what is missing is installed.
INSTALL = wanted=$$(sh .ci/missing $(1)) && { [ -z "$$wanted" ] || { $(SUDO) apt-get update -qq && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$wanted; }; }

.PHONY: setup audit nightly test suite quick test-fonts lint bench clean browser scans servers coverage mutants

setup: $(READY)

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: apt-get install python3 python3-venv, or PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv; }
	$(PYTHON) -m venv $(VENV)

# The stamp is renewed only when the dependencies change; a second call takes no time.
$(READY): pyproject.toml | $(BIN)/python
	@# What nobody imports need not be compiled: half of pip's time.
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -e '.[dev]'
	@touch $@

# Under -j the packages of Debian are fetched while pip works, but never two lots of them at once.
browser: | $(BIN)/python
scans: | browser
servers: | browser scans

# The shell of Chromium looks at a page with half of the processor's time that the whole browser takes; without it that one serves.
browser:
	@$(call INSTALL,browser)
	@{ $(call INSTALL,shell); } || echo "chromium-headless-shell is not to be had here: the whole Chromium serves, at half the speed"

# Reads words on scans, in Kazakh and Russian.
scans:
	@$(call INSTALL,scans)

servers:
	@$(call INSTALL,servers)

# make audit            audits the bundled stand-in on loopback
# make audit BODY=mam   audits a body of the register on its real site
audit: setup browser scans
	@$(BIN)/python -m tests.portals.audit $(if $(BODY),--body $(BODY)) $(ARGS)

# make nightly          a night over forty stand-in bodies: PostgreSQL, two workers, portals; ARGS="--bodies 4 --nights 2" for less and more
nightly: setup browser scans servers
	@$(BIN)/python -m tests.portals.nightly $(ARGS)

# Groups in the order of tests/order.py, the dearest first; the dearest tests are told at the end.
# What is compiled is kept, for many tests start the program.
# Tests wait for servers and browsers two thirds of their time and more: with five workers a third of two cores stood idle.
# A worker and what it starts take a gigabyte at most; they are forked from one process that has the tests and the program loaded (tests/nursery.py),
# which compiles what is not compiled yet.
WORKERS ?= $(shell awk '/MemTotal/ { n = int($$2 / 1000000); print (n < 2 ? 2 : n > 7 ? 7 : n) }' /proc/meminfo)
TEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder --durations=30 --durations-min=1

test: lint suite

# Under -j2 types are proved meanwhile.
suite: setup browser scans servers
	$(TEST)

# What needs neither browser, database server, saved sites nor many seconds: while a change is being made.
quick: setup
	$(TEST) -m "not browser and not corpus and not e2e and not postgres and not costs"

# Which lines of the product the quick tests reach; told line by line in var/coverage.
coverage: setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder -q -m "not browser and not corpus and not e2e and not postgres and not costs" \
		--cov --cov-report=term:skip-covered --cov-report=html:var/coverage $(ARGS)

# make mutants MODULE=presence   changes one formula place by place; what nobody notices is listed at the end (docs/mutants.md)
MODULE ?= presence
mutants: setup
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[mutants]'
	PATH="$(CURDIR)/$(BIN):$$PATH" sh .ci/mutants $(MODULE)

# What is measured in a browser, with DejaVu for the only fonts: no test may depend on the fonts at hand.
test-fonts: setup browser
	FONTCONFIG_FILE=$(CURDIR)/tests/fonts/dejavu.conf $(BIN)/python -m pytest tests/crawler/browser tests/portals/test_statebody.py -m browser

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup browser scans servers
	$(BIN)/python -m benchmarks.bench $(ARGS)

clean:
	rm -rf $(VENV) var build *.egg-info
