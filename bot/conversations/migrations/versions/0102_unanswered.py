"""What the bot could not answer, as single words."""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "unanswered",
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("message_seq", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("intent", sa.String(60)),
        sa.Column("confidence", sa.Float),
        sa.Column("words", sa.JSON, nullable=False),
    )
    op.create_index("unanswered_organisation", "unanswered", ["organisation", "at"])
    op.create_index("unanswered_at", "unanswered", ["at"])


def downgrade() -> None:
    """Drop it; what was not answered is forgotten."""
    op.drop_table("unanswered")
