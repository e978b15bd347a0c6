"""Providers' ids as they are kept: as hashes, because some hold an address.

A message id of WhatsApp's is the telephone number and a random part in Base64.
"""

import hashlib


def event_key(provider_id: str) -> str:
    """The hash of a provider's id, by which it is known again."""
    return hashlib.sha256(provider_id.encode("utf-8", "replace")).hexdigest()


def name_of(channel: str, event_id: str) -> str:
    """The id of a channel's message in the journal."""
    return f"{channel}:{event_key(event_id)}"
