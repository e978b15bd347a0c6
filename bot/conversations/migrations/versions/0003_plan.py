"""The plan: entries with a key of their own, who changed what, the page's link; reminders."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _conversation(*, primary_key: bool) -> sa.Column[str]:
    key = sa.ForeignKey("conversations.id")
    return sa.Column("conversation_id", sa.String(43), key, primary_key=primary_key, nullable=False)


def upgrade() -> None:
    """Create the tables; what was kept becomes steps."""
    kept = list(op.get_bind().execute(sa.text("SELECT * FROM plan_items")).mappings())
    op.drop_table("plan_items")
    items = op.create_table(
        "plan_items",
        _conversation(primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("item", sa.JSON, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("conversation_id", "key"),
    )
    op.create_table(
        "plan_changes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _conversation(primary_key=False),
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
    )
    op.create_index("ix_plan_changes_conversation_id", "plan_changes", ["conversation_id"])
    op.create_table(
        "plan_links",
        _conversation(primary_key=True),
        sa.Column("key", sa.String(43), nullable=False, unique=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "reminders",
        _conversation(primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    if kept and items is not None:
        op.bulk_insert(items, [_as_step(row, place) for place, row in enumerate(kept)])


def _as_step(row: Any, place: int) -> dict[str, Any]:
    held = json.loads(row["item"]) if isinstance(row["item"], str) else dict(row["item"])
    name = f"m{row['message_seq']}-{row['number']}"
    return {
        "conversation_id": row["conversation_id"],
        "id": name,
        "kind": "step",
        "key": f"step:{name}",
        "item": {"title": str(held.get("title") or name)[:200]},
        "done": False,
        "position": place,
        "at": _moment(row["at"]),
    }


def _moment(at: datetime | str) -> datetime:
    """SQLite gives text."""
    return datetime.fromisoformat(at) if isinstance(at, str) else at


def downgrade() -> None:
    """Make the first release's table again; what was kept since is lost."""
    for table in ("reminders", "plan_links", "plan_changes", "plan_items"):
        op.drop_table(table)
    op.create_table(
        "plan_items",
        _conversation(primary_key=True),
        sa.Column("message_seq", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("item", sa.JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
