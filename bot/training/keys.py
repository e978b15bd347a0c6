"""What the training path needs of the application, by typed key."""

from collections.abc import Mapping

from aiohttp import web

from bot.training.lessons import Lessons

LESSONS: web.AppKey[Mapping[str, Lessons]] = web.AppKey("lessons")  # by language
