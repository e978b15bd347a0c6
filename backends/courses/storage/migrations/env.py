"""Alembic's entry: migrations run on the connection that the course database gives."""

from alembic import context

from backends.courses.storage.migrate import VERSION_TABLE
from backends.courses.storage.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
