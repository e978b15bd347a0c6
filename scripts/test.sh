#!/usr/bin/env bash
# What `make test` runs after the set-up. Two cores are kept busy: two workers, or two parts beside each other; the
# faults run alone. The browser tests have a pytest run of their own: Playwright's synchronous API and asyncio tests
# do not share a process. A test that hangs ends after the time of pyproject.toml, with the stacks of its threads.
set -euo pipefail
cd "$(dirname "$0")/.."

language_and_dialogues() {
  local log dialogues_ended=0 language_ended=0
  log=$(mktemp)
  scripts/engine-python -m pytest -q tests/nlu > "$log" 2>&1 &
  scripts/service-python -m pytest -q tests/dialogues || dialogues_ended=$?
  wait $! || language_ended=$?
  cat "$log"
  rm -f "$log"
  return $((dialogues_ended || language_ended))
}

scripts/check.sh --whole
language_and_dialogues
scripts/service-python -m pytest -q -n 2 --dist loadfile tests/integration
scripts/faults.sh
scripts/service-python -m pytest -q -n 2 --dist loadfile tests/e2e
