"""The command's settings: a wrong value is refused with a line that names its variable."""

import pytest
import typer

from cli.settings import read_settings


def test_the_address_is_reached_from_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUUNTA_HOST", "0.0.0.0")
    monkeypatch.setenv("SUUNTA_PORT", "9000")
    assert read_settings().address == "http://127.0.0.1:9000"


@pytest.mark.parametrize("value", ["eighty", "0", "70000"])
def test_a_wrong_port_is_named(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUUNTA_PORT", value)
    with pytest.raises(typer.Exit) as refused:
        read_settings()
    assert refused.value.exit_code == 2
    assert "SUUNTA_PORT" in capsys.readouterr().err
