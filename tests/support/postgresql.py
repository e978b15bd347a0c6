"""A throw-away PostgreSQL cluster for tests. Its programs must be installed; nothing else is needed.

PostgreSQL refuses to run as root, so for root it runs as the system's user `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tests.support.assistant import free_ports

SETTINGS = {  # written but not forced to disk: what is killed here is a process, never the machine
    "fsync": "off",
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "32MB",
    "max_connections": "100",
}
START_SECONDS = 30.0
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"  # lower case of ä and ö
ABSENT = (
    "These tests need PostgreSQL. Debian/Ubuntu: apt-get install postgresql; Fedora: dnf install"
    " postgresql-server; macOS: brew install postgresql. `make test` installs it where it may."
)
_NUMBERS = count(1)


def programs() -> Path | None:
    """The folder of initdb and postgres; None where PostgreSQL is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return installed[-1].parent if installed else None


@dataclass(slots=True)
class Cluster:
    """A running cluster."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes]"

    def url(self, name: str = "postgres", driver: str = "postgresql+psycopg") -> str:
        """The SQLAlchemy address of a database."""
        return f"{driver}://suunta@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database, empty or like another; return its address."""
        with psycopg.connect(self.url(driver="postgresql"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return self.url(name)

    def new_database(self, template: str = "template1") -> str:
        """Make a database with a name that no other has; return its address."""
        return self.create(f"test_{next(_NUMBERS)}", template)

    def restart(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop (SIGINT: fast, SIGQUIT: as in a crash) and start again."""
        self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.process = _start(self.folder, self.port)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster with an empty user database; it is gone at the end. The host's own users need no password."""
    found = programs()
    if found is None:
        raise FileNotFoundError(ABSENT)
    folder = Path(tempfile.mkdtemp(prefix="suunta-postgresql-"))
    data = folder / "data"
    data.mkdir(mode=0o700)
    if owner := _owner():
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        os.chown(data, owner.pw_uid, owner.pw_gid)
    subprocess.run(
        [
            found / "initdb",
            "-D",
            data,
            "-U",
            "suunta",
            "-A",
            "trust",
            "-E",
            "UTF8",
            f"--locale={LOCALE}",
            "--no-sync",
        ],
        check=True,
        capture_output=True,
        cwd=folder,
        **_as_owner(),
    )
    (port,) = free_ports(1)
    cluster = Cluster(folder, port, _start(folder, port))
    try:
        yield cluster
    finally:
        cluster.process.send_signal(signal.SIGQUIT)
        cluster.process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    found = programs()
    assert found
    given = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [found / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder, *given],
            stdout=log,
            stderr=log,
            cwd=folder,
            **_as_owner(),
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="suunta", dbname="postgres").close()
            return process
        except psycopg.OperationalError:
            time.sleep(0.05)
    process.kill()
    raise TimeoutError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()[-2000:]}")


def _owner() -> pwd.struct_passwd | None:
    """Who runs the cluster when we are root; None for ourselves."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _as_owner() -> dict[str, Any]:
    owner = _owner()
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
