"""All tables of the gateway: importing this makes them known to migrations, backups and erasure."""

from bot.outreach import schema as outreach

MODULES = (outreach,)
