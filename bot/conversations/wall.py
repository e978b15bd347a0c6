"""The second wall between organisations: PostgreSQL's row-level security under a role of its own.

The first wall is the filter in each query. Where a query forgets it, the second one shows nothing of another
organisation: what counsellors do runs `within` theirs, and each transaction begun there takes the role
`suunta_console`, which sees by policy the rows of one organisation alone. Turns, jobs and learners' requests
run outside, as the tables' owner. SQLite has no roles: there the first wall stands alone. See docs/adr/0065.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncSession

ROLE = "suunta_console"
SETTING = "suunta.organisation"
OWN = f"current_setting('{SETTING}', true)"

SHARED = frozenset({"fact_edits"})  # theirs say who wrote, not who may see
PARENTS = {"conversation_id": "conversations", "campaign_id": "campaigns"}

_organisation: ContextVar[str | None] = ContextVar("organisation", default=None)


@contextmanager
def within(organisation: str) -> Iterator[None]:
    """Transactions that are begun here see one organisation's rows."""
    token = _organisation.set(organisation)
    try:
        yield
    finally:
        _organisation.reset(token)


@contextmanager
def outside() -> Iterator[None]:
    """Transactions that are begun here see all: for what no organisation owns, as the chain of the trail."""
    token = _organisation.set(None)
    try:
        yield
    finally:
        _organisation.reset(token)


def outside_context() -> Context:
    """The context for a task that is started within and works on for everybody."""
    context = copy_context()
    context.run(_organisation.set, None)
    return context


async def confine(session: AsyncSession) -> None:
    """Put a transaction that has just begun behind the wall, if it is begun within."""
    organisation = _organisation.get()
    if organisation is not None:
        await session.execute(
            text("SELECT set_config('role', :role, true), set_config(:setting, :organisation, true)"),
            {"role": ROLE, "setting": SETTING, "organisation": organisation},
        )


def own_rows(columns: Iterable[str]) -> str | None:
    """The condition under which a table's row is an organisation's, by the table's columns; None for none."""
    names = set(columns)
    if "organisation" in names:
        return f"organisation = {OWN}"
    for column, parent in PARENTS.items():
        if column in names:
            rows = f"FROM {parent} AS one WHERE one.id = {column} AND one.organisation = {OWN}"
            return f"EXISTS (SELECT 1 {rows})"
    return None


def build(connection: Connection, table: str) -> None:
    """Set the policy of a table, for migrations; nothing on SQLite. Raises ValueError for nobody's table."""
    if connection.dialect.name != "postgresql":
        return
    columns = connection.scalars(
        text("SELECT column_name FROM information_schema.columns WHERE table_name = :name"), {"name": table}
    )
    condition = own_rows(columns)
    if condition is None:
        raise ValueError(f"{table} belongs to no organisation")
    connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
    connection.execute(text(f"CREATE POLICY own_organisation ON {table} USING ({condition})"))


def take_down(connection: Connection, table: str) -> None:
    """Take the policy of a table away again."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"DROP POLICY own_organisation ON {table}"))
        connection.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))


def man(connection: Connection) -> bool:
    """Make the role if we may, and let it use the tables; say whether the wall stands.

    Run at each start, in the transaction that migrates: tables may be new. Who may not make roles has it made
    and granted by the server's administrator (docs/operations.md).
    """
    if connection.scalar(text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")):
        connection.execute(text(_MAKE))
    if not stands(connection):
        return False
    if connection.scalar(text(_LACKS), {"role": ROLE}):
        connection.execute(
            text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
        )
        connection.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE}"))
    return True


def stands(connection: Connection) -> bool:
    """Whether the role is there and we may take it."""
    found = text("SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = :role")
    return connection.scalar(found, {"role": ROLE}) is True


_MAKE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'suunta_console') THEN
    CREATE ROLE suunta_console NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, 'suunta_console', 'MEMBER') THEN
    GRANT suunta_console TO CURRENT_USER;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
_LACKS = """
SELECT EXISTS (
  SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  AND NOT has_table_privilege(:role, oid, 'INSERT'))
"""
