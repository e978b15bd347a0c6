#!/usr/bin/env bash
# The fault tests: a few minutes as they are, hours with --long (docs/operations.md says what they hold to).
set -euo pipefail
cd "$(dirname "$0")/.."
tests=(tests/faults)
if [[ ${1:-} == --long ]]; then
  export SUUNTA_FAULTS=long
  tests+=(tests/integration/gateway/test_any_input.py --timeout 0)
  shift
fi
scripts/service-python -m pytest -q "${tests[@]}" "$@"
