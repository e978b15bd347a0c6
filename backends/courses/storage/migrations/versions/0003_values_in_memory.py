"""What offers have many of is looked up in memory (storage/columns.py), so its table goes.

The indexes of offers by course, kind, order and provider served the same look-ups.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INDEXES = {
    "course_offers_by_course": ["course", "nth"],
    "course_offers_by_kind": ["kind", "nth", "row"],
    "course_offers_by_nth": ["nth", "row"],
    "course_offers_by_provider": ["provider", "course"],
}


def upgrade() -> None:
    """Drop the table and the indexes."""
    op.drop_table("course_values")
    for name in _INDEXES:
        op.drop_index(name, "course_offers")
    with op.batch_alter_table("course_offers") as table:
        table.drop_column("nth")


def downgrade() -> None:
    """Create them again; without a fingerprint they are filled at the next start."""
    op.add_column("course_offers", sa.Column("nth", sa.Integer, nullable=False, server_default="0"))
    for name, columns in _INDEXES.items():
        op.create_index(name, "course_offers", columns)
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
    op.execute("DELETE FROM course_meta WHERE key = 'fingerprint'")
