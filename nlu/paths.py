"""Where the language data of the project stands."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOKUPS = ROOT / "data" / "lookups"
STORIES = ROOT / "data" / "stories"
