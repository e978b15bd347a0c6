#!/usr/bin/env bash
# What `make check` runs, and the first part of `make test`: no training, no processes, no browser.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/service/bin/ruff format --check .
.venv/service/bin/ruff check .
echo "Types, environment B"
scripts/service-python -m mypy actions backends bot cli evaluation nlu privacy telemetry tests --exclude '^(tests/nlu|tests/unit/engine)/'
echo "Types, environment A"
scripts/engine-python -m mypy --python-version 3.10 engine nlu privacy tests/unit/engine
./suunta validate
scripts/service-python -m pytest -q tests/unit --ignore tests/unit/engine
scripts/engine-python -m pytest -q tests/unit/engine tests/unit/nlu tests/unit/privacy
