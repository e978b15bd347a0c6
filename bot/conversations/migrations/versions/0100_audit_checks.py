"""Walks of the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0086"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "audit_checks",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("last_id", sa.Integer, nullable=False),
        sa.Column("last_hash", sa.String(64), nullable=False),
        sa.Column("wrong", sa.Integer),
    )
    op.create_index("audit_organisation", "audit", ["organisation", "id"])


def downgrade() -> None:
    """Drop them; the trail itself stays."""
    op.drop_index("audit_organisation", "audit")
    op.drop_table("audit_checks")
