# The two commands: `make run` and `make test`. The rest is for developers.
.DEFAULT_GOAL := help
.PHONY: help setup run test check train format widget

help:  ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup:  ## Install what is missing and train the model if its inputs changed
	@scripts/setup.sh

run: setup  ## Start the whole assistant and say where to open it
	@./suunta run

test:  ## Install what is missing and run every test
	@scripts/setup.sh --tests
	@scripts/test.sh

check:  ## The quick checks: format, types, schemas, import rules, unit tests (no training)
	@scripts/setup.sh --no-model
	@scripts/check.sh

train:  ## Train the model if its inputs changed
	@scripts/engine-python -m engine.train

format:  ## Format the Python code
	@.venv/service/bin/ruff format . && .venv/service/bin/ruff check --fix .

widget:  ## Build the web widget (needs Node 20)
	@cd web && npm ci && npm run build
