# make run     the dashboard on the embedded sample at http://127.0.0.1:8050
# make test    every check and test, a real browser among them
# make setup   only the environment (.venv), which both of the above call
# make lint    only the static checks
# make format  rewrite the sources in the house style
# make data    rebuild the data files from their sources
# make bench   print speed and memory
# make soak    try for minutes what make test tries for seconds
# make screenshots  take the pictures of the README again

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test setup browser lint format data bench soak screenshots

run: setup
	$(BIN)/python -m dashboard serve

# Two processes, each a browser: most of a browser's test is waiting. A file's tests stay together, in
# the order of conftest.py.
test: setup browser lint
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

setup: $(READY)

$(READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up $(VENV); this takes a minute or two…"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	touch $@

browser: setup
	$(BIN)/python tests/browser/install.py

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

data: setup
	$(BIN)/python -m data.build_countries
	$(BIN)/python -m data.build_population
	$(BIN)/python -m data.build_sample

bench: setup
	$(BIN)/python -m tests.benchmarks

soak: setup
	-$(BIN)/python -m pip install --quiet -r requirements-soak.txt
	$(BIN)/python -m tests.soak.keeping
	$(BIN)/python -m tests.soak.readers
	$(BIN)/python -m tests.soak.visitors

screenshots: setup browser
	$(BIN)/python -m tests.browser.screenshots
