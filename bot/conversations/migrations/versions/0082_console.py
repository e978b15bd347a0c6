"""The console: whose a conversation is, people who sign in, their sessions, the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FIRST_ORGANISATION = "ohjaus"  # the one of data/settings/organisations.yml; what was begun before is its


def upgrade() -> None:
    """Add them; what was begun before belongs to the first organisation."""
    op.add_column(
        "conversations",
        sa.Column("organisation", sa.String(40), nullable=False, server_default=FIRST_ORGANISATION),
    )
    op.create_index("conversations_organisation", "conversations", ["organisation", "owner"])
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("handle", sa.String(40), nullable=False, unique=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("signed_in_at", MOMENT, nullable=False),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("csrf", sa.String(43), nullable=False),
        sa.Column("available", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    op.create_index("staff_sessions_staff", "staff_sessions", ["staff_id"])
    op.create_table(
        "sign_ins",
        sa.Column("state_hash", sa.String(64), primary_key=True),
        sa.Column("browser_hash", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(43), nullable=False),
        sa.Column("verifier", sa.String(86), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("target", sa.String(100)),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Take it away again; people, sessions and the audit trail are lost."""
    for table in ("audit", "sign_ins", "staff_sessions", "staff"):
        op.drop_table(table)
    op.drop_index("conversations_organisation", "conversations")
    op.drop_column("conversations", "organisation")
