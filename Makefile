# Two commands: `make run` for the first answer, `make test` for every check. Everything lands in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check setup notebooks clean

run: .venv/installed
	$(BIN)/siting run scenarios/alfa-first-look

test: check
	$(BIN)/pytest -n auto --cov --cov-fail-under=95

check: .venv/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: .venv/tools

notebooks: .venv/tools
	$(BIN)/python notebooks/refresh.py

.venv/pip: constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "siting needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

.venv/installed: .venv/pip pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/tools: .venv/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	@touch $@

clean:
	rm -rf .venv results
