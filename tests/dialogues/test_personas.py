"""Scripted learners of the target groups against the trained model, through the chat API.

Each file of `personas/` says who it is, the `opening`, and what is answered to each question (`answers`;
the others are skipped). `interrupts` are said once while that question is open, with words that the answer
must have; `corrections` follow the first suggestions. What the opening `stated` must not be asked,
nor what the answer to a question `tells` of others.
"""

from pathlib import Path

import pytest
import yaml

from tests.support.assistant import Assistant
from tests.support.chat import Json, learner_at
from tests.support.persona import Walk

FILES = sorted((Path(__file__).parent / "personas").glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_persona_reaches_what_they_need(path: Path, assistant: Assistant) -> None:
    persona = read(path)
    async with learner_at(assistant.url, persona.get("source")) as learner:
        walk = Walk(learner, persona)
        await walk.run()
        transcript = "\n".join(f"{message['from']}: {message['text']}" for message in learner.messages)
        faults = [*walk.check(), *walk.told_none]
    assert not faults, f"{persona['who']}\n{transcript}\n" + "\n".join(faults)


def read(path: Path) -> Json:
    """Read one persona."""
    persona: Json = yaml.safe_load(path.read_text(encoding="utf-8"))
    return persona
