"""`suunta keys`: the keys that contact data is encrypted with."""

import json

import typer

from bot.archive.stores import store_at
from bot.channels.messaging.addresses import Addresses
from bot.channels.messaging.rotation import rotate as rotate_addresses
from bot.privacy.keys import keys_of, vault_of
from bot.privacy.rotation import by_key
from bot.privacy.rotation import rotate as rotate_contacts
from bot.privacy.vault import KeysError, Vault, new_key
from bot.settings import GatewaySettings, read_settings
from cli.explained import explained

app = typer.Typer(no_args_is_help=True)


@app.command()
def new() -> None:
    """Print a new key. Put it first in SUUNTA_ENCRYPTION_KEYS (or its file), before the older ones."""
    typer.echo(new_key())


@app.command()
def status() -> None:
    """Say how many values of contact data each key has encrypted, by the key's short name."""
    settings = read_settings()
    vault = _vault(settings)
    with explained("keys status"):
        found = by_key(store_at(settings.database).engine())
    typer.echo(json.dumps({"in_use": vault.key_id, "values": found}, indent=2))


@app.command()
def rotate() -> None:
    """Encrypt everything with the first key; the gateway may run meanwhile, with the same keys set.

    Afterwards, when `unreadable` is 0, the older keys can be taken away. Backups made before need them still.
    """
    settings = read_settings()
    vault = _vault(settings)
    with explained("keys rotate"):
        engine = store_at(settings.database).engine()
        contacts = rotate_contacts(engine, vault)
        addresses = rotate_addresses(engine, Addresses(vault, keys_of(settings)))
    unreadable = contacts.unreadable + addresses.unreadable
    typer.echo(
        json.dumps(
            {
                "in_use": vault.key_id,
                "resealed": {"contacts": contacts.resealed, "channel_addresses": addresses.resealed},
                "unreadable": unreadable,
            }
        )
    )
    if unreadable:
        typer.echo("suunta keys rotate: a key is missing that some values need; put it back", err=True)
        raise typer.Exit(1)


def _vault(settings: GatewaySettings) -> Vault:
    try:
        return vault_of(settings)
    except KeysError as error:
        typer.echo(f"suunta keys: {error}", err=True)
        raise typer.Exit(2) from error
