"""Starts the gateway: `python -m bot`."""

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.app import STOP_GRACE, make_app
from bot.logs import configure_logging
from bot.settings import read_settings
from bot.texts import TextsError


def main() -> None:
    """Serve until SIGTERM; turns that are with the engine are finished, the rest stays in the journal."""
    settings = read_settings()
    configure_logging()
    try:
        web.run_app(
            make_app(settings),
            host=settings.host,
            port=settings.port,
            print=None,
            access_log=None,
            shutdown_timeout=STOP_GRACE / 2,
            handler_cancellation=True,
        )
    except TextsError as error:
        raise SystemExit(f"gateway: {error}") from error
    except OSError as error:
        raise SystemExit(f"gateway: {settings.host}:{settings.port}: {error.strerror or error}") from error
    except SQLAlchemyError as error:
        raise SystemExit(f"gateway: the database does not open: {type(error).__name__}") from error


if __name__ == "__main__":
    main()
