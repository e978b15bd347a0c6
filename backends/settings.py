"""Settings of the backends' process, from environment variables that begin with SUUNTA_."""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from backends.paths import DATA, ROOT


class BackendsSettings(BaseSettings):
    """What the backends' process may be told. `var` holds databases that can be made again at any time.

    `courses_database_url` (postgresql+psycopg://user@host/suunta) has the course search on a PostgreSQL
    server instead of a SQLite file in `var`. `taxonomy` is the database of an imported ESCO; without one the
    skills mapping works on the embedded core.
    With `opintopolku_live` every search also asks Opintopolku, for at most two seconds. Before the first
    request is taken, common words are looked up for at most `backends_warm_up` seconds (0: not at all).
    """

    model_config = SettingsConfigDict(env_prefix="SUUNTA_", extra="ignore")

    backends_host: str = "127.0.0.1"
    backends_port: int = Field(default=8090, ge=1, le=65535)
    var: Path = ROOT / "var"
    catalogue: Path = DATA / "catalogue"
    courses_database_url: str | None = Field(default=None, pattern=r"^postgresql\+psycopg://")
    facts: Path = DATA / "facts"
    addresses: Path = DATA / "addresses.yml"
    taxonomy: Path | None = None
    opintopolku_url: str = Field(default="https://opintopolku.fi/konfo-backend", pattern=r"^https?://")
    opintopolku_caller_id: str = "suunta"
    opintopolku_live: bool = False
    backends_threads: int = Field(default=2, ge=1, le=64)
    backends_warm_up: float = Field(default=0.5, ge=0, le=60)


def load_settings() -> BackendsSettings:
    """The settings, or an exit with one line that names the wrong variable."""
    try:
        return BackendsSettings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "SUUNTA_" + "_".join(str(part) for part in first["loc"]).upper()
        sys.exit(f"{name}: {first['msg']} (got {first['input']!r})")
