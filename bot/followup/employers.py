"""The short form for workplaces: open to all, options alone, kept by month without a trace of the sender."""

from datetime import date
from functools import cache
from pathlib import Path

from aiohttp import web

from bot.days import today
from bot.followup.http import page_of, said_of
from bot.followup.schema import TrainingNeed
from bot.followup.survey_data import Survey
from bot.followup.surveying import chosen
from bot.forms import read_form
from bot.keys import DATABASE, SETTINGS
from bot.outreach.places import places_of
from bot.texts import Strict, read_model

PATH = "/tyonantajille"


class _File(Strict):
    survey: Survey


@cache
def employer_form(data: Path) -> Survey:
    """Read `followup/employers.yml`. Raises TextsError."""
    return read_model(data / "followup" / "employers.yml", _File).survey


def add_routes(app: web.Application) -> None:
    """Add the form; `app` must hold DATABASE and SETTINGS."""
    app.router.add_get(PATH, show, name="employer_form")
    app.router.add_post(PATH, take, name="employer_answers")


async def show(request: web.Request) -> web.Response:
    """The questions."""
    data = request.app[SETTINGS].data
    return page_of(request, "survey.html", survey=employer_form(data), regions=places_of(data).regions)


async def take(request: web.Request) -> web.Response:
    """Keep what was chosen; an empty form is thanked for and not kept."""
    data, form = request.app[SETTINGS].data, await read_form(request)
    survey = employer_form(data)
    answers = chosen(survey, {name: value for name, value in form.items() if isinstance(value, str)}, data)
    region = answers.pop("region", None)
    if answers:
        async with request.app[DATABASE].writing() as session:
            session.add(
                TrainingNeed(day=_first_of_month(today()), region=region, answers=answers, batch=None)
            )
    return said_of(request, survey.title, survey.thanks)


def _first_of_month(day: date) -> date:
    return day.replace(day=1)
