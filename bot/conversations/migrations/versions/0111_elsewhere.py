"""In which other organisations somebody who is signed in has roles."""

import sqlalchemy as sa
from alembic import op

revision = "0111"
down_revision = "0105"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("staff_sessions", sa.Column("elsewhere", sa.JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("staff_sessions", "elsewhere")
