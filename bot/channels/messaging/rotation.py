"""Encrypts people's addresses anew with the first key, as bot/privacy/rotation.py does with contact data.

The hash by which an address is found has a key too, so it changes with it; a row is done when its hash is the
newest key's. Synchronous: it runs in a command, beside the gateway or without it.
"""

from collections import Counter

from sqlalchemy import Engine, select, tuple_
from sqlalchemy.orm import Session

from bot.channels.messaging.addresses import Addresses
from bot.channels.messaging.schema import ChannelLink
from bot.privacy.rotation import BATCH, Rotated
from bot.privacy.vault import UnreadableError

_KEY = (ChannelLink.channel, ChannelLink.address_key)


def rotate(engine: Engine, addresses: Addresses) -> Rotated:
    """Encrypt and hash every address with the first key. It may be stopped and begun again at any moment."""
    done: Counter[str] = Counter()
    last = ("", "")
    while True:
        with Session(engine) as session, session.begin():
            rows = session.scalars(
                select(ChannelLink).where(tuple_(*_KEY) > last).order_by(*_KEY).limit(BATCH).with_for_update()
            ).all()
            if not rows:
                return Rotated(done["resealed"], done["unreadable"])
            last = (rows[-1].channel, rows[-1].address_key)
            for row in rows:
                done[_resealed(row, addresses)] += 1


def _resealed(row: ChannelLink, addresses: Addresses) -> str:
    try:
        address = addresses.unseal(row.channel, row.sealed)
    except UnreadableError:
        return "unreadable"
    newest, *_ = addresses.keys_of(row.channel, address)
    if row.address_key == newest:
        return "current"
    row.sealed = addresses.seal(row.channel, address)
    row.address_key = newest
    return "resealed"
