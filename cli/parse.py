"""`suunta parse`: what the model reads in messages. The model runs in the engine's own environment."""

import os
import subprocess

import typer

from cli.paths import ENGINE_PYTHON, ROOT, engine_environment


def parse() -> None:
    """Read one message a line from standard input, write one JSON object a line."""
    if not ENGINE_PYTHON.exists():
        typer.echo("suunta parse: the engine is not installed. Run `make setup` first.", err=True)
        raise typer.Exit(1)
    finished = subprocess.run(
        [str(ENGINE_PYTHON), "-m", "engine.parse"],
        cwd=ROOT,
        env={**os.environ, **engine_environment()},
        check=False,
    )
    raise typer.Exit(finished.returncode)
