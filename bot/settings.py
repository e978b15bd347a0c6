"""Settings of the gateway, read from environment variables (prefix `SUUNTA_`)."""

import re
from pathlib import Path
from typing import Literal

import limits
from pydantic import Field, field_validator
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.environment import EnvironmentSettings
from bot.privacy.vault import is_key

ROOT = Path(__file__).resolve().parent.parent
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")
COUNSELLOR = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
TOKEN_HOLDER = re.compile(rf"{COUNSELLOR.pattern}(?:@[a-z0-9][a-z0-9-]{{0,39}})?")
LEAST_TOKEN = 24
DRIVERS = ("postgresql+psycopg", "sqlite+aiosqlite")


class GatewaySettings(EnvironmentSettings):
    """Where the gateway listens, what it talks to, and how much one address may ask."""

    secret = frozenset(
        {"database_url", "metrics_token", "counsellor_tokens", "encryption_keys", "oidc_client_secret"}
    )

    mode: Literal["development", "production"] = Field(
        default="development", description="In production the gateway refuses to start with defaults."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8080, ge=1, le=65535, description="Port to listen on.")
    engine_port: int = Field(default=5005, ge=1, le=65535, description="Port of the engine.")
    engines: int = Field(
        default=1,
        ge=1,
        le=16,
        description="Engines on this machine, on engine_port and the ports behind it.",
    )
    engine_urls: str = Field(
        default="", description="Addresses of engines elsewhere, separated by spaces, instead of our own."
    )
    actions_port: int = Field(default=5055, ge=1, le=65535, description="Port of the actions.")
    backends_port: int = Field(default=8090, ge=1, le=65535, description="Port of the backends.")
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+(/[^\s]*)?$",
        description="Where learners reach us, as https://suunta.example.fi; by default host and port.",
    )
    opintopolku_rounds: bool = Field(
        default=False, description="Whether times of applying are looked up at Opintopolku each night."
    )
    opintopolku_url: str = Field(
        default="https://opintopolku.fi/konfo-backend", pattern=r"^https?://", description="Its address."
    )
    opintopolku_caller_id: str = Field(
        default="suunta", pattern=r"^[\x21-\x7e]{1,80}$", description="The name by which it knows us."
    )
    var: Path = Field(default=ROOT / "var", description="Folder of the database.")
    data: Path = Field(default=ROOT / "data", description="Folder of welcome, notices and widget texts.")
    database_url: str | None = Field(
        default=None,
        description="postgresql+psycopg://user:password@host/suunta; by default SQLite under SUUNTA_VAR.",
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
    head_seconds: float = Field(
        default=10.0, gt=0, le=60, description="A new connection's time to bring a whole request head, s."
    )
    metrics_token: str | None = Field(
        default=None,
        description="Bearer token of /metrics (or SUUNTA_METRICS_TOKEN_FILE); without it loopback alone.",
    )
    counsellor_tokens: str | None = Field(
        default=None,
        description="name=token pairs of the counsellors' API (or ..._TOKENS_FILE); without, it is off.",
    )
    organisations: Path | None = Field(
        default=None,
        description="File of the organisations; by default settings/organisations.yml of the data.",
    )
    oidc_issuer: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s]+$",
        description="The identity provider that counsellors sign in by, as https://login.example.fi.",
    )
    oidc_client_id: str | None = Field(default=None, description="What the provider knows the console by.")
    oidc_client_secret: str | None = Field(
        default=None, description="The console's secret at the provider (or ..._SECRET_FILE)."
    )
    oidc_scope: str = Field(default="openid profile email", description="What the provider is asked to tell.")
    oidc_groups_claim: str = Field(default="groups", description="The claim that names a person's groups.")
    session_idle_minutes: int = Field(
        default=120, ge=5, le=600, description="After so many minutes without a request a counsellor is out."
    )
    session_hours: int = Field(
        default=10, ge=1, le=24, description="A counsellor's session lasts at most so."
    )

    counsellor_away_minutes: int = Field(
        default=60,
        ge=5,
        le=1440,
        description="How long a learner waits for a counsellor who is away, until others are asked.",
    )
    encryption_keys: str | None = Field(
        default=None,
        description="Keys of contact data, from `suunta keys new`, the newest first (or ..._KEYS_FILE).",
    )

    @field_validator("rate_messages", "rate_requests", "rate_conversations", "rate_conversation")
    @classmethod
    def _is_limit(cls, value: str) -> str:
        try:
            limits.parse(value)
        except ValueError:
            raise ValueError("not a limit; write it like 25/second or 300/10 seconds") from None
        return value

    @field_validator("engine_urls")
    @classmethod
    def _are_addresses(cls, value: str) -> str:
        if any(not ORIGIN.fullmatch(url) for url in value.split()):
            raise ValueError("not addresses; write them like http://10.0.0.5:5005 http://10.0.0.6:5005")
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
            driver = make_url(value).drivername if value else DRIVERS[0]
        except (ArgumentError, ValueError):
            driver = ""
        if driver not in DRIVERS:
            raise ValueError(
                "not a database that Suunta knows; write postgresql+psycopg://user:password@host/suunta "
                "or sqlite+aiosqlite:////folder/gateway.sqlite"
            )
        return value

    @field_validator("counsellor_tokens")
    @classmethod
    def _are_counsellors(cls, value: str | None) -> str | None:
        pairs = [pair.partition("=") for pair in (value or "").split()]
        if any(not TOKEN_HOLDER.fullmatch(name) or len(token) < LEAST_TOKEN for name, _, token in pairs):
            raise ValueError(
                f"write name=token pairs with spaces between; names like maija.k, tokens of {LEAST_TOKEN} "
                "characters or more (openssl rand -hex 24)"
            )
        if len({name for name, _, _ in pairs}) < len(pairs) or len({one[2] for one in pairs}) < len(pairs):
            raise ValueError("two counsellors have the same name or the same token")
        return value

    @field_validator("encryption_keys")
    @classmethod
    def _are_keys(cls, value: str | None) -> str | None:
        if value is not None and not (value.split() and all(is_key(key) for key in value.split())):
            raise ValueError("not keys; make one with `suunta keys new`, write several with spaces between")
        return value

    @property
    def counsellors(self) -> dict[str, str]:
        """The counsellors' tokens by name."""
        pairs = (pair.partition("=") for pair in (self.counsellor_tokens or "").split())
        return {name: token for name, _, token in pairs}

    @property
    def engine_addresses(self) -> dict[str, str]:
        """Base addresses of the engines by name: `engine`, `engine-2` and so on."""
        ports = range(self.engine_port, self.engine_port + self.engines)
        urls = self.engine_urls.split() or [f"http://127.0.0.1:{port}" for port in ports]
        return {f"engine-{number}" if number > 1 else "engine": url for number, url in enumerate(urls, 1)}

    @property
    def public_base_url(self) -> str:
        """Base of the addresses that learners are given, without a slash at the end."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def readiness_urls(self) -> dict[str, tuple[str, ...]]:
        """What the other processes answer when they are well; of several engines one is enough."""
        return {
            "engine": tuple(f"{url}/webhooks/rest/" for url in self.engine_addresses.values()),
            "actions": (f"http://127.0.0.1:{self.actions_port}/health",),
            "backends": (f"http://127.0.0.1:{self.backends_port}/healthz",),
        }

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var / 'gateway.sqlite'}"

    @property
    def database_password(self) -> str | None:
        """The password in the database's address."""
        password = make_url(self.database).password
        return str(password) if password else None

    @property
    def origins(self) -> frozenset[str]:
        """The origins that may embed the widget."""
        return frozenset(self.embed_origins.split())


def read_settings() -> GatewaySettings:
    """Read the settings, or end the process with one line for each wrong variable."""
    return GatewaySettings.read()
