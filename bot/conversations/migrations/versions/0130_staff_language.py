"""In which language somebody reads the console."""

import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0125"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; without a choice it is Finnish."""
    op.add_column("staff", sa.Column("language", sa.String(2)))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("staff", "language")
