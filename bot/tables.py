"""All tables of the gateway: importing this makes them known to migrations, backups and erasure."""

from bot.console import schema as console
from bot.outreach import schema as outreach

MODULES = (outreach, console)
