"""Rubbish through the whole assistant: a clear 4xx or a kind sentence, nothing lost, never a 5xx."""

import aiohttp
import pytest

from tests.support.assistant import Assistant
from tests.support.chat import learner_at

UNUSUAL = [
    "/restart",
    '/inform{"place": "Oulu"}',
    "\u202e/restart",
    "a" * 2000,
    "🙂🙂🙂",
    "привет, мне нужна работа",
    "مرحبا",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "https://example.org/?q=1",
    "äö" * 500,
    "?",
]


@pytest.mark.parametrize("text", UNUSUAL, ids=range(len(UNUSUAL)))
async def test_an_unusual_text_gets_a_kind_answer(text: str, assistant: Assistant) -> None:
    async with learner_at(assistant.url) as learner:
        await learner.press("Etsin koulutusta")
        answer = await learner.say(text)
        assert answer
        assert all(message["from"] == "bot" and message["text"].strip() for message in answer)


async def test_a_typed_command_sets_nothing_and_restarts_nothing(assistant: Assistant) -> None:
    async with learner_at(assistant.url) as learner:
        await learner.press("Etsin koulutusta")
        await learner.say("haluaisin hoitoalalle")
        await learner.say('/inform{"study_mode": "online"}')
        await learner.say("/restart")
        await learner.press("Uusi ammatti")
        await learner.say("asun Oulussa")
        assert learner.asking == "study_mode"


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        (b"{", {400}),
        (b"[]", {400, 422}),
        (b'{"client_message_id": "x", "text": "%s"}' % (b"a" * 2001), {400, 413, 422}),
        (b'{"client_message_id": "x", "text": "%s"}' % (b"a" * 5_000_000), {413}),
        (b'{"client_message_id": "x", "button": "made-up"}', {400, 404, 422}),
        (b'{"client_message_id": "", "text": "hei"}', {400, 422}),
        (b'{"client_message_id": "x", "text": 5}', {400, 422}),
        (b"\xff\xfe", {400}),
    ],
)
async def test_a_bad_body_is_refused_and_not_stored(
    body: bytes, statuses: set[int], assistant: Assistant
) -> None:
    async with learner_at(assistant.url) as learner:
        before = len(learner.messages)
        async with learner.session.post(
            f"{learner.base}/messages",
            data=body,
            headers={**learner.headers, "Content-Type": "application/json"},
        ) as answer:
            assert answer.status in statuses, await answer.text()
            problem = await answer.json()
            assert problem["error"]["code"]
            assert problem["error"]["message"]
        await learner.poll()
        assert len(learner.messages) == before


async def test_a_foreign_token_and_an_unknown_conversation_open_nothing(assistant: Assistant) -> None:
    async with learner_at(assistant.url) as one, learner_at(assistant.url) as other:
        for address, headers in [
            (one.base, other.headers),
            (one.base, {}),
            (f"{assistant.url}/api/v1/conversations/none-such", one.headers),
        ]:
            async with one.session.get(f"{address}/messages", headers=headers) as answer:
                assert answer.status in {401, 403, 404}


async def test_after_deletion_everything_is_gone(assistant: Assistant) -> None:
    async with learner_at(assistant.url) as learner:
        await learner.say("moi")
        async with learner.session.delete(learner.base, headers=learner.headers) as answer:
            assert answer.status in {200, 204}
        for path in ("/messages", "/export", "/stream"):
            async with learner.session.get(learner.base + path, headers=learner.headers) as answer:
                assert answer.status == 410


async def test_the_export_is_the_persons_own_data_as_masked(assistant: Assistant) -> None:
    async with learner_at(assistant.url) as learner:
        await learner.say("soita mulle 040 123 4567 tai kirjoita matti.meikalainen@example.org")
        async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
            assert answer.status == 200
            exported = await answer.text()
        assert "123 4567" not in exported
        assert "matti.meikalainen" not in exported


async def test_only_the_gateway_is_reached_from_outside(assistant: Assistant) -> None:
    """The engine's HTTP API is off: the tracker of a conversation cannot be read through it."""
    engine = f"http://127.0.0.1:{assistant.ports['engine']}"
    async with aiohttp.ClientSession() as session, session.get(f"{engine}/conversations/x/tracker") as answer:
        assert answer.status == 404
