"""What the application holds of reaching out."""

from aiohttp import web

from bot.reaching.writing import Reaching

REACHING = web.AppKey("reaching", Reaching)
