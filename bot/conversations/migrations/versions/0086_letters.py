"""Letters to the contact data that people gave: plan and reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "letters",
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("leased_until", MOMENT),
        sa.Column("lease", sa.String(32)),
        sa.Column("reason", sa.String(60)),
    )
    op.create_index("letters_due", "letters", ["state", "due_at"])


def downgrade() -> None:
    """Take the table away; what was not sent is not sent."""
    op.drop_table("letters")
