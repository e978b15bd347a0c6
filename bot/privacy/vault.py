"""Encrypts single fields (contact data), with keys that are not in the database.

Fernet (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec) of the `cryptography` library. The first
key encrypts, all of them decrypt, so that keys can be changed while the service runs: put a new key in front,
restart, `suunta keys rotate`, take the old one away. What is encrypted is bound to its place: a value that
somebody moves to another row of the database does not open there.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

FILE_NAME = "encryption.key"


class KeysError(ValueError):
    """There is no usable key; the message says why and what to do."""


class UnreadableError(Exception):
    """What was encrypted cannot be read: its key is not among ours, or it was changed or moved."""


class Vault:
    """Encrypts and decrypts. `key_id` names the key in use without giving it away."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises ValueError where there is no key, or what is given is none."""
        if not keys:
            raise ValueError("a vault needs a key")
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self.key_id = key_id_of(keys[0])

    def seal(self, place: str, value: str) -> str:
        """Encrypt a value for one place."""
        return self._fernet.encrypt(json.dumps([place, value]).encode()).decode("ascii")

    def unseal(self, place: str, sealed: str) -> str:
        """Decrypt what was encrypted for this place. Raises UnreadableError."""
        try:
            own, value = json.loads(self._fernet.decrypt(sealed.encode()))
        except (InvalidToken, ValueError) as error:
            raise UnreadableError(place) from error
        if own != place:
            raise UnreadableError(place)
        return str(value)


def new_key() -> str:
    """A new random key, as the settings take it."""
    return Fernet.generate_key().decode("ascii")


def is_key(text: str) -> bool:
    """Whether a text is a key."""
    with suppress(ValueError):
        Fernet(text)
        return True
    return False


def key_id_of(key: str) -> str:
    """A short name of a key: the beginning of its hash, from which it cannot be found."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def key_beside(folder: Path) -> str:
    """The key in a folder, made at the first use: for trying Suunta out, where nobody has set one.

    Raises OSError where the folder cannot be written.
    """
    path = folder / FILE_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder) as file:  # 0600
            file.write(new_key())
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):  # of two processes one is first
                os.link(file.name, path)
    return path.read_text(encoding="ascii").strip()
