"""Sums of the counted rows, prepared by month."""

import sqlalchemy as sa
from alembic import op

from bot.conversations import wall

revision = "0093"
down_revision = "0110"
branch_labels = None
depends_on = None

SUMS = (
    "wrote",
    "suggested",
    "saved",
    "human_asked",
    "human_reached",
    "human_asked_and_reached",
    "reached_in_10_min",
    "reached_in_day",
    "still_waiting",
    "wish_family",
    "wish_distance",
    "wish_contact",
    "wish_free",
    "wish_own_pace",
    "wish_small_start",
    "wish_language_support",
    "wish_all_ages",
    "group_little_education",
    "group_under_represented",
    "group_over_55",
    "group_out_of_work",
    "group_employed",
    "group_degree_part",
    "fu_agreed",
    "fu_asked",
    "fu_answered",
    "fu_applied",
    "fu_studying",
    "fu_needs_support",
    "outcome_answered",
    "outcome_employed",
    "outcome_studying",
    "feedback_good",
    "feedback_bad",
    "goal_occupation",
    "goal_job",
    "goal_skill",
    "goal_language",
    "goal_school",
    "goal_degree",
    "goal_unsure",
)


def upgrade() -> None:
    """Create the table; the next run of impact.refresh fills it."""
    op.create_table(
        "impact_counts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("month", sa.String(7), nullable=False, index=True),
        sa.Column("region", sa.String(40)),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("campaign", sa.String(100)),
        sa.Column("place_type", sa.String(30)),
        sa.Column("organisation", sa.String(60)),
        sa.Column("stale", sa.SmallInteger, nullable=False),
        sa.Column("opened", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in SUMS),
    )
    wall.build(op.get_bind(), "impact_counts")


def downgrade() -> None:
    """Drop it."""
    op.drop_table("impact_counts")
