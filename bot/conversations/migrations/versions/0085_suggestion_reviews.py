"""What counsellors made of suggestions, for a lead to review."""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "suggestion_reviews",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id")),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("suggestion", sa.JSON, nullable=False),
        sa.Column("decision", sa.String(10), nullable=False),
        sa.Column("edited", sa.String(300)),
        sa.Column("reason", sa.String(20)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reviewed_by", sa.String(60)),
        sa.Column("reviewed_at", MOMENT),
    )
    op.create_index("ix_suggestion_reviews_conversation_id", "suggestion_reviews", ["conversation_id"])
    op.create_index("suggestion_reviews_state", "suggestion_reviews", ["organisation", "state"])


def downgrade() -> None:
    """Drop it; what was said of suggestions is lost."""
    op.drop_table("suggestion_reviews")
