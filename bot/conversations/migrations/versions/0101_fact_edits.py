"""Edits to facts, proposed by one person and approved by another."""

import sqlalchemy as sa
from alembic import op

revision = "0101"
down_revision = "0100"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "fact_edits",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("fact_id", sa.String(60), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("based_on", sa.Integer),
        sa.Column("content", sa.JSON(none_as_null=True)),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("author", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("reviewer", sa.String(60)),
        sa.Column("reviewed_at", MOMENT),
        sa.Column("reason", sa.String(300)),
    )
    op.create_index("fact_edits_fact", "fact_edits", ["fact_id", "state"])
    op.create_index(
        "fact_edits_one_approved",
        "fact_edits",
        ["fact_id"],
        unique=True,
        sqlite_where=sa.text("state = 'approved'"),
        postgresql_where=sa.text("state = 'approved'"),
    )


def downgrade() -> None:
    """Drop them; facts are those of the release again."""
    op.drop_table("fact_edits")
