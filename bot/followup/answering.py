"""What the buttons of follow-ups do. Each press has its effect once; an old button says so kindly."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.schema import Staff
from bot.conversations.answers import BotMessage
from bot.conversations.own_buttons import Values, button
from bot.conversations.owners import move_owner
from bot.conversations.ownership import Move, MoveRefusedError
from bot.conversations.schema import Conversation, OwnerChange
from bot.followup import feedback, tickets
from bot.followup.asking import FIRST, HANDLER, decline, plan, stop
from bot.followup.questions import Option, Questions, questions
from bot.followup.schema import FollowUp
from bot.followup.states import State, Step, stepped
from bot.privacy import consents
from bot.privacy.purposes import Purpose

WITH_FORMS = "web"  # the channel whose client opens the form of contact data
CONTACT_FORM = "form:follow_up"


class Answering:
    """The handler of the buttons; `public_url` is where survey links lead.

    `support` names the person of an organisation who is offered where no counsellor is known yet.
    """

    def __init__(
        self, data: Path, purpose: Purpose, public_url: str, support: Mapping[str, str] | None = None
    ) -> None:
        self._data = data
        self._purpose = purpose
        self._public_url = public_url
        self._support = support or {}

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
                asked = await feedback.if_not_given(session, conversation.id, known)
                return [BotMessage(known.offer.decline.text), *asked]
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
                said = await self._person(session, conversation, known)
            case _:
                said = known.person.decline.text
        return [BotMessage(said), *await self._survey(session, conversation, known, values.get("survey"))]

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
        asked = await feedback.if_not_given(session, conversation.id, known)
        return [BotMessage(known.offer.agree.text, buttons), *asked]

    async def _feedback(
        self, session: AsyncSession, conversation: Conversation, known: Questions, value: str
    ) -> list[BotMessage]:
        """Keep the last tap."""
        if not await feedback.keep(session, conversation.id, value):
            return [BotMessage(known.gone)]
        said = known.feedback.good if value == feedback.GOOD else known.feedback.bad
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
        """A person for who is stuck, the survey for who studies; one thing at a time, the person first."""
        if not option.person:
            return await self._survey(session, conversation, known, option.survey)
        who = await self._who(session, conversation, known)
        then = {"survey": option.survey} if option.survey else {}
        buttons = [
            button(known.person.agree.title, HANDLER, do="person", **then),
            button(known.person.decline.title, HANDLER, do="not_now", **then),
        ]
        return [BotMessage(known.person.offer.format(who=who), buttons)]

    async def _who(self, session: AsyncSession, conversation: Conversation, known: Questions) -> str:
        """Whom the person knows already, else whom their organisation names, else "a counsellor"."""
        named = self._support.get(conversation.organisation or "")
        return await _person_of(session, conversation.id) or named or known.person.somebody

    async def _survey(
        self, session: AsyncSession, conversation: Conversation, known: Questions, survey: object
    ) -> list[BotMessage]:
        """The way to a survey, once, for those who told that they have begun to study."""
        if not isinstance(survey, str) or not await _is_student(session, conversation.id, known):
            return []
        key = await tickets.issue(session, conversation.id, survey)
        if key is None:
            return []
        return [BotMessage(known.survey.text.format(link=f"{self._public_url}/s/t/{key}"))]

    async def _person(self, session: AsyncSession, conversation: Conversation, known: Questions) -> str:
        """Put the conversation into the counsellors' queue; where one has it already, that is well too."""
        who = await self._who(session, conversation, known)
        with contextlib.suppress(MoveRefusedError):
            await move_owner(
                session, conversation, Move.REQUEST, who="learner", why="follow-up: needs support"
            )
        return known.person.agree.text.format(who=who)


async def _is_student(session: AsyncSession, conversation_id: str, known: Questions) -> bool:
    """Whether one of the answers so far tells that the studies have begun."""
    rows = await session.scalars(select(FollowUp).where(FollowUp.conversation_id == conversation_id))
    return any((row.kind, option) in known.of_students for row in rows for option in row.answers.values())


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
