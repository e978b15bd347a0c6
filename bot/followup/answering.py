"""What the buttons of follow-ups do. Each press has its effect once; an old button says so kindly."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.schema import Staff
from bot.conversations.answers import BotMessage
from bot.conversations.own_buttons import Values, button
from bot.conversations.owners import move_owner
from bot.conversations.ownership import Move, MoveRefusedError
from bot.conversations.schema import Conversation, OwnerChange, ProfileValue
from bot.followup import tickets
from bot.followup.asking import FIRST, HANDLER, decline, plan, stop
from bot.followup.questions import Option, Questions, questions
from bot.followup.schema import FollowUp
from bot.followup.states import State, Step, stepped
from bot.privacy import consents
from bot.privacy.purposes import Purpose

FEEDBACK_KEY, GOOD, BAD = "feedback", "good", "bad"
FEEDBACK = frozenset({GOOD, BAD})
WITH_FORMS = "web"  # the channel whose client opens the form of contact data
CONTACT_FORM = "form:follow_up"


class Answering:
    """The handler of the buttons; `public_url` is where survey links lead."""

    def __init__(self, data: Path, purpose: Purpose, public_url: str) -> None:
        self._data = data
        self._purpose = purpose
        self._public_url = public_url

    async def press(
        self, session: AsyncSession, conversation: Conversation, values: Values
    ) -> list[BotMessage]:
        """Do what a button says; returns what is said to it."""
        known = questions(self._data)
        match values.get("do"):
            case "agree":
                return await self._agree(session, conversation, known)
            case "decline":
                await decline(session, conversation.id)
                return [BotMessage(known.offer.decline.text), feedback_question(known)]
            case "elsewhere":
                return [BotMessage(known.offer.elsewhere.text)]
            case "feedback":
                return await self._feedback(session, conversation, known, str(values.get("value")))
            case "stop":
                await stop(session, conversation, self._purpose)
                return [BotMessage(known.stop.text)]
            case "answer":
                return await self._answer(session, conversation, known, values)
            case "person":
                return [BotMessage(await self._person(session, conversation, known))]
            case _:
                return [BotMessage(known.person.decline.text)]

    async def _agree(
        self, session: AsyncSession, conversation: Conversation, known: Questions
    ) -> list[BotMessage]:
        first = known.kind(FIRST)
        if first is None or not await plan(session, conversation.id, first, datetime.now(UTC)):
            return [BotMessage(known.gone)]
        await consents.record(session, conversation, self._purpose, self._purpose.version, granted=True)
        buttons = [button(known.stop.title, HANDLER, do="stop")]
        if conversation.channel == WITH_FORMS:
            by_letter = button(known.offer.elsewhere.title, HANDLER, do="elsewhere", value=CONTACT_FORM)
            buttons.insert(0, by_letter)
        return [BotMessage(known.offer.agree.text, buttons), feedback_question(known)]

    async def _feedback(
        self, session: AsyncSession, conversation: Conversation, known: Questions, value: str
    ) -> list[BotMessage]:
        """Keep the last tap."""
        if value not in FEEDBACK:
            return [BotMessage(known.gone)]
        await session.merge(
            ProfileValue(conversation_id=conversation.id, key=FEEDBACK_KEY, value=value, at=datetime.now(UTC))
        )
        said = known.feedback.good if value == GOOD else known.feedback.bad
        return [BotMessage(said.text)]

    async def _answer(
        self, session: AsyncSession, conversation: Conversation, known: Questions, values: Values
    ) -> list[BotMessage]:
        kind = known.kind(str(values.get("kind")))
        option = kind.option(str(values.get("option"))) if kind else None
        row = await session.get(FollowUp, (conversation.id, kind.id)) if kind else None
        after = stepped(State(row.state), Step.ANSWER) if row else None
        if kind is None or option is None or row is None or after is None:
            return [BotMessage(known.gone)]
        now = datetime.now(UTC)
        row.state, row.answered_at, row.answers = after, now, {kind.question: option.id}
        for name in option.then:
            if (following := known.kind(name)) is not None:
                await plan(session, conversation.id, following, now)
        return [BotMessage(option.reply), *await self._offers(session, conversation, known, option)]

    async def _offers(
        self, session: AsyncSession, conversation: Conversation, known: Questions, option: Option
    ) -> list[BotMessage]:
        """A person for who is stuck, the survey for who studies; one thing at a time."""
        if option.person:
            who = await _person_of(session, conversation.id) or known.person.somebody
            buttons = [
                button(known.person.agree.title, HANDLER, do="person"),
                button(known.person.decline.title, HANDLER, do="not_now"),
            ]
            return [BotMessage(known.person.offer.format(who=who), buttons)]
        if option.survey:
            key = await tickets.issue(session, conversation.id, option.survey)
            if key is not None:
                link = f"{self._public_url}/s/t/{key}"
                return [BotMessage(known.survey.text.format(link=link))]
        return []

    async def _person(self, session: AsyncSession, conversation: Conversation, known: Questions) -> str:
        """Put the conversation into the counsellors' queue; where one has it already, that is well too."""
        who = await _person_of(session, conversation.id) or known.person.somebody
        with contextlib.suppress(MoveRefusedError):
            await move_owner(
                session, conversation, Move.REQUEST, who="learner", why="follow-up: needs support"
            )
        return known.person.agree.text.format(who=who)


def feedback_question(known: Questions) -> BotMessage:
    """One tap on whether the conversation was of use."""
    texts = known.feedback
    return BotMessage(
        texts.text,
        [
            button(texts.good.title, HANDLER, do="feedback", value=GOOD),
            button(texts.bad.title, HANDLER, do="feedback", value=BAD),
        ],
    )


async def _person_of(session: AsyncSession, conversation_id: str) -> str | None:
    """The name of the counsellor who last had the conversation."""
    name: str | None = await session.scalar(
        select(Staff.name)
        .join(OwnerChange, OwnerChange.who == Staff.handle)
        .where(OwnerChange.conversation_id == conversation_id, OwnerChange.after == "counsellor")
        .order_by(OwnerChange.id.desc())
        .limit(1)
    )
    return name
