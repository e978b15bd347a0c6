"""The scheduler's table."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "jobs",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id")),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("done_at", moment),
    )
    op.create_index("jobs_due", "jobs", ["state", "due_at"])
    op.create_index("ix_jobs_conversation_id", "jobs", ["conversation_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("jobs")
