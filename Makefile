# `make demo` and `make test` are the two commands a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
DEV := .venv/.dev
BENCH := .venv/.bench

.PHONY: demo test lint types check model docs shots bench clean

demo: $(INSTALLED)
	$(BIN)/saksi trace examples/kursk/pages.jsonl

test: lint types check

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

check: $(DEV)
	$(BIN)/pytest

model: $(DEV)
	$(BIN)/python training/train.py

docs: $(INSTALLED)
	$(BIN)/python docs/examples.py

shots: $(DEV)
	$(BIN)/python docs/shots.py

bench: $(BENCH)
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/write.py

$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(DEV): $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

$(BENCH): $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
