"""Follow-ups, surveys, and the rows that figures are counted from."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FLAGS = (
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
)
TABLES = (
    "follow_ups",
    "survey_tickets",
    "survey_tokens",
    "survey_answers",
    "training_needs",
    "impact_rows",
    "impact_marks",
    "impact_state",
    "open_figures",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "follow_ups",
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("asked_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.Column("answers", sa.JSON, nullable=False),
    )
    op.create_table(
        "survey_tickets",
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("survey", sa.String(20), primary_key=True),
        sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("opened", sa.Boolean, nullable=False),
    )
    op.create_table(
        "survey_tokens",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("survey", sa.String(20), nullable=False),
        sa.Column("organisation", sa.String(60)),
        sa.Column("valid_to", sa.Date, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_answers",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("survey", sa.String(20), nullable=False),
        sa.Column("organisation", sa.String(60)),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("region", sa.String(40)),
        sa.Column("answers", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_survey_answers_survey", "survey_answers", ["survey"])
    op.create_table(
        "training_needs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("region", sa.String(40)),
        sa.Column("answers", sa.JSON, nullable=False),
    )
    op.create_table(
        "impact_rows",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), unique=True),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("region", sa.String(40)),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("campaign", sa.String(100)),
        sa.Column("place_type", sa.String(30)),
        sa.Column("organisation", sa.String(60)),
        sa.Column("age_band", sa.String(8)),
        sa.Column("education", sa.String(30)),
        sa.Column("employment", sa.String(20)),
        sa.Column("goal", sa.String(20)),
        sa.Column("left_at", sa.String(40)),
        *(sa.Column(name, sa.SmallInteger, nullable=False) for name in FLAGS),
    )
    op.create_index("ix_impact_rows_month", "impact_rows", ["month"])
    op.create_index("ix_impact_rows_campaign", "impact_rows", ["campaign"])
    op.create_table(
        "impact_marks",
        sa.Column("conversation_id", sa.String(43), sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("month", sa.String(7), nullable=False),
    )
    op.create_table(
        "impact_state",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("upto", MOMENT),
        sa.Column("last_id", sa.String(43), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "open_figures",
        sa.Column("table_id", sa.String(40), primary_key=True),
        sa.Column("region", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    """Take the tables away; surveys and follow-ups are lost, the counted rows can be made again."""
    for table in reversed(TABLES):
        op.drop_table(table)
