#!/usr/bin/env bash
# What `make check` runs, and the first part of `make test`: no training, no processes, no browser. Two lanes
# run side by side, for two cores; what a lane printed is shown when it is through.
# With --whole also what takes seconds a test or reads the real files beside the repository, and nlu/ and privacy/ in the second environment.
set -uo pipefail
cd "$(dirname "$0")/.."
whole=${1:-}

static_and_language() {
  set -e
  .venv/service/bin/ruff format --check .
  .venv/service/bin/ruff check .
  echo "Types, environment B"
  scripts/service-python -m mypy actions backends bot cli datafiles evaluation nlu privacy telemetry tests --exclude '^(tests/nlu|tests/unit/engine)/'
  echo "Types, environment A"
  scripts/engine-python -m mypy --python-version 3.10 datafiles engine nlu privacy tests/unit/engine
  ./suunta validate
  scripts/engine-python -m pytest -q tests/unit/engine tests/unit/nlu tests/unit/privacy
}

services() {
  if [[ $whole == --whole ]]; then
    scripts/service-python -m pytest -q -n 2 tests/unit --ignore tests/unit/engine
  else
    scripts/service-python -m pytest -q -n 2 tests/unit -m "not shared_data and not slow" \
      --ignore tests/unit/engine --ignore tests/unit/nlu --ignore tests/unit/privacy
  fi
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
(static_and_language) > "$log" 2>&1 &
beside=$!
services
services_ended=$?
wait "$beside"
beside_ended=$?
cat "$log"
exit $((services_ended || beside_ended))
