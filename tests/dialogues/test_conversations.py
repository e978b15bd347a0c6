"""Whole conversations against the trained model, through the chat API, as data files.

Each file of `conversations/` is a list of steps. A step is what the learner does (`say` or `press`) and what
must hold of the answer: `asking` (question id or null), `says` / `never_says` (words, whatever the case),
`cards` (at least so many), `cards_say` / `cards_never_say` (words in any card), `buttons` (titles that must
be there), `place` (the first card is there; any other is there too, or its reason says what is known of its
place).
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.assistant import Assistant
from tests.support.chat import Learner, learner_at

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))

Json = dict[str, Any]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_conversation(path: Path, assistant: Assistant) -> None:
    conversation = read(path)
    async with learner_at(assistant.url, conversation.get("source")) as learner:
        check(conversation.get("greeting") or {}, learner.messages, learner, "greeting")
        for number, step in enumerate(conversation["steps"], start=1):
            answer = await act(step, learner)
            check(step, answer, learner, f"step {number}: {step.get('say') or step.get('press')}")


def read(path: Path) -> Json:
    """Read one conversation."""
    conversation: Json = yaml.safe_load(path.read_text(encoding="utf-8"))
    return conversation


async def act(step: Json, learner: Learner) -> list[Json]:
    """Do what the learner does in this step."""
    if "press" in step:
        return await learner.press(step["press"])
    return await learner.say(step["say"])


def check(step: Json, answer: list[Json], learner: Learner, where: str) -> None:
    """Compare the answer with what the step expects, and with what must always hold."""
    said = " ".join(message["text"] for message in answer)
    assert answer, f"{where}: no answer"
    assert all(message["from"] == "bot" for message in answer), f"{where}: {said}"
    if "asking" in step:
        assert learner.asking == step["asking"], f"{where}: asks {learner.asking}: {said}"
    for words in step.get("says", ()):
        assert words.lower() in said.lower(), f"{where}: '{words}' is missing: {said}"
    for words in step.get("never_says", ()):
        assert words.lower() not in said.lower(), f"{where}: '{words}' is there: {said}"
    cards = [card for message in answer for card in message.get("cards") or []]
    assert len(cards) >= step.get("cards", 0), f"{where}: {len(cards)} cards: {said}"
    assert all(card["why"] for card in cards), f"{where}: a card without why"
    shown = " ".join(f"{card['title']} {card['subtitle']} {card['why']}" for card in cards)
    for words in step.get("cards_say", ()):
        assert words.lower() in shown.lower(), f"{where}: no card says '{words}': {shown}"
    for words in step.get("cards_never_say", ()):
        assert words.lower() not in shown.lower(), f"{where}: a card says '{words}': {shown}"
    courses = [card for card in cards if card["kind"] == "course"]
    assert all(card["url"] for card in courses), f"{where}: a course without a link"
    titles = {button["title"] for message in answer for button in message.get("buttons") or []}
    assert set(step.get("buttons", ())) <= titles, f"{where}: buttons {titles}"
    if place := step.get("place"):
        assert place in cards[0]["subtitle"], f"{where}: {cards[0]}"
        for card in cards[1:]:
            assert place in card["subtitle"] or "paik" in card["why"].lower(), f"{where}: {card}"
