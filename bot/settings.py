"""Settings of the gateway, read from environment variables (prefix `SUUNTA_`)."""

import sys
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


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
    notice_after: float = Field(
        default=3.0, gt=0, le=4.5, description="After so many seconds a waiting learner is told."
    )
    embed_origins: str = Field(
        default="", description="Origins, separated by spaces, that may embed the widget."
    )
    trusted_proxies: int = Field(
        default=0, ge=0, le=5, description="Proxies in front of us whose X-Forwarded-For is believed."
    )
    rate_messages: str = Field(default="25/second", description="Messages of one address.")
    rate_requests: str = Field(default="95/second", description="All requests of one address.")
    rate_conversations: str = Field(default="1000/hour", description="New conversations of one address.")
    rate_conversation: str = Field(default="60/minute", description="Messages in one conversation.")

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
            name = f"SUUNTA_{str(problem['loc'][0]).upper()}"
            print(f"gateway: {name}: {problem['msg']} (got {problem['input']!r})", file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from error
