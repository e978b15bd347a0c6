"""Answers to surveys: taken once for a token, kept without it."""

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.followup.schema import SurveyAnswer, SurveyToken
from bot.followup.survey_data import Survey, surveys
from bot.followup.tickets import hash_of
from bot.outreach.places import places_of


async def survey_of(session: AsyncSession, data: Path, token: str, today: date) -> Survey | None:
    """The survey that a token opens; None for one that is used, over or unknown."""
    row = await _row(session, token)
    if row is None or row.used or row.valid_to < today:
        return None
    return surveys(data).get(row.survey)


async def answer(
    session: AsyncSession, data: Path, token: str, given: Mapping[str, str], today: date
) -> Survey | None:
    """Keep the answers and use the token up, together; None where it does not open anything.

    What is no option of a question is left out, as if it had been skipped.
    """
    row = await _row(session, token, lock=True)
    survey = await survey_of(session, data, token, today)
    if row is None or survey is None:
        return None
    row.used = True
    kept = chosen(survey, given, data)
    region = kept.pop("region", None)
    session.add(
        SurveyAnswer(
            id=secrets.token_urlsafe(16),
            survey=survey.id,
            organisation=row.organisation,
            month=today.strftime("%Y-%m"),
            region=region,
            answers=kept,
        )
    )
    return survey


def chosen(survey: Survey, given: Mapping[str, str], data: Path) -> dict[str, str]:
    """The answers that are options of the survey's questions."""
    regions = places_of(data).regions
    kept = {}
    for question in survey.questions:
        value = given.get(question.id)
        if value is not None and value in (regions if question.regions else question.options):
            kept[question.id] = value
    return kept


async def _row(session: AsyncSession, token: str, *, lock: bool = False) -> SurveyToken | None:
    query = select(SurveyToken).where(SurveyToken.token_hash == hash_of(token))
    found: SurveyToken | None = await session.scalar(query.with_for_update() if lock else query)
    return found
