# `make run` for the first answers, `make test` for every check, `make notebook` to explore. Everything lands in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --constraint constraints.txt

.PHONY: run test check setup notebook notebooks clean

run: .venv/installed
	$(BIN)/siting run scenarios/alfa-first-look
	$(BIN)/siting run scenarios/alfa-e-segment --all

test: check
	$(BIN)/pytest -n auto --cov --cov-fail-under=95

check: .venv/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: .venv/tools

notebook: .venv/jupyter
	$(BIN)/jupyter lab notebooks

notebooks: .venv/tools
	$(BIN)/python notebooks/refresh.py

.venv/pip: constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "siting needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

.venv/installed: .venv/pip pyproject.toml constraints.txt
	$(PIP) --editable '.[office]'
	@touch $@

.venv/tools: .venv/installed
	$(PIP) --group dev
	@touch $@

.venv/jupyter: .venv/installed
	$(PIP) --editable '.[all]' jupyterlab
	@touch $@

clean:
	rm -rf .venv results
