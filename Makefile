# Two commands for a fresh clone: `make run` and `make test`.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= python3

.PHONY: run test soak bench languages clean
.DELETE_ON_ERROR:

run: $(READY)
	@$(BIN)/l10n sync

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not soak"

soak: $(READY)
	L10N_PROFILE=soak $(BIN)/pytest -n 2 -m soak

# make bench BENCH="--only sync --rounds 9" gives it options; BENCH=--help lists them.
bench: $(READY)
	@$(BIN)/python -m bench $(BENCH)

# What is known of languages, anew from Weblate's language data and CLDR.
languages: $(READY)
	@$(BIN)/python -m tools.languages > $(VENV)/table.py
	@mv $(VENV)/table.py l10n/data/table.py

# The environment is made again when the dependencies change.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "l10n needs Python 3.11 or later: install it, or run make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "the venv module is missing: install it (Debian: apt install python3-venv)"; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .bench build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
