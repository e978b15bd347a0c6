"""The export holds something of every table that a conversation has rows in, and no key to anything."""

import json
from typing import Any

import aiohttp

from bot.archive.stores import store_at
from bot.privacy.access import REPEATS_MESSAGES, SHOWN_BY_NAME
from bot.tables import PERSONAL_TABLES
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.integration.gateway.test_erasure import full_life, rows_of
from tests.support.chat import Learner
from tests.support.counsellor import PAIRS, Counsellor

NAMES = {"plan_items": "plan"}  # what the export calls it, where that is not the table's name


async def exported(learner: Learner) -> Any:
    """The learner's export."""
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        assert answer.status == 200
        return await answer.json()


async def test_everything_that_is_kept_is_in_it_and_no_key(
    start: Start, parts: Parts, session: aiohttp.ClientSession, database_url: str
) -> None:
    gateway = await start(counsellor_tokens=PAIRS)
    other = await Learner.arrive(session, gateway.url)
    await other.say("tämä on toisen")
    learner = await Learner.arrive(session, gateway.url)
    await full_life(learner, parts, Counsellor(session, gateway.url, "maija"))
    body = await exported(learner)
    for table in rows_of(database_url, learner.conversation_id):
        if table in SHOWN_BY_NAME:
            name = "consent_history" if table == "consents" else NAMES.get(table, table)
            assert body[name], table
        elif table not in REPEATS_MESSAGES:
            assert body["other"][table], table
    whole = json.dumps(body, ensure_ascii=False)
    assert "tämä on toisen" not in whole
    assert other.conversation_id not in whole
    engine = store_at(database_url).engine()
    with engine.connect() as connection:
        secrets = {
            value
            for table in PERSONAL_TABLES
            for column in {"sealed", "payload", "key_hash", "code_hash", "address_key"} & set(table.c.keys())
            for value in connection.scalars(table.select().with_only_columns(table.c[column]))
            if isinstance(value, str) and len(value) > 20
        }
        links = next(table for table in PERSONAL_TABLES if table.name == "plan_links")
        secrets |= set(connection.scalars(links.select().with_only_columns(links.c.key)))
    engine.dispose()
    assert len(secrets) >= 3
    assert not [secret for secret in secrets if secret in whole]
