"""What the application holds, by typed key."""

import aiohttp
from aiohttp import web

from bot.conversations.canaries import Canaries
from bot.conversations.claims import Claims
from bot.conversations.database import Database
from bot.conversations.desk import Desk
from bot.conversations.engine import Readiness
from bot.conversations.turns import Turns
from bot.conversations.wake import Bell
from bot.doorkeeper import Doorkeeper
from bot.guided.service import Counselling
from bot.limits import Limits
from bot.privacy.service import Privacy
from bot.scheduler.runner import Scheduler
from bot.settings import GatewaySettings
from bot.texts import Notices

SETTINGS = web.AppKey("settings", GatewaySettings)
SESSION = web.AppKey("session", aiohttp.ClientSession)
DATABASE = web.AppKey("database", Database)
CLAIMS: web.AppKey[Claims] = web.AppKey("claims")
READINESS = web.AppKey("readiness", Readiness)
CANARIES = web.AppKey("canaries", Canaries)
TURNS = web.AppKey("turns", Turns)
DESK = web.AppKey("desk", Desk)
COUNSELLING = web.AppKey("counselling", Counselling)
PRIVACY = web.AppKey("privacy", Privacy)
BELL = web.AppKey("bell", Bell)
NOTICES = web.AppKey("notices", Notices)
LIMITS = web.AppKey("limits", Limits)
DOORKEEPER = web.AppKey("doorkeeper", Doorkeeper)
SCHEDULER = web.AppKey("scheduler", Scheduler)
