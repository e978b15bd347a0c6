"""Starts the actions server: `python -m actions`. Loopback only; the engine is its one caller."""

import sys

from pydantic import ValidationError
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.intake.model import load_intake
from actions.settings import ActionsSettings
from actions.tables import TableError
from telemetry.logs import configure_logging
from telemetry.tracing import configure


def main() -> None:
    """Serve until told to stop; a wrong setting or intake ends the process with one clear line."""
    try:
        settings = ActionsSettings()
        load_intake(settings.data / "intake" / "adult.yml")
    except ValidationError as error:
        for problem in error.errors():
            print(f"actions: SUUNTA_{str(problem['loc'][0]).upper()}: {problem['msg']}", file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from error
    except TableError as error:
        raise SystemExit(f"actions: {error}") from error
    configure_logging()
    configure("actions")
    executor = ActionExecutor()
    executor.register_package("actions.skills")
    app = create_app(executor, cors_origins=None)
    app.run(host="127.0.0.1", port=settings.actions_port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
