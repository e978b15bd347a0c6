"""What the pages of the dashboard need of the application."""

from aiohttp import web

from backends.client.outlooks import OutlooksClient
from bot.impact.service import Impact

IMPACT = web.AppKey("impact", Impact)
OUTLOOKS = web.AppKey("outlooks", OutlooksClient)
