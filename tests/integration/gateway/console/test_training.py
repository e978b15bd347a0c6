"""The training path: answers are explained, a lesson is done when all is answered, each for oneself."""

from sqlalchemy import select

from bot.keys import DATABASE
from bot.training.keys import LESSONS
from bot.training.schema import TrainingMark
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, SignIn
from tests.support.console import Browser

TRAINING = "/console/training"


async def marks(gateway: Gateway) -> list[tuple[int, str]]:
    """Who has gone through what."""
    async with gateway.app[DATABASE].reading() as session:
        rows = await session.execute(select(TrainingMark.staff_id, TrainingMark.lesson))
        return [(row[0], row[1]) for row in rows]


@BOTH
async def test_a_lesson_is_done_when_every_question_has_an_answer(
    gateway: Gateway, counsellor: Browser, sign_in: SignIn
) -> None:
    lesson = gateway.app[LESSONS]["fi"].lessons[0]
    address = f"{TRAINING}/{lesson.id}"
    assert lesson.case in (await counsellor.get(address)).text
    half = await counsellor.post(address, **{"question-0": "0"})
    assert lesson.questions[0].choices[0].told in half.text
    assert half.text.count("Valitse jokin vaihtoehto.") == len(lesson.questions) - 1
    assert await marks(gateway) == []
    answers = {f"question-{number}": "1" for number in range(len(lesson.questions))}
    for _ in range(2):
        assert "Seuraava:" in (await counsellor.post(address, **answers)).text
    assert [name for _, name in await marks(gateway)] == [lesson.id]
    assert "Tehty 1 / " in (await counsellor.get(TRAINING)).text
    other = await sign_in("toinen.ohjaus")
    assert "Tehty 0 / " in (await other.get(TRAINING)).text


async def test_rubbish_is_no_answer(gateway: Gateway, counsellor: Browser) -> None:
    address = f"{TRAINING}/{gateway.app[LESSONS]['fi'].lessons[0].id}"
    for value in ("", "-1", "99", "²", "<b>", "1" * 500):
        page = await counsellor.post(address, **{"question-0": value, "question-1": value})
        assert page.status == 200
        assert "Seuraava:" not in page.text
    assert await marks(gateway) == []
    assert (await counsellor.get(f"{TRAINING}/nowhere")).status == 404
