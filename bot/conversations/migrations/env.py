"""Alembic's entry: migrations run on the connection that the gateway gives."""

from alembic import context

import bot.tables  # noqa: F401 - makes all tables known
from bot.conversations.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
