"""Application rounds with their source, and reminders that hang on one."""

import sqlalchemy as sa
from alembic import op

from bot.conversations import wall

revision = "0140"
down_revision = "0130"
branch_labels = None
depends_on = None

TABLE = "application_rounds"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table and the column."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("organisation", sa.String(60), nullable=False),
        sa.Column("key", sa.String(160)),
        sa.Column("courses", sa.String(300), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("opens_on", sa.Date, nullable=False),
        sa.Column("closes_on", sa.Date),
        sa.Column("closes_at", sa.String(5)),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("source_url", sa.String(300)),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
    )
    op.create_index("application_rounds_key", TABLE, ["organisation", "key"], unique=True)
    op.create_index("application_rounds_last", TABLE, ["organisation", "last_on"])
    op.add_column("reminders", sa.Column("round_id", sa.Integer))
    op.create_index("ix_reminders_round_id", "reminders", ["round_id"])
    wall.build(op.get_bind(), TABLE)


def downgrade() -> None:
    """Take them away; reminders that hang on a round are then reminders of a day."""
    op.drop_index("ix_reminders_round_id", "reminders")
    op.drop_column("reminders", "round_id")
    wall.take_down(op.get_bind(), TABLE)
    op.drop_table(TABLE)
