"""Measures the assistant at rest: time to ready, memory of each process.

Run: `scripts/service-python -m evaluation.startup.measure`. The baseline in the same run is the engine's
Python with Rasa imported and nothing loaded.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cli.paths import ENGINE_PYTHON, ROOT, engine_environment
from cli.supervision import PROCESSES
from tests.support.assistant import Assistant, running_assistant

RESULTS = Path(__file__).parent / "results.json"


def resident_mb(pid: int) -> int:
    """Resident memory of a process, in MB (10^6 bytes)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) * 1024 / 1e6)
    raise ValueError(f"no VmRSS for process {pid}")


def rasa_alone_mb() -> int:
    """Resident memory of the engine's Python after importing Rasa."""
    code = "import rasa.core.run, rasa.core.agent\nprint(open('/proc/self/status').read())"
    output = subprocess.run(
        [str(ENGINE_PYTHON), "-c", code],
        cwd=ROOT,
        env=engine_environment(),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    line = next(line for line in output.splitlines() if line.startswith("VmRSS:"))
    return round(int(line.split()[1]) * 1024 / 1e6)


def measure(assistant: Assistant, seconds_to_ready: float) -> dict[str, object]:
    """Read the figures of a running assistant."""
    return {
        "seconds_to_ready": round(seconds_to_ready, 1),
        "memory_mb": {process.name: resident_mb(assistant.pid(process.name)) for process in PROCESSES},
        "baseline_rasa_imported_mb": rasa_alone_mb(),
    }


def main() -> None:
    """Start the assistant once, measure, write the results beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        with running_assistant(Path(folder)) as assistant:
            figures = measure(assistant, time.monotonic() - started)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    json.dump(figures, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
