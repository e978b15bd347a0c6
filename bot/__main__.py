"""Starts the gateway: `python -m bot`."""

from aiohttp import web

from bot.app import STOP_GRACE, make_app
from bot.limits import LimitError
from bot.logs import configure_logging
from bot.settings import read_settings
from bot.texts import TextsError


def main() -> None:
    """Serve until SIGTERM; running turns are finished, the rest stays in the journal."""
    settings = read_settings()
    configure_logging()
    try:
        web.run_app(
            make_app(settings),
            host=settings.host,
            port=settings.port,
            print=None,
            access_log=None,
            shutdown_timeout=STOP_GRACE,
            handler_cancellation=True,
        )
    except (TextsError, LimitError) as error:
        raise SystemExit(f"gateway: {error}") from error


if __name__ == "__main__":
    main()
