#!/usr/bin/env bash
# What `make test` runs after the set-up. The browser tests have a pytest run of their own: Playwright's
# synchronous API and asyncio tests do not share a process.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/check.sh --whole
scripts/engine-python -m pytest -q tests/nlu
scripts/service-python -m pytest -q -n 2 --dist loadfile tests/integration
scripts/service-python -m pytest -q tests/dialogues
scripts/faults.sh
scripts/service-python -m pytest -q tests/e2e
