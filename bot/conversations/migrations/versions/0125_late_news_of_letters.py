"""By what a provider knows a letter that it has taken: it may say later that the letter was lost."""

import sqlalchemy as sa
from alembic import op

revision = "0125"
down_revision = "0121"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("letters", sa.Column("provider_key", sa.String(64)))
    op.create_index("letters_provider_key", "letters", ["provider_key"])


def downgrade() -> None:
    """Take it away; late failures of letters are then counted as unknown."""
    op.drop_index("letters_provider_key", "letters")
    op.drop_column("letters", "provider_key")
