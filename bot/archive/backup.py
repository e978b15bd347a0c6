"""Makes a backup: a tar file with the database's copy and a manifest with the hashes of its tables."""

import hashlib
import json
import os
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.archive import ArchiveError
from bot.archive.stores import Store

MANIFEST = "manifest.json"
FORM = 1


def back_up(store: Store, target: Path, now: datetime | None = None) -> dict[str, Any]:
    """Write the backup and return its manifest. Its owner alone may read it. Raises ArchiveError."""
    if target.exists():
        raise ArchiveError(f"{target} exists; a backup is never written over")
    with tempfile.TemporaryDirectory(dir=_folder(target)) as folder:
        copy = Path(folder) / store.file_name
        tables = store.dump(copy)
        manifest = {
            "form": FORM,
            "made_at": (now or datetime.now(UTC)).isoformat(timespec="seconds"),
            "database": store.file_name,
            "sha256": sha256_of(copy),
            "tables": tables,
        }
        (Path(folder) / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
            archive.add(Path(folder) / MANIFEST, MANIFEST)
            archive.add(copy, store.file_name)
    return manifest


def unpack(source: Path, folder: Path) -> tuple[dict[str, Any], Path]:
    """Take a backup apart; return its manifest and the database's copy, whose hash is checked.

    Raises ArchiveError for what is no backup of ours, or not whole.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        copy = folder / Path(str(manifest["database"])).name
        if manifest["form"] != FORM or sha256_of(copy) != manifest["sha256"]:
            raise ArchiveError(f"{source} is damaged, or of another release")
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as error:
        raise ArchiveError(f"{source} is no backup of Suunta ({type(error).__name__})") from error
    return manifest, copy


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folder(target: Path) -> Path:
    if not target.parent.is_dir():
        raise ArchiveError(f"{target.parent} is no folder")
    return target.parent
