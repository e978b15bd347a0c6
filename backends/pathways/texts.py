"""Says paths in plain Finnish (data/pathways/texts.yml): no sentence is longer than 18 words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from backends.pathways.domain import FINNISH, Objective, Status, Step, StepKind
from backends.pathways.settings import PATHWAYS
from datafiles import read_yaml

_MOST_WORDS = 13
_MOST_NAMES = 3


class Recognition(BaseModel):
    """How recognition of prior learning is told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    why: str
    how: str


class PathTexts(BaseModel):
    """The whole of texts.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    objectives: dict[Objective, str]
    status: dict[Status, str]
    recognition: Recognition
    adds: str
    adds_plain: str
    more: str
    meets: str
    meets_usual: str
    prepare: str
    prepare_finnish: str
    shorter: str
    relaxed: dict[str, str]
    unknown: dict[str, str]


@lru_cache(maxsize=1)
def path_texts() -> PathTexts:
    """Reads the texts once."""
    content = read_yaml(PATHWAYS / "texts.yml")
    return PathTexts.model_validate(content)


def why(step: Step, skills: Sequence[str], law: Sequence[str], usual: Sequence[str]) -> str:
    """Why a step is there: names of the skills that it adds, of requirements of the law and usual ones."""
    texts = path_texts()
    if step.kind is StepKind.RECOGNITION:
        return f"{_named(texts.recognition.why, skills, texts.adds_plain)} {texts.recognition.how}"
    if step.kind is StepKind.PREPARE:
        levels = [token.removeprefix(FINNISH) for token in step.adds if token.startswith(FINNISH)]
        return texts.prepare_finnish.format(level=levels[-1]) if levels else texts.prepare
    said = [texts.meets.format(requirement=name) for name in law]
    said += [texts.meets_usual.format(requirement=name) for name in usual]
    if skills:
        said.append(_named(texts.adds, skills, texts.adds_plain))
        if len(skills) > _MOST_NAMES:
            said.append(texts.more.format(count=len(skills)))
    return " ".join(said)


def messages(texts: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """The sentences of unmet wishes or unknown facts."""
    return [texts[name] for name in names]


def _named(template: str, names: Sequence[str], plain: str) -> str:
    """The sentence with as many names as it bears; without any where the first is too long."""
    chosen: list[str] = []
    for name in names[:_MOST_NAMES]:
        if sum(len(one.split()) for one in (*chosen, name)) > _MOST_WORDS:
            break
        chosen.append(name)
    return template.format(skills=", ".join(chosen)) if chosen else plain
