# make demo      the sample company: repository, check, site, signed pack   (dist/)
# make test      the test suite (minutes)      make test-all   with the slow proofs
# make lint      format, lint, types, layers   make format     mends what can be mended
# make bench     speed as ratios against their bars (a quarter of an hour); needs a quiet machine. SIZES=1,4,16 times 5,000 records,
#                COMMITS=1,10,50 times 2,000 commits, PAGES=1,4,16 times 60 pages, MANUALS=1,4,16 times 1,250 records and 75 documents, RUNS=3 of which the least counts,
#                ONLY=check,history,pack,site,verify (tests/benchmarks/measured/)
# make update    writes the golden outputs anew; read the difference before you commit it

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.complete

.PHONY: demo setup test test-all bench lint format update clean

demo: setup
	@sh .ci/demo

setup: $(STAMP)

# The stamp is younger than what it was made from, so a second run has nothing to do.
$(STAMP): pyproject.toml .ci/constraints.txt .ci/system-packages
	@sh .ci/system-packages run
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Python packages into .venv (a minute or two, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[dev]'
	@touch $(STAMP)

test: setup
	@sh .ci/system-packages test
	$(BIN)/python -m pytest -m "not slow" -n 2

test-all: setup
	@sh .ci/system-packages test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[dev,proof]'
	$(BIN)/python -m pytest -m slow

SIZES ?= 1,4
COMMITS ?= 1,10,50
PAGES ?= 1,4
MANUALS ?= 1,4
RUNS ?= 3
ONLY ?=

bench: setup
	$(BIN)/python -m tests.benchmarks --sizes $(SIZES) --commits $(COMMITS) --pages $(PAGES) --manuals $(MANUALS) --runs $(RUNS) --only "$(ONLY)"

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

update: setup
	$(BIN)/python -m pytest -m "not slow" --update-golden tests/checks tests/render

clean:
	rm -rf dist site
