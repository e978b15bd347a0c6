"""Contact data, who read it, proofs of erasures, what retention has deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _conversation(*, primary_key: bool) -> sa.Column[str]:
    key = sa.ForeignKey("conversations.id")
    return sa.Column("conversation_id", sa.String(43), key, primary_key=primary_key, nullable=False)


def upgrade() -> None:
    """Create the tables. The nightly housekeeping becomes part of retention."""
    op.create_table(
        "contacts",
        _conversation(primary_key=True),
        sa.Column("purpose", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("key_id", sa.String(12), nullable=False),
        sa.Column("consent_version", sa.String(20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_contacts_key_id", "contacts", ["key_id"])
    op.create_index("ix_contacts_expires_at", "contacts", ["expires_at"])
    op.create_table(
        "contact_reads",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _conversation(primary_key=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
    )
    op.create_index("ix_contact_reads_conversation_id", "contact_reads", ["conversation_id"])
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("erased", sa.String(43), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(20), nullable=False),
        sa.Column("rows", sa.JSON, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_index("ix_erasures_erased", "erasures", ["erased"])
    op.create_index("ix_erasures_at", "erasures", ["at"])
    op.create_table(
        "retention_counts",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("purpose", sa.String(40), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.execute("DELETE FROM jobs WHERE kind = 'housekeeping'")
    op.execute("UPDATE conversations SET counsellor = NULL WHERE deleted_at IS NOT NULL")


def downgrade() -> None:
    """Take it away again; contact data and proofs are lost."""
    for table in ("retention_counts", "erasures", "contact_reads", "contacts"):
        op.drop_table(table)
