"""Starts the engine: `python -m engine`. REST channel only, loopback only, no HTTP API, no telemetry."""

from __future__ import annotations

import os

from engine.action_answers import check_answers_once
from engine.inputs import ROOT, model_path
from engine.logs import configure_logging
from engine.settings import EngineSettings, read_settings


def serve(settings: EngineSettings) -> None:
    """Load the model for the present inputs and serve it until the process is told to stop.

    Raises:
        SystemExit: when the model is missing or the tracker store is not the one we mean.
    """
    model = model_path(settings.models)
    if not model.exists():
        raise SystemExit("engine: no model for the present training data. Run `make setup` first.")
    os.environ["SUUNTA_ACTIONS_URL"] = settings.actions_url
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"

    import rasa.core.run
    from rasa.core.utils import AvailableEndpoints

    configure_logging()
    check_answers_once()
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    check_tracker_store(endpoints)
    rasa.core.run.serve_application(
        str(model),
        interface="127.0.0.1",
        port=settings.engine_port,
        credentials=str(ROOT / "credentials.yml"),
        enable_api=False,
        endpoints=endpoints,
    )


def check_tracker_store(endpoints: object) -> None:
    """Refuse to start when Rasa would fall back to a tracker store of its own.

    Rasa answers a mistyped class name with a warning and an unbounded store in memory.
    """
    from rasa.core.tracker_store import TrackerStore
    from rasa.shared.core.domain import Domain

    from engine.tracker_store import ForgetfulTrackerStore

    store = TrackerStore.create(getattr(endpoints, "tracker_store", None), Domain.empty())
    if not isinstance(store, ForgetfulTrackerStore):
        raise SystemExit(
            f"engine: endpoints.yml gives the tracker store {type(store).__name__}; "
            "it must be engine.tracker_store.ForgetfulTrackerStore."
        )


if __name__ == "__main__":
    serve(read_settings())
