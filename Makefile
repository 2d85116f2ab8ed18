# Everything is set up by these two targets themselves, on a machine that has python3 with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test clean

# Clean the clippings of seeds/ into out/ and print a summary.
run: $(VENV)/.installed
	$(BIN)/cleaner clean seeds --output out --exclude README.md

# All tests: the suite, the linter, the types, the floors, the set-up with an old pip.
test: $(VENV)/.tox
	$(BIN)/tox run-parallel --parallel auto --parallel-no-spinner

$(VENV)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.tox: | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'tox>=4.20'
	touch $@

clean:
	rm -rf $(VENV) .tox out build dist *.egg-info
