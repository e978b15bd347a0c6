"""Messaging channels: addresses and their conversations, seen events, dead letters, one-time codes."""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _conversation() -> sa.Column[str]:
    return sa.Column(
        "conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), nullable=False, index=True
    )


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "channel_links",
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("address_key", sa.String(64), primary_key=True),
        _conversation(),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("sent_seq", sa.Integer, nullable=False),
        sa.Column("sent_part", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("leased_until", MOMENT),
        sa.Column("lease", sa.String(32)),
        sa.Column("stop_seq", sa.Integer),
        sa.Column("heard_at", MOMENT, nullable=False),
        sa.Column("called_at", MOMENT),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("channel_links_due_at", "channel_links", ["due_at"])
    op.create_table(
        "channel_events",
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("event_id", sa.String(100), primary_key=True),
        sa.Column("at", MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "dead_letters",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _conversation(),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(100), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
    )
    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        _conversation(),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    )


def downgrade() -> None:
    """Take the tables away; addresses are lost, and who wrote by a channel begins anew."""
    for table in ("link_codes", "dead_letters", "channel_events", "channel_links"):
        op.drop_table(table)
