# Two commands for a fresh clone: `make run` and `make test`.
# Both install what is in requirements.lock, byte for byte what was tested.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
# make PYTHON=python3.13 gets an environment of its own making.
READY := $(VENV)/.ready-$(shell $(PYTHON) -c 'import platform; print(platform.python_version())' 2>/dev/null)
QUIET := --quiet --disable-pip-version-check
# The parsers of other makes, where Node.js is there; their tests are skipped elsewhere.
JUDGES := $(if $(shell command -v npm),tests/judges/node_modules/.package-lock.json)

.PHONY: run test build release soak bench lock newest oldest versions languages docs pictures clean
.DELETE_ON_ERROR:

run: $(READY)
	@$(BIN)/l10n sync

test: $(READY) $(JUDGES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not soak"

soak: $(READY) $(JUDGES)
	L10N_PROFILE=soak $(BIN)/pytest -n 2 -m soak

# make bench BENCH="--only sync --rounds 9" gives it options; BENCH=--help lists them.
bench: $(READY)
	@$(BIN)/python -m bench $(BENCH)

# README and docs brought up to the code: their sessions, and the pages of settings and checks.
docs: $(READY)
	@$(BIN)/python -m tools.docs

# The coverage page of the demo, as a browser shows it; needs Chromium.
pictures: $(READY)
	@$(BIN)/python -m tools.pictures

# The package as people get it: the wheel that the sdist makes, in an environment of its own.
build: $(READY)
	@$(BIN)/python -m tools.build

# What is uploaded, in dist: checked, and tried on each Python there is.
release: $(READY)
	@$(BIN)/python -m tools.release

# The newest versions that pyproject.toml allows, for all Pythons and platforms.
lock: $(READY)
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev \
		--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		--output-file requirements.lock pyproject.toml

# The suite with the newest versions there are, allowed or not, and with the oldest allowed ones.
newest oldest: $(READY)
	@$(BIN)/python -m tools.versions $@ $(VENV)-$@
	$(VENV)-$@/bin/pytest -n 2 -m "not soak"

# Whether both make the same catalogs and pages.
versions: $(READY)
	@$(BIN)/python -m tools.versions compare

# What is known of languages, anew from Weblate's language data and CLDR.
languages: $(READY)
	@for table in table cardinals; do \
		$(BIN)/python -m tools.languages $$table > $(VENV)/table.py && \
		mv $(VENV)/table.py l10n/data/$$table.py || exit 1; \
	done

# The environment is made again when the dependencies or the Python change.
$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "l10n needs Python 3.11 or later: install it, or run make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "the venv module is missing: install it (Debian: apt install python3-venv)"; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install $(QUIET) --require-hashes --requirement requirements.lock
	@$(BIN)/pip install $(QUIET) --no-deps --no-build-isolation --editable .
	@touch $@

tests/judges/node_modules/.package-lock.json: tests/judges/package-lock.json
	@cd tests/judges && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

clean:
	rm -rf tests/judges/node_modules
	rm -rf $(VENV) $(VENV)-newest $(VENV)-oldest .bench build dist *.egg-info
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
