"""The keys that this installation encrypts contact data with."""

from bot.privacy.vault import FILE_NAME, KeysError, Vault, key_beside
from bot.settings import GatewaySettings


def vault_of(settings: GatewaySettings) -> Vault:
    """The vault of the installation's keys. Raises KeysError."""
    return Vault(keys_of(settings))


def keys_of(settings: GatewaySettings) -> list[str]:
    """The keys that are set, the newest first; without any, a key of its own beside the database.

    Production refuses to start without keys (bot/production.py). Raises KeysError.
    """
    if settings.encryption_keys:
        return settings.encryption_keys.split()
    path = settings.var / FILE_NAME
    try:
        keys = key_beside(settings.var).split()
        Vault(keys)
        return keys
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no key"
        raise KeysError(f"{path}: {reason}. Set SUUNTA_ENCRYPTION_KEYS (`suunta keys new`).") from error
