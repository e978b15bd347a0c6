"""Production refuses what is only fit for trying out, by the variable's name."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.mail.settings import MailSettings
from bot.production import faults
from bot.settings import GatewaySettings
from cli.paths import ROOT, SERVICE_PYTHON

pytestmark = pytest.mark.slow

FIT: dict[str, Any] = {
    "mode": "production",
    "host": "127.0.0.1",
    "trusted_proxies": 1,
    "public_url": "https://suunta.example",
    "metrics_token": "0123456789abcdef",
    "encryption_keys": "ENXxSUQFYXCjH_4ULRbjrgwI0kcHOs2hAfWB8Z6_tZg=",
    "database_url": "postgresql+psycopg://suunta:hunter2@db/suunta",
    "embed_origins": "https://www.kunta.example",
}

NO_MAIL = MailSettings()


def named(**changes: Any) -> list[str]:
    """The variables that are found unfit after these changes."""
    return [line.partition(":")[0] for line in faults(GatewaySettings(**{**FIT, **changes}), NO_MAIL, {})]


def test_fit_settings_have_no_fault() -> None:
    assert faults(GatewaySettings(**FIT), NO_MAIL, {}) == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"database_url": None}, "SUUNTA_DATABASE_URL"),
        ({"database_url": "postgresql+psycopg://suunta@db/suunta"}, "SUUNTA_DATABASE_URL"),
        ({"trusted_proxies": 0}, "SUUNTA_TRUSTED_PROXIES"),
        ({"metrics_token": None}, "SUUNTA_METRICS_TOKEN"),
        ({"metrics_token": "short"}, "SUUNTA_METRICS_TOKEN"),
        ({"encryption_keys": None}, "SUUNTA_ENCRYPTION_KEYS"),
        ({"public_url": None}, "SUUNTA_PUBLIC_URL"),
        ({"public_url": "http://suunta.example"}, "SUUNTA_PUBLIC_URL"),
        ({"embed_origins": "http://www.kunta.example"}, "SUUNTA_EMBED_ORIGINS"),
    ],
)
def test_a_default_that_is_unfit_is_named(changes: dict[str, Any], name: str) -> None:
    assert named(**changes) == [name]


@pytest.mark.parametrize(
    ("mail", "name"),
    [
        ({"mail_security": "none"}, "SUUNTA_MAIL_SECURITY"),
        ({"mail_from": "suunta@localhost"}, "SUUNTA_MAIL_FROM"),
    ],
)
def test_mail_that_is_unfit_is_named(mail: dict[str, Any], name: str) -> None:
    fit: dict[str, Any] = {"mail_host": "mail.example", "mail_from": "suunta@kunta.example"}
    assert faults(GatewaySettings(**FIT), MailSettings(**fit), {}) == []
    (line,) = faults(GatewaySettings(**FIT), MailSettings(**{**fit, **mail}), {})
    assert line.startswith(f"{name}: ")


def test_a_file_database_in_a_folder_of_its_own_is_fit() -> None:
    settings = GatewaySettings(**{**FIT, "database_url": None})
    assert faults(settings, NO_MAIL, {"SUUNTA_VAR": "/srv/suunta"}) == []


def test_no_fault_repeats_a_secret() -> None:
    found = faults(GatewaySettings(**{**FIT, "metrics_token": "hunter3", "trusted_proxies": 0}), NO_MAIL, {})
    assert found
    assert not [line for line in found if "hunter" in line]


def test_the_process_refuses_to_start_with_defaults(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SUUNTA_")}
    done = subprocess.run(
        [str(SERVICE_PYTHON), "-m", "bot"],
        cwd=ROOT,
        env={**kept, "SUUNTA_MODE": "production"},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 2
    assert [line.split()[1].rstrip(":") for line in done.stderr.splitlines()] == [
        "SUUNTA_DATABASE_URL",
        "SUUNTA_TRUSTED_PROXIES",
        "SUUNTA_METRICS_TOKEN",
        "SUUNTA_ENCRYPTION_KEYS",
        "SUUNTA_PUBLIC_URL",
    ]
