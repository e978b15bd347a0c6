"""What the upkeep of knowledge needs of the application, by typed key."""

from aiohttp import web

from backends.client.fact_upkeep import FactUpkeepClient
from bot.knowledge.publishing import Publisher

UPKEEP = web.AppKey("fact_upkeep", FactUpkeepClient)
PUBLISHER = web.AppKey("fact_publisher", Publisher)
