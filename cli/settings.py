"""Settings of the `suunta` command itself, read from environment variables (prefix `SUUNTA_`)."""

from pathlib import Path

import typer
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from cli.paths import ROOT


class CommandSettings(BaseSettings):
    """Where the gateway answers, and where files are written."""

    model_config = SettingsConfigDict(env_prefix="SUUNTA_")

    host: str = Field(default="127.0.0.1", description="Address that the gateway listens on.")
    port: int = Field(default=8080, ge=1, le=65535, description="Port of the gateway.")
    engines: int = Field(default=1, ge=1, le=16, description="Engines that `suunta run` starts.")
    engine_port: int = Field(default=5005, ge=1, le=65535, description="Port of the first of them.")
    var: Path = Field(default=ROOT / "var", description="Folder of databases and logs.")

    @property
    def address(self) -> str:
        """Where the gateway is reached from this machine."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        return f"http://{host}:{self.port}"


def read_settings() -> CommandSettings:
    """Read the settings, or end the command with one line for each wrong variable."""
    try:
        return CommandSettings()
    except ValidationError as error:
        for problem in error.errors():
            typer.echo(f"suunta: SUUNTA_{str(problem['loc'][0]).upper()}: {problem['msg']}", err=True)
        raise typer.Exit(2) from error
