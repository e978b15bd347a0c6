"""The keys that this installation encrypts contact data with."""

from bot.privacy.vault import FILE_NAME, KeysError, Vault, key_beside
from bot.settings import GatewaySettings


def vault_of(settings: GatewaySettings) -> Vault:
    """The vault of the keys that are set; without any, of a key of its own beside the database.

    Production refuses to start without keys (bot/production.py). Raises KeysError.
    """
    if settings.encryption_keys:
        return Vault(settings.encryption_keys.split())
    path = settings.var / FILE_NAME
    try:
        return Vault(key_beside(settings.var).split())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no key"
        raise KeysError(f"{path}: {reason}. Set SUUNTA_ENCRYPTION_KEYS (`suunta keys new`).") from error
