"""Referrals to partners, tasks with days, meetings and agreements, what the field's tablets have sent."""

import sqlalchemy as sa
from alembic import op

from bot.conversations import wall

revision = "0105"
down_revision = "0093"
branch_labels = None
depends_on = None

TABLES = (
    "field_receipts",
    "outreach_agreements",
    "outreach_meetings",
    "staff_tasks",
    "referral_moves",
    "referrals",
)
MOMENT = sa.DateTime(timezone=True)


def _own_id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _of_conversation(*, required: bool) -> sa.Column[str]:
    return sa.Column(
        "conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), nullable=not required
    )


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "referrals",
        sa.Column("id", sa.String(22), primary_key=True),
        _of_conversation(required=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("partner_kind", sa.String(30), nullable=False),
        sa.Column("partner", sa.String(120), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("way", sa.String(10)),
        sa.Column("person_key", sa.String(43), nullable=False, unique=True),
        sa.Column("partner_key", sa.String(43), nullable=False, unique=True),
        sa.Column("consent_version", sa.String(20)),
        sa.Column("consented_at", MOMENT),
        sa.Column("link_until", MOMENT),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    op.create_index("ix_referrals_conversation_id", "referrals", ["conversation_id"])
    op.create_table(
        "referral_moves",
        _own_id(),
        _of_conversation(required=True),
        sa.Column("referral_id", sa.String(22), sa.ForeignKey("referrals.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("move", sa.String(12), nullable=False),
        sa.Column("after", sa.String(12), nullable=False),
    )
    op.create_index("ix_referral_moves_conversation_id", "referral_moves", ["conversation_id"])
    op.create_index("ix_referral_moves_referral_id", "referral_moves", ["referral_id"])
    op.create_table(
        "staff_tasks",
        _own_id(),
        _of_conversation(required=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(60)),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("postponed", sa.Integer, nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("done_by", sa.String(60)),
    )
    op.create_index("ix_staff_tasks_conversation_id", "staff_tasks", ["conversation_id"])
    op.create_index("staff_tasks_whose", "staff_tasks", ["organisation", "owner", "due_on"])
    op.create_table(
        "outreach_meetings",
        _own_id(),
        sa.Column("organisation", sa.String(60), nullable=False),
        sa.Column("partner", sa.String(120), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("topic", sa.String(300), nullable=False),
        sa.Column("decided", sa.String(1000), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_outreach_meetings_organisation", "outreach_meetings", ["organisation"])
    op.create_table(
        "outreach_agreements",
        _own_id(),
        sa.Column("organisation", sa.String(60), nullable=False),
        sa.Column("partner", sa.String(120), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("begins_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_outreach_agreements_organisation", "outreach_agreements", ["organisation"])
    op.create_table(
        "field_receipts",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    for table in TABLES:
        wall.build(op.get_bind(), table)


def downgrade() -> None:
    """Take the tables away."""
    for table in TABLES:
        wall.take_down(op.get_bind(), table)
        op.drop_table(table)
