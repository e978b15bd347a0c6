"""Settings of the actions process, read from environment variables (prefix `SUUNTA_`)."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class ActionsSettings(BaseSettings):
    """Where the actions listen and which backends they call. Loopback only."""

    model_config = SettingsConfigDict(env_prefix="SUUNTA_")

    actions_port: int = Field(default=5055, ge=1, le=65535, description="Port that the engine calls.")
    backends_port: int = Field(default=8090, ge=1, le=65535, description="Port of the backends.")
    backends_url: str | None = Field(default=None, description="Backends on another machine.")
    human_desk: bool = Field(
        default=False,
        description="Whether counsellors answer here, so that a wish for a human calls one of them.",
    )
    data: Path = Field(default=ROOT / "data", description="Folder of the intake and the texts.")
    domain: Path = Field(default=ROOT / "domain.yml", description="The engine's domain, with the responses.")

    @property
    def backends_base_url(self) -> str:
        """Base address of the backends, without a trailing slash."""
        return (self.backends_url or f"http://127.0.0.1:{self.backends_port}").rstrip("/")
