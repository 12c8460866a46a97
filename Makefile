# Eleven verbs. `make run` and `make test` start from a bare clone and say what they do.
PY := .venv/bin/python
ENTRAIDE := .venv/bin/entraide
.DEFAULT_GOAL := help
.PHONY: help run test check hunt bench docs i18n assets db fix release setup setup-dev

help: ## these lines
	@grep -E '^[a-z0-9-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

run: setup ## everything needed, then the platform with the 2012 example on http://127.0.0.1:8000
	@$(ENTRAIDE) site run

test: setup-dev ## the whole suite, browser tests included
	@$(PY) tools/messages.py compile
	@$(PY) -m pytest -n 2 --dist loadgroup

check: setup-dev ## ruff, mypy (strict on kernel, domain, policies), import contracts
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet . || echo "make fix formats these files"
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

hunt: setup-dev ## attack it: strangers at every address, killed processes, random forms; longer than the suite may take
	@ENTRAIDE_HUNT=yes $(PY) -m pytest tests/hunt -n 2 --dist loadfile -s
	@$(PY) tools/hunt_forms.py
	@$(PY) tools/hunt_kill.py

bench: setup-dev ## measure, and print the table of docs/reference/performance.md
	@.venv/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements/bench.lock || echo "without pandoc and WeasyPrint, which are only measured beside ours"
	@$(PY) tools/bench.py

docs: setup-dev ## write the generated reference pages anew
	@$(PY) tools/build_docs.py

i18n: setup-dev ## collect what is to be translated, compile what is
	@$(PY) tools/messages.py update
	@$(PY) tools/messages.py compile

assets: ## rebuild the compiled styles and fonts (needs Node; users never do)
	@$(PY) tools/vendor_assets.py
	@sh tools/build_css.sh

db: setup ## start the database and bring its tables up to date
	@$(ENTRAIDE) db start

fix: setup-dev ## mend what a program can mend
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format --quiet .

release: test check ## build the wheel
	@.venv/bin/uv build --wheel --no-build-isolation

setup:
	@sh tools/setup.sh run

setup-dev:
	@sh tools/setup.sh test
