"""Which files a trained model depends on, and the name that their content gives it.

A model is trained again when the content of an input changed, never because of time stamps, so that a
second `make run` trains nothing and a changed helper module in `nlu/` is never missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

INPUT_FILES = ("config.yml", "domain.yml", "uv.lock")
INPUT_FOLDERS = (
    ("data/nlu", "*.yml"),
    ("data/rules", "*.yml"),
    ("data/lookups", "*"),
    ("data/stories", "*.yml"),
    ("nlu", "*.py"),
    ("nlu", "*.yml"),
)


def input_files(root: Path = ROOT) -> Iterator[Path]:
    """Yield every file that training reads, in a stable order."""
    for name in INPUT_FILES:
        yield root / name
    for folder, pattern in INPUT_FOLDERS:
        yield from sorted(path for path in (root / folder).rglob(pattern) if path.is_file())


def content_hash(root: Path = ROOT) -> str:
    """Return 16 hexadecimal digits that change when any training input changes."""
    digest = hashlib.sha256()
    for path in input_files(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_path(models: Path, root: Path = ROOT) -> Path:
    """Return where the model for the present inputs is, or will be, stored."""
    return models / f"suunta-{content_hash(root)}.tar.gz"
