"""The pages of the training path: the lessons, and one of them with its questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web
from sqlalchemy import select

from bot.console.guard import PageError, Route
from bot.console.keys import member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import page
from bot.conversations.writing import insert_once
from bot.forms import read_form
from bot.keys import DATABASE
from bot.training.keys import LESSONS
from bot.training.lessons import FINNISH, Choice, Lesson, Lessons, Question
from bot.training.schema import TrainingMark

ADDRESS = "/console/training"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the choice that was made, if one was."""

    question: Question
    chosen: Choice | None


async def show(request: web.Request) -> web.Response:
    """All lessons, and which of them one has gone through."""
    lessons, spoken = _lessons(request)
    done = await _done(request)
    going_on = next((lesson for lesson in lessons.lessons if lesson.id not in done), None)
    return page(request, "training.html", lessons=lessons, told_in=spoken, done=done, going_on=going_on)


async def lesson(request: web.Request) -> web.Response:
    """A lesson, not answered yet."""
    return _lesson_page(request, _asked_for(request), {})


async def answer(request: web.Request) -> web.Response:
    """What each choice means. With every question answered, rightly or not, one has gone through it."""
    asked_for, form = _asked_for(request), await read_form(request)
    chosen = {name: value for name, value in form.items() if isinstance(value, str)}
    shown = _lesson_page(request, asked_for, chosen)
    if all(one.chosen for one in _answered(asked_for, chosen)):
        row = {"staff_id": member_of(request).staff_id, "lesson": asked_for.id, "at": datetime.now(UTC)}
        async with request.app[DATABASE].writing() as session:
            await insert_once(session, TrainingMark, row)
    return shown


def _lessons(request: web.Request) -> tuple[Lessons, str]:
    """The lessons in the language of who asks, else in Finnish, and which language that is."""
    language = str(texts_of(request).language)
    known = request.app[LESSONS]
    return (known[language], language) if language in known else (known[FINNISH], FINNISH)


def _asked_for(request: web.Request) -> Lesson:
    found = _lessons(request)[0].named(request.match_info["lesson"])
    if found is None:
        raise PageError(404, "not_found")
    return found


def _lesson_page(request: web.Request, shown: Lesson, form: Mapping[str, str]) -> web.Response:
    answered, (lessons, spoken) = _answered(shown, form), _lessons(request)
    return page(
        request,
        "training_lesson.html",
        lesson=shown,
        told_in=spoken,
        answered=answered,
        complete=all(one.chosen for one in answered),
        tried="csrf" in form,
        following=lessons.after(shown),
    )


def _answered(shown: Lesson, form: Mapping[str, str]) -> list[Answered]:
    """The questions with what the form holds for them; a choice that is not there is none."""
    return [
        Answered(question, dict(enumerate(question.choices)).get(_number(form.get(f"question-{number}"))))
        for number, question in enumerate(shown.questions)
    ]


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 3 else -1


async def _done(request: web.Request) -> frozenset[str]:
    async with request.app[DATABASE].reading() as session:
        found = await session.scalars(
            select(TrainingMark.lesson).where(TrainingMark.staff_id == member_of(request).staff_id)
        )
        return frozenset(found)


ROUTES = (
    Route("GET", ADDRESS, "console_training", show, Action.TRAINING_USE),
    Route("GET", f"{ADDRESS}/{{lesson}}", "console_training_lesson", lesson, Action.TRAINING_USE),
    Route("POST", f"{ADDRESS}/{{lesson}}", "console_training_answer", answer, Action.TRAINING_USE),
)
