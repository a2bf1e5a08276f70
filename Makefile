# Two commands matter: `make run` opens the hub, `make test` proves it. `make` alone lists the rest.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
# As many as cores: with more, tests that wait for a browser or a server become late on a small machine.
WORKERS ?= $(shell nproc)
ARGS ?=
export PYTHON PORT DATA_DIR WORKERS

MANAGE = .venv/bin/python manage.py
COMPILE = .tools/bin/uv pip compile --quiet --python-version 3.11 --universal --only-binary :all: \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL = help
.PHONY: help run test check shell bench drills guards mutants matrix pages anchors relevance pictures lock clean clean-data

help: ## List what make can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## Open the hub with its demonstration content (PORT=8000, DATA_DIR=var)
	@scripts/run.sh

test: ## Run the whole suite (ARGS="tests/communities -k joining" for a part of it)
	@scripts/test.sh $(ARGS)

check: ## Lint, types, layers, templates, migrations, deploy settings, known vulnerabilities
	@scripts/check.sh

shell: ## Open a Python shell with the hub's models at hand
	@scripts/environment.sh prod
	@$(MANAGE) shell

bench: ## Measure the running hub against a bare server (ARGS=…)
	@scripts/environment.sh dev
	@.venv/bin/python -m bench $(ARGS)

drills: ## Pull plugs under traffic, at full length (ARGS="redis-restart" for one)
	@scripts/environment.sh dev
	@scripts/test-services.sh
	@.venv/bin/python -m drills $(ARGS)

guards: ## Take out each permission check in turn and expect a red suite (ARGS="discussions/actions" for some)
	@scripts/environment.sh dev
	@.venv/bin/python -m guards $(ARGS)

anchors: ## Edit invented pages at random: do passages stay on their words?
	@scripts/environment.sh dev
	@.venv/bin/python manage.py measure_anchors $(ARGS)

relevance: ## Ask the search sixty questions over the demonstration: does it find what it ought to?
	@scripts/environment.sh dev
	@scripts/relevance.sh

mutants: guards ## The same by the name it goes by elsewhere

matrix: ## Ask for every role at every door and level of privacy (a commit asks for a quarter)
	@scripts/environment.sh dev
	@MATRIX=whole scripts/test.sh tests/matrix -n $(WORKERS)

pages: ## Look at every page both ways, wide and light, narrow and dark (a commit looks at each one way)
	@scripts/environment.sh dev
	@PAGES=whole scripts/test.sh tests/browser/test_every_page.py -n $(WORKERS)

pictures: ## Take the pictures in docs/images from a hub with the demonstration's content
	@scripts/environment.sh dev
	@scripts/test-services.sh
	@.venv/bin/python scripts/pictures.py

lock: ## Pin the newest versions that requirements/*.in allow
	@scripts/environment.sh dev
	@cd requirements && for set in uv prod dev; do \
		echo "Locking $$set…"; \
		../$(COMPILE) --upgrade $$( [ $$set = dev ] && echo --constraints prod.txt ) $$set.in --output-file $$set.txt; \
	done

clean: ## Remove the Python environment and every cache; the hub's data stays
	rm -rf .venv .tools .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

clean-data: ## Remove the hub's data, after asking
	@printf 'This removes everything in %s: accounts, conversations and files. Type yes to go on: ' '$(DATA_DIR)'; \
		read answer && [ "$$answer" = yes ] && rm -rf -- '$(DATA_DIR)' && echo 'Removed.' || echo 'Nothing was removed.'
