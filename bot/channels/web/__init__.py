"""The web channel: the chat API of the widget and the terminal, and the page that shows the widget."""

from aiohttp import web

from bot.channels.web import api, pages, stream

NAME = "web"


class WebChannel:
    """Learners who come by the widget or the terminal; they fetch their messages themselves."""

    name = NAME

    def add_routes(self, app: web.Application) -> None:
        """Add the chat API, the event stream and the page."""
        api.add_routes(app)
        stream.add_routes(app)
        pages.add_routes(app)
