"""A throw-away PostgreSQL cluster for tests: made at the first use, gone with the session."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

_ABSENT = (
    "These tests need PostgreSQL. Debian/Ubuntu: apt-get install postgresql; Fedora: dnf install"
    " postgresql-server; macOS: brew install postgresql. `make test` installs it where it may."
)
_PACKAGED = Path("/usr/lib/postgresql")
_LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
_OWNER = "suunta"
_UNPRIVILEGED = ("postgres", "nobody")
_PATIENCE = 30.0  # seconds
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "logging_collector": "off",
}


class Cluster:
    """A running cluster that is reached by a Unix socket in `folder` only; its owner needs no password."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def new_database(self, driver: str = "psycopg") -> str:
        """The SQLAlchemy address of a new, empty database, for `driver` (psycopg or asyncpg)."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.address(name, driver)

    def address(self, name: str, driver: str = "psycopg") -> str:
        """The SQLAlchemy address of the database `name`."""
        return f"postgresql+{driver}://{_OWNER}@/{name}?host={self._folder}"

    def conninfo(self, name: str) -> str:
        """The address of the database `name` as libpq reads it."""
        return f"host={self._folder} user={_OWNER} dbname={name}"


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster of its own; without PostgreSQL the test fails with the command that installs it."""
    programs = _programs()
    if programs is None:
        pytest.fail(_ABSENT, pytrace=False)
    owner = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="suunta-pg-"))
    try:
        if owner is not None:
            os.chown(folder, *owner)
        made = ["-D", str(folder / "data"), "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"]
        _run([str(programs / "initdb"), *made, f"--locale={_LOCALE}"], folder, owner)
        with _served(programs, folder, owner):
            yield Cluster(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(programs: Path, folder: Path, owner: tuple[int, int] | None) -> Iterator[None]:
    settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **_as(owner))
    try:
        _wait(process, Cluster(folder), folder / "log")
        yield
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], cluster: Cluster, log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(cluster.conninfo("postgres")).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}", pytrace=False)
            time.sleep(0.05)
        else:
            return


def _programs() -> Path | None:
    """The folder of initdb: the newest of the Debian packages, else that of the path."""
    packaged = [folder for folder in _PACKAGED.glob("*/bin") if (folder / "initdb").is_file()]
    if packaged:
        return max(packaged, key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _unprivileged() -> tuple[int, int] | None:
    """Whose processes PostgreSQL's shall be; None: ours. PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in _UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    pytest.fail("PostgreSQL does not run as root, and there is no user postgres or nobody.", pytrace=False)


def _run(command: list[str], folder: Path, owner: tuple[int, int] | None) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **_as(owner))
    if done.returncode != 0:
        pytest.fail(f"{command[0]} failed:\n{done.stdout}{done.stderr}", pytrace=False)


def _as(owner: tuple[int, int] | None) -> dict[str, Any]:
    return {} if owner is None else {"user": owner[0], "group": owner[1], "extra_groups": []}
