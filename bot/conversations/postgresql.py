"""Connections to PostgreSQL that belong to one process for its whole life: for claims and for news."""

import psycopg
from sqlalchemy.engine import make_url

CONNECT_SECONDS = 5
# The server finds out within seconds that a machine which held claims is gone.
KEEPALIVE = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"


def plain_address(url: str) -> str:
    """SQLAlchemy's address as libpq reads it, password included: never to be logged."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def connect(url: str) -> psycopg.AsyncConnection:
    """Open a connection whose statements are transactions of their own. Raises psycopg.Error."""
    return await psycopg.AsyncConnection.connect(
        plain_address(url),
        autocommit=True,
        connect_timeout=CONNECT_SECONDS,
        options=KEEPALIVE,
        application_name="suunta gateway",
        keepalives_idle=5,
        keepalives_interval=2,
        keepalives_count=3,
    )
