"""Forms of the console that have had their effect, so that sending one again has none."""

import sqlalchemy as sa
from alembic import op

from bot.conversations import wall

revision = "0121"
down_revision = "0120"
branch_labels = None
depends_on = None

TABLE = "sent_forms"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        TABLE,
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_sent_forms_at", TABLE, ["at"])
    wall.build(op.get_bind(), TABLE)


def downgrade() -> None:
    """Take the table away."""
    wall.take_down(op.get_bind(), TABLE)
    op.drop_table(TABLE)
