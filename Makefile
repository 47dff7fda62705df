.DEFAULT_GOAL := help
.PHONY: run test check format shots bench-figures bench-library bench-phone chaos demo migrate lock clean help

PYTHON ?= python3
BIN := .venv/bin
TEMPLATES = $$(git ls-files --cached --others --exclude-standard 'templates/*.html')

run check shots demo migrate: export SCIATICA_DEBUG ?= 1

run: .venv/installed ## Serve the product at http://127.0.0.1:8000 (PORT, DATABASE_URL)
	@exec $(BIN)/python -m sciatica.run

test: .venv/installed-dev ## Run every test, those in a real browser too (ARGS)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/pytest -n auto --maxprocesses 4 $(ARGS)

check: .venv/installed-dev ## Format, lint, types, import layers, missing migrations
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/djangofmt --check templates
	$(BIN)/djangofmt check templates
	@$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo
	$(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/installed-dev ## Put code and templates into their format
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(BIN)/djangofmt check --fix templates
	$(BIN)/djangofmt templates
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES)

shots: .venv/installed-dev ## Photograph every page into var/shots/
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.shots

bench-figures: .venv/installed ## Time the drawing of every figure beside its budget
	@$(BIN)/python -m bench.figures

bench-library: .venv/installed-dev ## Time the library's pages with 5,000 exercises
	@$(BIN)/python -m bench.library

chaos: .venv/installed-dev ## Try whether phones lose a set while all fails (SETS, PHONES, SEED)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m bench.chaos

bench-phone: .venv/installed-dev ## Measure the patient's pages on a slow phone beside their budgets
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m bench.phone

demo: migrate ## Fill the database with the demo clinics
	@$(BIN)/python manage.py load_library
	@$(BIN)/python manage.py demo

migrate: .venv/installed ## Bring the database up to date
	@$(BIN)/python manage.py migrate
	@$(BIN)/python manage.py createcachetable

lock: ## Choose the newest versions that fit pyproject.toml (needs uv)
	uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate \
		pyproject.toml --output-file requirements.txt
	uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate \
		pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## Remove what was built; the database in var/ stays
	rm -rf .venv var/static var/shots htmlcov .coverage* .*_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Python 3.11 or newer is needed: install it, or say where it is with PYTHON='; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'Python has no venv here: install it (apt-get install python3-venv)'; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/installed: requirements.txt | .venv/bin/python
	@echo 'Installing the packages of requirements.txt ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/bin/python
	@echo 'Installing the packages of requirements-dev.txt ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch .venv/installed $@
