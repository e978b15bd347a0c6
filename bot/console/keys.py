"""What the console needs of the application, by typed key, and who asks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from aiohttp import web

from bot.console import cookies
from bot.console.members import Member, Members
from bot.console.organisations import Organisations
from bot.console.permissions import Action
from bot.console.quick_replies import QuickReply
from bot.console.texts import FALLBACK, ConsoleTexts, Words

if TYPE_CHECKING:
    from bot.console.guided.suggesting import Suggesting
    from bot.console.notebook import Notebook
    from bot.console.signin.oidc import Provider
    from bot.console.to_person import ToPerson
    from bot.console.waiting import Common

ORGANISATIONS = web.AppKey("organisations", Organisations)
MEMBERS = web.AppKey("members", Members)
TEXTS: web.AppKey[ConsoleTexts] = web.AppKey("console_texts")
QUICK_REPLIES: web.AppKey[tuple[QuickReply, ...]] = web.AppKey("quick_replies")
PROVIDER: "web.AppKey[Provider | None]" = web.AppKey("oidc_provider")

# What each route does, by its name.
ROUTE_ACTIONS: web.AppKey[Mapping[str, Action]] = web.AppKey("route_actions")

# The addresses of all pages, gathered when they are first needed.
SECTIONS: web.AppKey[set[str]] = web.AppKey("console_sections")
NOTEBOOK: "web.AppKey[Notebook]" = web.AppKey("audit_notebook")

COMMON: "web.AppKey[Common]" = web.AppKey("common_board")
SUGGESTING: "web.AppKey[Suggesting]" = web.AppKey("suggesting")
TO_PERSON: "web.AppKey[ToPerson]" = web.AppKey("to_person")

MEMBER = web.RequestKey("member", Member)


def texts_of(request: web.Request) -> Words:
    """The console's words in the language that one has chosen, else the browser has, else in Finnish."""
    texts, member = request.app[TEXTS], request.get(MEMBER)
    chosen = (member.language if member else None) or cookies.read(request, cookies.LANGUAGE)
    return texts.get(chosen, texts[FALLBACK])


def member_of(request: web.Request) -> Member:
    """Who asks; the guard has made sure that somebody does."""
    return request[MEMBER]
