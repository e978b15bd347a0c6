"""Starts the gateway: `python -m bot`."""

import asyncio
import signal
import sys

import uvloop
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.app import STOP_GRACE, make_app
from bot.conversations.database import database_trouble
from bot.keys import DOORKEEPER
from bot.mail.settings import MailSettings
from bot.privacy.vault import KeysError
from bot.production import faults
from bot.settings import GatewaySettings, read_settings
from bot.texts import TextsError
from telemetry.logs import configure_logging
from telemetry.tracing import configure


def main() -> None:
    """Serve until SIGTERM; turns that are with the engine are finished, the rest stays in the journal."""
    settings = read_settings()
    if settings.mode == "production" and (found := faults(settings, MailSettings.read())):
        for fault in found:
            print(f"gateway: {fault}", file=sys.stderr)  # noqa: T201
        raise SystemExit(2)
    configure_logging()
    configure("gateway")
    try:
        uvloop.run(serve(settings))
    except (TextsError, KeysError) as error:
        raise SystemExit(f"gateway: {error}") from error
    except OSError as error:
        raise SystemExit(f"gateway: {settings.host}:{settings.port}: {error.strerror or error}") from error
    except SQLAlchemyError as error:
        raise SystemExit(f"gateway: {database_trouble(settings.database, error)}") from error


async def serve(settings: GatewaySettings) -> None:
    """Listen until told to stop, then stop in order. Raises what keeps the gateway from starting."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    app = await make_app(settings)
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=STOP_GRACE / 2, handler_cancellation=True, handle_signals=False
    )
    await runner.setup()
    doorkeeper = asyncio.create_task(app[DOORKEEPER].watch(runner.server))
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        await stopped.wait()
    finally:
        doorkeeper.cancel()
        await runner.cleanup()


if __name__ == "__main__":
    main()
