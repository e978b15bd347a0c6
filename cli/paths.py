"""Where things are in a clone, and what the engine's Python needs around it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE_PYTHON = ROOT / ".venv" / "engine" / "bin" / "python"
SERVICE_PYTHON = ROOT / ".venv" / "service" / "bin" / "python"


def service_environment() -> dict[str, str]:
    """Environment variables of the processes in environment B."""
    return {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"}


def engine_environment() -> dict[str, str]:
    """Environment variables of the engine: no telemetry, no GPU, one thread, no noise from TensorFlow."""
    return {
        **service_environment(),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }
