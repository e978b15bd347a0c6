"""Fixtures: campaigns."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.conversations.database import Database
from bot.outreach.models import NewCampaign
from bot.outreach.schema import Campaign
from bot.outreach.store import add_campaign

DATA = Path("data")
FIRST = date(2026, 11, 1)
Make = Callable[..., Awaitable[Campaign]]


@pytest.fixture
def make(database: Database) -> Make:
    """Make a campaign; what is not said is a café in Tampere."""

    async def making(**given: Any) -> Campaign:
        wanted = {"place_type": "cafe", "municipality": "tampere", "starts_on": FIRST, **given}
        async with database.writing() as session:
            return await add_campaign(session, DATA, NewCampaign.model_validate(wanted), "maija")

    return making
