"""Settings of the engine process, read from environment variables (prefix `SUUNTA_`)."""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import BaseSettings, Field, ValidationError

ROOT = Path(__file__).resolve().parent.parent


class EngineSettings(BaseSettings):
    """Where the engine listens and what it talks to. It is never reachable from outside the machine."""

    engine_port: int = Field(default=5005, ge=1, le=65535, description="Port of the REST channel.")
    actions_port: int = Field(default=5055, ge=1, le=65535, description="Port of the actions server.")
    models: Path = Field(default=ROOT / "models", description="Folder that `make setup` trains into.")

    class Config:
        env_prefix = "SUUNTA_"

    @property
    def actions_url(self) -> str:
        """Address that Rasa posts custom actions to."""
        return f"http://127.0.0.1:{self.actions_port}/webhook"


def read_settings() -> EngineSettings:
    """Read the settings, or end the process with one line that names the wrong variable."""
    try:
        return EngineSettings()
    except ValidationError as error:
        for problem in error.errors():
            name = "SUUNTA_" + str(problem["loc"][0]).upper()
            print(f"engine: {name}: {problem['msg']}", file=sys.stderr)
        raise SystemExit(2) from error
