"""The rest of what is kept of a person, for their own export (GDPR article 15): no table can be forgotten.

The export shows messages, profile, plan and so on by name. Every other table whose rows belong to a
conversation is shown as it is, so that a new one is in the export from its first day. Left out are keys and
hashes that open or find something, what is encrypted (shown masked elsewhere), and what repeats a message.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.views import Json, moment
from bot.tables import PERSONAL_TABLES

SHOWN_BY_NAME = frozenset(
    {
        "consents",
        "contact_reads",
        "contacts",
        "follow_ups",
        "messages",
        "notes",
        "owner_changes",
        "plan_changes",
        "plan_items",
        "profile",
        "reminders",
    }
)
# What is behind the buttons of shown messages, and which effects of them have been applied.
REPEATS_MESSAGES = frozenset({"applied_effects", "buttons"})
SECRETS = frozenset(
    {
        "address_key",
        "answer_key",
        "code_hash",
        "key",
        "key_hash",
        "lease",
        "partner_key",
        "payload",
        "person_key",
        "provider_key",
        "sealed",
    }
)
KEYS_THAT_OPEN = frozenset({"plan_links", "survey_tickets"})


async def the_rest(session: AsyncSession, conversation_id: str) -> Json:
    """Rows of the tables that the export does not show by name, by table; empty ones are left out."""
    found = {}
    for table in sorted(PERSONAL_TABLES, key=lambda one: one.name):
        if table.name in SHOWN_BY_NAME | REPEATS_MESSAGES:
            continue
        rows = await session.execute(select(*_shown(table)).where(table.c.conversation_id == conversation_id))
        if lines := [{name: _plain(value) for name, value in row.items()} for row in rows.mappings()]:
            found[table.name] = lines
    return found


def _shown(table: Table) -> list[Any]:
    hidden = {"conversation_id", *SECRETS}
    if table.name not in KEYS_THAT_OPEN:
        hidden -= {"key"}  # elsewhere a key only names a row
    return [column for column in table.columns if column.name not in hidden]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value
