"""The supervisor's configuration: every process, restarted for as long as the assistant runs."""

from configparser import RawConfigParser
from pathlib import Path

from cli.supervision import PROCESSES, Process, processes, supervisor_config, write_config


def read(text: str) -> RawConfigParser:
    config = RawConfigParser()
    config.read_string(text)
    return config


def test_more_engines_listen_on_the_ports_behind_the_first(tmp_path: Path) -> None:
    config = read(supervisor_config(tmp_path, processes(3, 6000)))
    ports = {name: config[f"program:{name}"]["environment"] for name in ("engine-2", "engine-3")}
    assert 'SUUNTA_ENGINE_PORT="6001"' in ports["engine-2"]
    assert 'SUUNTA_ENGINE_PORT="6002"' in ports["engine-3"]
    assert processes(1, 6000) == PROCESSES


def test_every_process_is_restarted_and_logs_into_a_file_of_its_own(tmp_path: Path) -> None:
    config = read(supervisor_config(tmp_path))
    assert {process.name for process in PROCESSES} == {"backends", "actions", "engine", "gateway"}
    for process in PROCESSES:
        section = config[f"program:{process.name}"]
        assert section["autorestart"] == "true"
        assert section["command"].endswith(f"-m {process.module}")
        assert section["stdout_logfile"] == str(tmp_path / "log" / f"{process.name}.log")


def test_the_engine_is_quiet_and_has_one_thread(tmp_path: Path) -> None:
    environment = read(supervisor_config(tmp_path))["program:engine"]["environment"]
    assert 'OMP_NUM_THREADS="1"' in environment
    assert 'RASA_TELEMETRY_ENABLED="false"' in environment


def test_a_percent_sign_in_a_path_is_no_expansion(tmp_path: Path) -> None:
    odd = (Process("odd", Path("/opt/100%/python"), "odd"),)
    assert "100%%/python" in supervisor_config(tmp_path, odd)


def test_the_configuration_is_written_with_its_log_folder(tmp_path: Path) -> None:
    path = write_config(tmp_path / "var")
    assert path.read_text(encoding="utf-8") == supervisor_config(tmp_path / "var")
    assert (tmp_path / "var" / "log").is_dir()
