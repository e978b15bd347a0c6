"""What the training path needs of the application, by typed key."""

from aiohttp import web

from bot.training.lessons import Lessons

LESSONS = web.AppKey("lessons", Lessons)
