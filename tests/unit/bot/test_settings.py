"""Settings: what is wrong is refused by name, and secrets are not repeated."""

from pathlib import Path

import pytest

from bot.settings import GatewaySettings, read_settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GatewaySettings.model_fields:
        monkeypatch.delenv(f"SUUNTA_{name.upper()}", raising=False)
        monkeypatch.delenv(f"SUUNTA_{name.upper()}_FILE", raising=False)


def test_the_defaults_are_the_contracts() -> None:
    settings = read_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.engine_addresses == {"engine": "http://127.0.0.1:5005"}
    assert settings.database.startswith("sqlite+aiosqlite:///")
    assert settings.notice_after < 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "abc"),
        ("NOTICE_AFTER", "10"),
        ("RATE_REQUESTS", ""),
        ("RATE_CONVERSATION", "5 per fortnight"),
        ("EMBED_ORIGINS", "https://a.example https://b.example/path"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgresql://suunta:hunter2@host/suunta"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"SUUNTA_{name}", value)
    with pytest.raises(SystemExit) as caught:
        read_settings()
    assert caught.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"SUUNTA_{name}: " in line
    assert "hunter2" not in line


def test_every_setting_is_described() -> None:
    assert all(field.description for field in GatewaySettings.model_fields.values())


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "url").write_text("postgresql+psycopg://suunta:hunter2@db/suunta\n", encoding="utf-8")
    monkeypatch.setenv("SUUNTA_DATABASE_URL_FILE", str(tmp_path / "url"))
    assert read_settings().database == "postgresql+psycopg://suunta:hunter2@db/suunta"
    monkeypatch.setenv("SUUNTA_DATABASE_URL", "sqlite+aiosqlite:///here")
    assert read_settings().database == "sqlite+aiosqlite:///here"


def test_a_secrets_file_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUUNTA_METRICS_TOKEN_FILE", "/none/such")
    with pytest.raises(SystemExit):
        read_settings()
    assert "SUUNTA_METRICS_TOKEN_FILE: /none/such: No such file" in capsys.readouterr().err
