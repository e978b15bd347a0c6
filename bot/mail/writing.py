"""Writes letters: what is known of a conversation, put into the words of data/mail."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Message, Reminder
from bot.days import today
from bot.mail.schema import Letter
from bot.mail.texts import MailTexts
from bot.plan.links import key_of
from bot.plan.models import Plan
from bot.plan.page import render_for_pdf
from bot.plan.reminders import said_of
from bot.plan.view import read_plan
from bot.rounds.words import round_texts

PLAN, REMINDER, MESSAGE, QUESTION = "plan", "reminder", "message", "question"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter's words. `attachment` is a page that is sent along as PDF, under its file name."""

    subject: str
    text: str
    short: str
    attachment: tuple[str, str] | None = None


async def write(
    session: AsyncSession, letter: Letter, texts: MailTexts, data: Path, public_url: str
) -> Written | None:
    """The letter in words; None while there is nothing to tell (an empty plan). Needs a writing session."""
    if letter.seq is not None:
        return await _carrying(session, letter, texts, public_url)
    link = f"{public_url}/plan/{await key_of(session, letter.conversation_id)}"
    if letter.what == REMINDER:
        words = texts.reminder
        values = {"link": link, "about": await _reminded(session, letter, data) or words.day}
        return Written(words.subject, words.text.format(**values), words.short.format(**values))
    plan = await read_plan(session, letter.conversation_id)
    lines = _lines(plan, texts)
    if not lines:
        return None
    return Written(
        texts.plan.subject,
        texts.plan.text.format(link=link, lines="\n".join(lines)),
        texts.plan.short.format(link=link),
        (texts.plan.file_name, render_for_pdf(plan, data)),
    )


async def _reminded(session: AsyncSession, letter: Letter, data: Path) -> str | None:
    """What a reminder of an application round says; None for one of a day."""
    name = letter.key.removeprefix(f"{REMINDER} ").removesuffix(f" {letter.kind}")
    reminder = await session.get(Reminder, (letter.conversation_id, name))
    return await said_of(session, reminder, round_texts(data), today()) if reminder else None


async def _carrying(
    session: AsyncSession, letter: Letter, texts: MailTexts, public_url: str
) -> Written | None:
    """A message of the conversation in a letter, with the way to answer it."""
    message = await session.get(Message, (letter.conversation_id, letter.seq))
    if message is None:
        return None
    words = texts.message if letter.what == MESSAGE else texts.question
    values = {"text": message.text, "link": f"{public_url}/v/{letter.answer_key}"}
    return Written(words.subject, words.text.format(**values), words.short.format(**values))


def _lines(plan: Plan, texts: MailTexts) -> list[str]:
    """The entries of a plan, one a line."""
    kinds = ((plan.courses, texts.plan.course), (plan.steps, texts.plan.step))
    lines = [form.format(title=one.title) for some, form in kinds for one in some]
    return [*lines, *(texts.plan.question.format(title=one.title) for one in plan.questions)]
