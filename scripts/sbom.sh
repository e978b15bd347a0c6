#!/usr/bin/env bash
# Writes a bill of materials (CycloneDX) for each of the three dependency sets, from the lock files alone:
# `scripts/sbom.sh [FOLDER]`, by default sbom/. uv and npm make it; uv is the pinned one of the set-up.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-sbom}
mkdir -p "$folder"
for group in engine service; do
  .tools/uv/bin/uv export --quiet --frozen --format cyclonedx1.5 --no-default-groups --group "$group" \
    --output-file "$folder/$group.cdx.json" > /dev/null
done
(cd web && npm sbom --sbom-format cyclonedx --package-lock-only) > "$folder/widget.cdx.json"
for file in "$folder"/*.cdx.json; do
  printf '%s: %s components\n' "$file" "$(grep -c '"purl"' "$file")" >&2
done
