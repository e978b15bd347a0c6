"""Messaging channels: events in hand, ids of what was sent, which parts of a dead letter are missing."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0115"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create two tables; a dead letter of before lacks all its parts."""
    op.create_table(
        "channel_arrivals",
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("line", sa.String(64), nullable=False),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_index("channel_arrivals_line", "channel_arrivals", ["channel", "line"])
    op.create_table(
        "channel_sendings",
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column(
            "conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), nullable=False, index=True
        ),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False, index=True),
    )
    op.add_column("dead_letters", sa.Column("part", sa.Integer, nullable=False, server_default="0"))
    op.add_column("dead_letters", sa.Column("last_part", sa.Integer))
    op.add_column("dead_letters", sa.Column("again_at", MOMENT))


def downgrade() -> None:
    """Take them away; a later failure can no longer be laid to a message."""
    for column in ("again_at", "last_part", "part"):
        op.drop_column("dead_letters", column)
    op.drop_table("channel_sendings")
    op.drop_table("channel_arrivals")
