"""What the application holds of letters."""

from aiohttp import web

from bot.mail.post import Post
from bot.mail.texts import MailTexts

MAIL_TEXTS = web.AppKey("mail_texts", MailTexts)
POST = web.AppKey("post", Post)
