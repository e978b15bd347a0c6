#!/usr/bin/env bash
# Writes a bill of materials (CycloneDX) for each of the three dependency sets, from the lock files alone:
# `scripts/sbom.sh [FOLDER [engine|service|widget ...]]`, by default all of them into sbom/. uv and npm make it;
# uv is the pinned one of the set-up.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-sbom}
shift || true
mkdir -p "$folder"
sets=("$@")
[[ $# -gt 0 ]] || sets=(engine service widget)
for one in "${sets[@]}"; do
  file="$folder/$one.cdx.json"
  if [[ $one == widget ]]; then
    (cd web && npm sbom --sbom-format cyclonedx --package-lock-only) > "$file"
  else
    .tools/uv/bin/uv export --quiet --frozen --format cyclonedx1.5 --no-default-groups --group "$one" \
      --output-file "$file" > /dev/null
  fi
  printf '%s: %s components\n' "$file" "$(grep -c '"purl"' "$file")" >&2
done
