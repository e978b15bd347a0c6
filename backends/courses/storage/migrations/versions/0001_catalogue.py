"""The catalogue: offers, what they have many of, providers, phrases to suggest."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "course_meta",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "course_offers",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(200), nullable=False, unique=True),
        sa.Column("course", sa.Integer, nullable=False),
        sa.Column("nth", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("provider", sa.Text),
        sa.Column("qualification", sa.Text),
        sa.Column("cost_class", sa.String(40)),
        sa.Column("municipalities", sa.Text, nullable=False),
        sa.Column("regions", sa.Text, nullable=False),
        sa.Column("modes", sa.Text, nullable=False),
        sa.Column("times", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("course_offers_by_course", "course_offers", ["course", "nth"])
    op.create_index("course_offers_by_kind", "course_offers", ["kind", "nth", "row"])
    op.create_index("course_offers_by_nth", "course_offers", ["nth", "row"])
    op.create_index("course_offers_by_provider", "course_offers", ["provider", "course"])
    op.create_table(
        "course_values",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sort", sa.String(20), primary_key=True),
        sa.Column("value", sa.String(100), primary_key=True),
        sa.Column("course", sa.Integer, nullable=False),
        sa.Column("nth", sa.Integer, nullable=False),
    )
    op.create_index("course_values_by_course", "course_values", ["sort", "value", "course", "nth", "row"])
    op.create_index("course_values_by_nth", "course_values", ["sort", "value", "nth", "row"])
    op.create_table(
        "course_providers",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("terms", sa.Text, nullable=False),
    )
    op.create_table(
        "course_phrases",
        sa.Column("text", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("phrases", "providers", "values", "offers", "meta"):
        op.drop_table(f"course_{table}")
