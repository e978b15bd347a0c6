from __future__ import annotations

import pytest

from backends.settings import load_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [("SUUNTA_BACKENDS_PORT", "eight"), ("SUUNTA_BACKENDS_PORT", "70000"), ("SUUNTA_BACKENDS_THREADS", "0")],
)
def test_a_wrong_value_ends_with_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as error:
        load_settings()
    message = str(error.value)
    assert name in message
    assert "\n" not in message


def test_the_defaults_are_the_loopback_and_port_8090(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SUUNTA_BACKENDS_PORT", "SUUNTA_BACKENDS_HOST"):
        monkeypatch.delenv(name, raising=False)
    settings = load_settings()
    assert (settings.backends_host, settings.backends_port) == ("127.0.0.1", 8090)
