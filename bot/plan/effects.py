"""The learner's changes of the plan, as effects of turns: each applied once with the turn's answer."""

from datetime import UTC, datetime

from bot.conversations.effects import Apply, Json, Place
from bot.followup import offering
from bot.plan import store
from bot.plan.models import NewEntry

COURSE = "course"


async def _add(at: Place, effect: Json) -> None:
    new = NewEntry.model_validate(effect["item"])
    await store.add(at.session, at.conversation.id, new, who=store.LEARNER, item_id=at.key)
    if new.kind == COURSE:
        await offering.note(at.session, at.conversation.id, datetime.now(UTC))


async def _remove(at: Place, effect: Json) -> None:
    """What a counsellor has removed meanwhile is no fault."""
    item_id = await store.id_of(at.session, at.conversation.id, str(effect["key"]))
    if item_id is not None:
        await store.remove(at.session, at.conversation.id, item_id, who=store.LEARNER)


async def _done(at: Place, effect: Json) -> None:
    done = effect["done"] is True
    item_id = await store.id_of(at.session, at.conversation.id, str(effect["key"]))
    if item_id is not None:
        await store.mark(at.session, at.conversation.id, item_id, done=done, who=store.LEARNER)


PLAN_EFFECTS: dict[str, Apply] = {"plan.add": _add, "plan.remove": _remove, "plan.done": _done}
