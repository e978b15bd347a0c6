"""Row-level security: what belongs to an organisation is seen by no other (bot/conversations/wall.py)."""

from alembic import op

from bot.conversations import wall

revision = "0110"
down_revision = "0090"
branch_labels = None
depends_on = None

TABLES = (
    "applied_effects",
    "audit",
    "buttons",
    "campaign_scans",
    "campaigns",
    "channel_links",
    "channel_sendings",
    "consents",
    "contact_reads",
    "contacts",
    "conversations",
    "dead_letters",
    "follow_ups",
    "impact_marks",
    "impact_rows",
    "jobs",
    "letters",
    "link_codes",
    "messages",
    "notes",
    "outreach_contacts",
    "outreach_visits",
    "owner_changes",
    "plan_changes",
    "plan_items",
    "plan_links",
    "profile",
    "reminders",
    "staff_sessions",
    "suggestion_reviews",
    "survey_answers",
    "survey_tickets",
    "survey_tokens",
    "unanswered",
)


def upgrade() -> None:
    """Set the policies."""
    for table in TABLES:
        wall.build(op.get_bind(), table)


def downgrade() -> None:
    """Take them away."""
    for table in TABLES:
        wall.take_down(op.get_bind(), table)
