"""Where the repository's own data lies."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
SEARCH_DATA = DATA / "search"
LOOKUPS = DATA / "lookups"
