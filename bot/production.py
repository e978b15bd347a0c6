"""What must be set before real people may come: `SUUNTA_MODE=production` refuses to start without it."""

import os
from collections.abc import Iterator, Mapping

from bot.mail.settings import MailSettings
from bot.settings import GatewaySettings

SHORTEST_SECRET = 16
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def faults(
    settings: GatewaySettings, mail: MailSettings, environment: Mapping[str, str] = os.environ
) -> list[str]:
    """Return a line for each setting that is unfit for production, naming the variable and the cure."""
    return [*_faults(settings, environment), *_mail_faults(mail)]


def _faults(settings: GatewaySettings, environment: Mapping[str, str]) -> Iterator[str]:
    if "SUUNTA_VAR" not in environment and settings.database_url is None:
        yield (
            "SUUNTA_DATABASE_URL: conversations would land in the program's own folder. "
            "Set a PostgreSQL address, or SUUNTA_VAR to a folder that is backed up."
        )
    if settings.host in LOOPBACK and settings.trusted_proxies == 0:
        yield (
            "SUUNTA_TRUSTED_PROXIES: behind a proxy all learners would count as one address. "
            "Set the number of proxies in front of the gateway."
        )
    if len(settings.metrics_token or "") < SHORTEST_SECRET:
        yield (
            "SUUNTA_METRICS_TOKEN: behind a proxy on this machine /metrics would be open to all. "
            f"Set at least {SHORTEST_SECRET} random characters (or SUUNTA_METRICS_TOKEN_FILE)."
        )
    if not settings.encryption_keys:
        yield (
            "SUUNTA_ENCRYPTION_KEYS: contact data would be encrypted with a key that lies beside it. "
            "Set one from `suunta keys new` (best in SUUNTA_ENCRYPTION_KEYS_FILE), and keep a copy apart."
        )
    if not (settings.public_url or "").startswith("https://"):
        yield (
            "SUUNTA_PUBLIC_URL: the plan's page would be given with an address of this machine. "
            "Set the public address, beginning with https://."
        )
    for origin in sorted(settings.origins):
        if origin.startswith("http://"):
            yield f"SUUNTA_EMBED_ORIGINS: {origin} is not encrypted. Use https://."
    if (settings.database_url or "").startswith("postgresql") and not settings.database_password:
        yield "SUUNTA_DATABASE_URL: names no password. Give one (best in SUUNTA_DATABASE_URL_FILE)."


def _mail_faults(mail: MailSettings) -> Iterator[str]:
    if not mail.mail_host:
        return
    if mail.mail_security == "none" and mail.mail_host not in LOOPBACK:
        yield "SUUNTA_MAIL_SECURITY: plans and codes would cross the network in clear. Use starttls or tls."
    if mail.mail_from.endswith("@localhost"):
        yield "SUUNTA_MAIL_FROM: nobody could answer. Set the address that letters come from."
