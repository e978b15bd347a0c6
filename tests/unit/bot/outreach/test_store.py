"""Campaigns: a code each, a place that exists, a period, scans by day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.conversations.database import Database
from bot.outreach import store
from bot.outreach.models import OutreachError
from tests.unit.bot.outreach.conftest import DATA, FIRST, Make


async def test_a_campaign_has_a_code_and_the_official_name_of_its_place(make: Make) -> None:
    campaign = await make(partner="  Kahvila Kerttu ")
    assert campaign.municipality == "Tampere"
    assert campaign.partner == "Kahvila Kerttu"
    assert len(campaign.code) == 6


async def test_nobodys_henkilotunnus_or_account_is_kept_with_a_campaign(make: Make) -> None:
    campaign = await make(partner="131052-308T", greeting="Tili FI2112345600000785, soita 040 123 4567")
    assert campaign.partner == "[henkilötunnus]"
    assert campaign.greeting == "Tili [tilinumero], soita 040 123 4567"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"municipality": "Tukholma"}, "municipality"), ({"place_type": "kuu"}, "place_type")],
)
async def test_a_place_that_does_not_exist_is_refused(make: Make, given: dict[str, str], field: str) -> None:
    with pytest.raises(OutreachError) as refused:
        await make(**given)
    assert refused.value.field == field


async def test_a_campaign_does_not_end_before_it_starts(make: Make) -> None:
    with pytest.raises(ValidationError, match="ends before it starts"):
        await make(ends_on=FIRST - timedelta(days=1))


async def test_a_taken_code_is_not_given_twice(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["cccccc", "cccccc", "dddddd"])
    monkeypatch.setattr(store, "new_code", lambda: next(codes))
    assert [(await make()).code, (await make()).code] == ["cccccc", "dddddd"]


async def test_it_opens_a_conversation_on_its_days_alone(database: Database, make: Make) -> None:
    campaign = await make(ends_on=FIRST + timedelta(days=2), greeting="Hei Kertusta!")
    own = await make()
    opened = {}
    async with database.reading() as session:
        for days in (-1, 0, 2, 3):
            day = FIRST + timedelta(days=days)
            opened[days] = await store.opening_of(session, DATA, campaign.code.upper(), day)
        kind = await store.opening_of(session, DATA, own.code, FIRST)
        unknown = await store.opening_of(session, DATA, "cccccc", FIRST)
    assert opened == {-1: None, 0: (campaign.code, "Hei Kertusta!"), 2: opened[0], 3: None}
    assert kind is not None
    assert kind[1].startswith("Hei! Mukava, että skannasit")
    assert unknown is None


async def test_scans_are_added_up_by_day(database: Database, make: Make) -> None:
    campaign, other = await make(), await make()
    for day in (FIRST, FIRST, date(2026, 11, 2)):
        async with database.writing() as session:
            await store.count_scan(session, campaign.id, day)
    async with database.reading() as session:
        assert await store.scans_of(session, campaign.id) == 3
        assert await store.scans_of(session, other.id) == 0


async def test_one_sees_the_campaigns_of_ones_own_organisation(database: Database, make: Make) -> None:
    mine, theirs = await make(organisation="a"), await make(organisation="b")
    async with database.reading() as session:
        assert [one.code for one in await store.campaigns(session, "a")] == [mine.code]
        everywhere = await store.campaigns(session, everywhere=True)
    assert [one.code for one in everywhere] == [theirs.code, mine.code]


async def test_a_campaign_that_is_ended_early_ends_on_that_day(database: Database, make: Make) -> None:
    campaign = await make()
    async with database.writing() as session:
        found = await store.campaign_of(session, campaign.code)
        assert found
        await store.end_campaign(session, found, FIRST - timedelta(days=9))
        assert found.ends_on == FIRST


def test_every_region_is_known_by_its_towns(root: Path) -> None:
    from bot.outreach.places import places_of

    places = places_of(DATA)
    assert len(places.municipalities) > 300
    assert len(places.regions) == 19
    assert [places.region(name) for name in ("tampere", "Pirkanmaa", "Hesa", "pääkaupunkiseutu", "Kuu")] == [
        "Pirkanmaa",
        "Pirkanmaa",
        "Uusimaa",
        "Uusimaa",
        None,
    ]
