"""The first tables: conversations, messages, buttons, profile, consents, plan, effects, owners."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _conversation(*, primary_key: bool) -> sa.Column[str]:
    key = sa.ForeignKey("conversations.id")
    return sa.Column("conversation_id", sa.String(43), key, primary_key=primary_key, nullable=False)


def upgrade() -> None:
    """Create the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(43), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("engine_id", sa.String(43), nullable=False, unique=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("source", sa.String(100)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("owner", sa.String(12), nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("deleted_at", moment),
    )
    op.create_table(
        "messages",
        _conversation(primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("sender", sa.String(12), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("buttons", sa.JSON, nullable=False),
        sa.Column("cards", sa.JSON, nullable=False),
        sa.Column("asking", sa.String(40)),
        sa.Column("progress", sa.JSON),
        sa.Column("client_message_id", sa.String(100)),
        sa.Column("payload", sa.Text),
        sa.Column("turn", sa.String(8)),
        sa.Column("noticed", sa.Boolean, nullable=False),
        sa.UniqueConstraint("conversation_id", "client_message_id"),
    )
    pending = sa.text("turn = 'pending'")
    op.create_index(
        "messages_pending",
        "messages",
        ["conversation_id", "seq"],
        sqlite_where=pending,
        postgresql_where=pending,
    )
    op.create_table(
        "buttons",
        _conversation(primary_key=True),
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "profile",
        _conversation(primary_key=True),
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("at", moment, nullable=False),
    )
    op.create_table(
        "consents",
        _conversation(primary_key=True),
        sa.Column("message_seq", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("purpose", sa.String(60), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("granted", sa.Boolean, nullable=False),
    )
    op.create_table(
        "plan_items",
        _conversation(primary_key=True),
        sa.Column("message_seq", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("item", sa.JSON, nullable=False),
        sa.Column("at", moment, nullable=False),
    )
    op.create_table(
        "applied_effects",
        _conversation(primary_key=True),
        sa.Column("message_seq", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
    )
    op.create_table(
        "owner_changes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _conversation(primary_key=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("before", sa.String(12), nullable=False),
        sa.Column("after", sa.String(12), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("why", sa.String(200), nullable=False),
        sa.Column("summary", sa.Text),
    )
    op.create_index("ix_owner_changes_conversation_id", "owner_changes", ["conversation_id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "owner_changes",
        "applied_effects",
        "plan_items",
        "consents",
        "profile",
        "buttons",
        "messages",
        "conversations",
    ):
        op.drop_table(table)
