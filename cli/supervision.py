"""The processes of the assistant as supervisord runs them: it restarts what dies.

supervisord (supervisor, supervisord.org) reads a file; this module writes it from one table of processes.
"""

from collections.abc import Mapping
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path

from cli.paths import ENGINE_PYTHON, ROOT, SERVICE_PYTHON, engine_environment, service_environment


@dataclass(frozen=True, slots=True)
class Process:
    """One process: its name, interpreter and module, and the variables it gets beside the inherited ones."""

    name: str
    python: Path
    module: str
    environment: Mapping[str, str] = field(default_factory=dict)


PROCESSES = (
    Process("backends", SERVICE_PYTHON, "backends", service_environment()),
    Process("actions", SERVICE_PYTHON, "actions", service_environment()),
    Process("engine", ENGINE_PYTHON, "engine", engine_environment()),
    Process("gateway", SERVICE_PYTHON, "bot", service_environment()),
)


def processes(engines: int, engine_port: int) -> tuple[Process, ...]:
    """The processes with so many engines, which listen on `engine_port` and the ports behind it."""
    more = tuple(
        Process(
            f"engine-{number}",
            ENGINE_PYTHON,
            "engine",
            {**engine_environment(), "SUUNTA_ENGINE_PORT": str(engine_port + number - 1)},
        )
        for number in range(2, engines + 1)
    )
    return (*PROCESSES, *more)


STOP_SECONDS = 15
RETRIES = 1_000_000  # a process that cannot start is tried again for as long as the assistant runs


def supervisor_config(var: Path, processes: tuple[Process, ...] = PROCESSES) -> str:
    """Return the text of a supervisord configuration that logs into `var`/log."""
    config = ConfigParser(interpolation=None)
    config["supervisord"] = {
        "nodaemon": "true",
        "silent": "true",
        "logfile": str(var / "log" / "supervisord.log"),
        "pidfile": str(var / "supervisord.pid"),
        "childlogdir": str(var / "log"),
    }
    for process in processes:
        config[f"program:{process.name}"] = {
            "command": f'"{process.python}" -m {process.module}',
            "directory": str(ROOT),
            "environment": ",".join(f'{name}="{value}"' for name, value in process.environment.items()),
            "autorestart": "true",
            "startsecs": "2",
            "startretries": str(RETRIES),
            "stopwaitsecs": str(STOP_SECONDS),
            "stopasgroup": "true",
            "killasgroup": "true",
            "redirect_stderr": "true",
            "stdout_logfile": str(var / "log" / f"{process.name}.log"),
            "stdout_logfile_maxbytes": "10MB",
            "stdout_logfile_backups": "3",
        }
    lines: list[str] = []
    for section in config.sections():
        lines.append(f"[{section}]")
        # supervisord reads % as an expansion of its own.
        lines.extend(f"{key} = {value.replace('%', '%%')}" for key, value in config[section].items())
        lines.append("")
    return "\n".join(lines)


def write_config(var: Path, chosen: tuple[Process, ...] = PROCESSES) -> Path:
    """Write the configuration into `var` and return its path."""
    (var / "log").mkdir(parents=True, exist_ok=True)
    path = var / "supervisord.conf"
    path.write_text(supervisor_config(var, chosen), encoding="utf-8")
    return path
