"""Fields are encrypted for their place; keys change while the service goes on."""

from pathlib import Path

import pytest

from bot.privacy.keys import vault_of
from bot.privacy.vault import KeysError, UnreadableError, Vault, is_key, key_beside, new_key
from bot.settings import GatewaySettings


def test_what_is_sealed_opens_at_its_place_alone() -> None:
    vault = Vault([new_key()])
    sealed = vault.seal("c1/contact/phone", "+358401234567")
    assert "358" not in sealed
    assert vault.unseal("c1/contact/phone", sealed) == "+358401234567"
    with pytest.raises(UnreadableError):
        vault.unseal("c2/contact/phone", sealed)


def test_the_same_value_never_looks_the_same() -> None:
    vault = Vault([new_key()])
    assert len({vault.seal("a", "x") for _ in range(20)}) == 20


def test_a_changed_value_does_not_open() -> None:
    vault = Vault([new_key()])
    sealed = vault.seal("a", "x")
    with pytest.raises(UnreadableError):
        vault.unseal("a", sealed[:-8] + "A" * 8)


def test_a_new_key_in_front_reads_what_the_old_one_wrote_and_not_the_other_way_round() -> None:
    old, new = new_key(), new_key()
    before, both, after = Vault([old]), Vault([new, old]), Vault([new])
    sealed = before.seal("a", "x")
    again = both.seal("a", both.unseal("a", sealed))
    assert after.unseal("a", again) == "x"
    assert both.key_id == after.key_id != before.key_id
    with pytest.raises(UnreadableError):
        after.unseal("a", sealed)
    with pytest.raises(UnreadableError):
        before.unseal("a", again)


def test_without_a_key_one_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = key_beside(tmp_path / "var")
    assert is_key(key)
    assert key_beside(tmp_path / "var") == key
    (path,) = (tmp_path / "var").iterdir()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "no key"])
def test_a_spoilt_key_file_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "encryption.key").write_text(content)
    with pytest.raises(KeysError, match=r"encryption\.key.*SUUNTA_ENCRYPTION_KEYS"):
        vault_of(GatewaySettings(var=tmp_path))
