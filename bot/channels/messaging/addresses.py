"""Addresses of people at providers: encrypted where they are kept, found by a keyed hash.

A phone number is quickly guessed from a plain hash, so the hash has a key, made of the installation's keys.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Protocol

_USE = b"suunta channel addresses"


class Vault(Protocol):
    """What encrypts single fields (bot/privacy/vault.py)."""

    def seal(self, place: str, value: str) -> str:
        """Encrypt a value for one place."""

    def unseal(self, place: str, sealed: str) -> str:
        """Decrypt what was encrypted for this place."""


class Addresses:
    """Hashes and encrypts addresses with the installation's keys, the newest first."""

    def __init__(self, vault: Vault, keys: Sequence[str]) -> None:
        self._vault = vault
        self._keys = [hashlib.sha256(_USE + key.encode()).digest() for key in keys]

    def keys_of(self, channel: str, address: str) -> list[str]:
        """The hashes by which an address may be found, the one to store first."""
        name = f"{channel} {address}".encode("utf-8", "replace")
        return [hmac.new(key, name, hashlib.sha256).hexdigest() for key in self._keys]

    def seal(self, channel: str, address: str) -> str:
        """The address as it is kept."""
        return self._vault.seal(f"channel {channel}", address)

    def unseal(self, channel: str, sealed: str) -> str:
        """The address in clear."""
        return self._vault.unseal(f"channel {channel}", sealed)
