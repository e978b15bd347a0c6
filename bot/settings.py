"""Settings of the gateway, read from environment variables (prefix `SUUNTA_`)."""

import re
import sys
from pathlib import Path

import limits
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")
SECRET = frozenset({"database_url"})  # may hold a password: never printed


class GatewaySettings(BaseSettings):
    """Where the gateway listens, what it talks to, and how much one address may ask."""

    model_config = SettingsConfigDict(env_prefix="SUUNTA_", extra="ignore")

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8080, ge=1, le=65535, description="Port to listen on.")
    engine_port: int = Field(default=5005, ge=1, le=65535, description="Port of the engine.")
    actions_port: int = Field(default=5055, ge=1, le=65535, description="Port of the actions.")
    backends_port: int = Field(default=8090, ge=1, le=65535, description="Port of the backends.")
    var: Path = Field(default=ROOT / "var", description="Folder of the database.")
    data: Path = Field(default=ROOT / "data", description="Folder of welcome, notices and widget texts.")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy address of the database; by default SQLite under SUUNTA_VAR."
    )
    engine_timeout: float = Field(default=12.0, gt=0, le=60, description="Longest wait for the engine, s.")
    engine_parallel: int = Field(
        default=16, ge=1, le=1000, description="Turns that the engine is given at a time."
    )
    notice_after: float = Field(
        default=3.0, gt=0, le=4.5, description="After so many seconds a waiting learner is told."
    )
    retry_pause: float = Field(
        default=0.5, ge=0.01, le=5, description="Wait before the second try of a failed turn, s; it grows."
    )
    embed_origins: str = Field(
        default="", description="Origins, separated by spaces, that may embed the widget."
    )
    trusted_proxies: int = Field(
        default=0, ge=0, le=5, description="Proxies in front of us whose X-Forwarded-For is believed."
    )
    rate_messages: str = Field(default="300/10 seconds", description="Messages of one address.")
    rate_requests: str = Field(default="950/10 seconds", description="All requests of one address.")
    rate_conversations: str = Field(default="300/minute", description="New conversations of one address.")
    rate_conversation: str = Field(default="200/10 seconds", description="Messages in one conversation.")

    @field_validator("rate_messages", "rate_requests", "rate_conversations", "rate_conversation")
    @classmethod
    def _is_limit(cls, value: str) -> str:
        try:
            limits.parse(value)
        except ValueError:
            raise ValueError("not a limit; write it like 25/second or 300/10 seconds") from None
        return value

    @field_validator("embed_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for origin in value.split():
            if not ORIGIN.fullmatch(origin):
                raise ValueError("not an origin; write it like https://www.example.org")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str | None) -> str | None:
        try:
            driver = make_url(value).drivername if value else ""
        except ArgumentError:
            raise ValueError("not an address like postgresql+asyncpg://user@host/suunta") from None
        if driver and "+" not in driver:
            raise ValueError("names no asynchronous driver, as in postgresql+asyncpg://")
        return value

    @property
    def engine_url(self) -> str:
        """Base address of the engine."""
        return f"http://127.0.0.1:{self.engine_port}"

    @property
    def readiness_urls(self) -> dict[str, str]:
        """What each of the other processes answers when it is well."""
        return {
            "engine": f"{self.engine_url}/webhooks/rest/",
            "actions": f"http://127.0.0.1:{self.actions_port}/health",
            "backends": f"http://127.0.0.1:{self.backends_port}/healthz",
        }

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var / 'gateway.sqlite'}"

    @property
    def origins(self) -> frozenset[str]:
        """The origins that may embed the widget."""
        return frozenset(self.embed_origins.split())


def read_settings() -> GatewaySettings:
    """Read the settings, or end the process with one line for each wrong variable."""
    try:
        return GatewaySettings()
    except ValidationError as error:
        for problem in error.errors():
            field = str(problem["loc"][0])
            given = "" if field in SECRET else f" (got {problem['input']!r})"
            print(f"gateway: SUUNTA_{field.upper()}: {problem['msg']}{given}", file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from error
