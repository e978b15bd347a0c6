"""Outreach: campaigns, their scans, visits and contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _own_id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "campaigns",
        _own_id(),
        sa.Column("code", sa.String(12), nullable=False, unique=True),
        sa.Column("place_type", sa.String(30), nullable=False),
        sa.Column("municipality", sa.String(60), nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
        sa.Column("partner", sa.String(120), nullable=False),
        sa.Column("greeting", sa.String(300)),
        sa.Column("goal", sa.Integer),
        sa.Column("organisation", sa.String(60)),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_campaigns_organisation", "campaigns", ["organisation"])
    op.create_table(
        "campaign_scans",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "outreach_visits",
        _own_id(),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id")),
        sa.Column("organisation", sa.String(60)),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("place_type", sa.String(30), nullable=False),
        sa.Column("municipality", sa.String(60), nullable=False),
        sa.Column("met", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_outreach_visits_campaign_id", "outreach_visits", ["campaign_id"])
    op.create_index("ix_outreach_visits_organisation", "outreach_visits", ["organisation"])
    op.create_table(
        "outreach_contacts",
        _own_id(),
        sa.Column("organisation", sa.String(60)),
        sa.Column("partner", sa.String(120), nullable=False),
        sa.Column("place_type", sa.String(30), nullable=False),
        sa.Column("municipality", sa.String(60), nullable=False),
        sa.Column("person", sa.String(120), nullable=False),
        sa.Column("reached_at", sa.String(120), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("next_step", sa.String(300), nullable=False),
        sa.Column("next_on", sa.Date),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_outreach_contacts_organisation", "outreach_contacts", ["organisation"])


def downgrade() -> None:
    """Take the tables away; campaigns and counts are lost."""
    for table in ("outreach_contacts", "outreach_visits", "campaign_scans", "campaigns"):
        op.drop_table(table)
