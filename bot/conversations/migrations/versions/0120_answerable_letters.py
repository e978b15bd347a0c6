"""Letters that carry a message of the conversation, and the key of the page on which it is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0120"
down_revision = "0111"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("letters", sa.Column("seq", sa.Integer))
    op.add_column("letters", sa.Column("answer_key", sa.String(32)))
    op.create_index("letters_answer_key", "letters", ["answer_key"], unique=True)


def downgrade() -> None:
    """Take them away; letters that were sent can no longer be answered."""
    op.drop_index("letters_answer_key", "letters")
    op.drop_column("letters", "answer_key")
    op.drop_column("letters", "seq")
