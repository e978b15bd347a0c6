"""Counsellors: who holds a conversation, their notes; when a conversation was last written in."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add what counsellors need; existing conversations were last active with their last message."""
    op.add_column("conversations", sa.Column("counsellor", sa.String(60)))
    op.add_column("conversations", sa.Column("active_at", MOMENT))
    op.execute(
        "UPDATE conversations SET active_at = coalesce("
        "(SELECT max(at) FROM messages WHERE messages.conversation_id = conversations.id), created_at)"
    )
    op.execute(
        "UPDATE messages SET turn = 'held' WHERE turn = 'pending' AND conversation_id IN "
        "(SELECT id FROM conversations WHERE owner = 'counsellor')"
    )
    with_a_human = sa.text("owner IN ('waiting', 'counsellor')")
    op.create_index(
        "conversations_with_a_human",
        "conversations",
        ["owner"],
        sqlite_where=with_a_human,
        postgresql_where=with_a_human,
    )
    op.create_index("conversations_active_at", "conversations", ["active_at"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("external_id", sa.String(100), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("conversation_id", "external_id"),
    )


def downgrade() -> None:
    """Take it away again; notes are lost."""
    op.execute("UPDATE messages SET turn = 'done' WHERE turn = 'held'")
    op.drop_table("notes")
    op.drop_index("conversations_active_at", "conversations")
    op.drop_index("conversations_with_a_human", "conversations")
    op.drop_column("conversations", "active_at")
    op.drop_column("conversations", "counsellor")
