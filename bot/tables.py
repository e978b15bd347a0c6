"""All tables of the gateway: importing this makes them known to migrations, backups and erasure."""

from bot.channels.messaging import schema as channels
from bot.console import schema as console
from bot.conversations import privacy_tables as privacy
from bot.conversations import schema as conversations
from bot.conversations.base import Base
from bot.followup import schema as followup
from bot.impact import prepared
from bot.impact import schema as impact
from bot.knowledge import schema as knowledge
from bot.mail import schema as mail
from bot.outreach import schema as outreach
from bot.referrals import schema as referrals
from bot.rounds import schema as rounds
from bot.tasks import schema as tasks
from bot.training import schema as training

MODULES = (
    channels,
    console,
    conversations,
    followup,
    impact,
    knowledge,
    mail,
    outreach,
    prepared,
    privacy,
    referrals,
    rounds,
    tasks,
    training,
)

# Every table whose rows belong to a conversation: what an erasure deletes. None can be forgotten.
PERSONAL_TABLES = tuple(
    table for table in reversed(Base.metadata.sorted_tables) if "conversation_id" in table.columns
)
