"""From which file a form of a workplace was imported, so that a file that comes again takes its place."""

import sqlalchemy as sa
from alembic import op

revision = "0145"
down_revision = "0140"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; forms that came by the page have none."""
    op.add_column("training_needs", sa.Column("batch", sa.String(60)))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("training_needs", "batch")
