"""A hash of the language code and its data, so that Rasa trains again when a helper module or a lookup
changed.

Rasa's cache of training results knows a component's own source and configuration, nothing behind them.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from nlu.paths import LOOKUPS, ROOT, STORIES


@lru_cache(maxsize=1)
def content_hash() -> str:
    """Return 16 hexadecimal digits over `nlu/**/*.py`, all lookups and stories."""
    digest = hashlib.sha256()
    for path in sorted([*(ROOT / "nlu").rglob("*.py"), *_files(LOOKUPS), *_files(STORIES)]):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
