"""The address of a plan: unguessable, its own, and gone with the conversation or when it is changed."""

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.schema import Conversation
from bot.plan.links import conversation_of, key_of, put_addresses, renew
from bot.privacy.erasure import erase_within


async def test_a_key_opens_one_plan_until_it_is_changed_or_erased(
    database: Database, conversation: Conversation
) -> None:
    async with database.writing() as session:
        key = await key_of(session, conversation.id)
        assert key == await key_of(session, conversation.id)
        assert len(key) == 43
        assert await conversation_of(session, key) == conversation.id
        fresh = await renew(session, conversation.id)
        assert await conversation_of(session, key) is None
        assert await conversation_of(session, fresh) == conversation.id
        await erase_within(session, conversation.id, "learner")
        assert await conversation_of(session, fresh) is None


async def test_the_key_is_no_token_of_the_conversation(database: Database) -> None:
    async with database.writing() as session:
        conversation, token = await journal.begin(session, "web", None, "fi")
        key = await key_of(session, conversation.id)
    assert key != token
    assert journal.hash_of(key) != conversation.token_hash


async def test_only_cards_that_lead_to_the_page_get_its_address(
    database: Database, conversation: Conversation
) -> None:
    plan, path = (
        {"kind": "plan", "title": "Oma", "page": True},
        {"kind": "plan", "title": "Polku", "url": None},
    )
    fact = {"kind": "fact", "title": "Tieto", "page": True}
    messages = (BotMessage("x", cards=[plan, path]), BotMessage("y", cards=[fact]))
    async with database.writing() as session:
        await put_addresses(session, conversation.id, messages, "https://suunta.example")
        key = await key_of(session, conversation.id)
    assert plan == {"kind": "plan", "title": "Oma", "url": f"https://suunta.example/plan/{key}"}
    assert path["url"] is None
    assert "url" not in fact
