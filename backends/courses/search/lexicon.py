"""The search's words as data (data/search): stop words, synonyms, cue words of wishes, texts of
explanations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from backends.courses.domain import CostClass, Kind, Mode, Time
from backends.paths import SEARCH_DATA

WISHES: Mapping[str, type[Mode] | type[Time] | type[Kind] | type[CostClass]] = {
    "mode": Mode,
    "time": Time,
    "kind": Kind,
    "cost": CostClass,
}


class LexiconError(ValueError):
    """A file of data/search that cannot be used."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A wish that a word or phrase of a query stands for. `keep`: the word is looked for in texts, too."""

    wish: str
    want: tuple[str, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class CompoundCue:
    """A wish that is said by the first part (with a known last part) or by the last part of a compound.

    What a last part is said of is still looked for: `keep` is true then.
    """

    cue: Cue
    first: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refusals:
    """How people say what they do not want: "en jaksa enää hoitotyötä", "jotain muuta kuin siivousta".

    `negations` with one of `verbs` (base forms) or of `nouns_after` lead to what is refused, and so does one
    of the phrases `but` where it is no cue ("ilman amk"); `between` may stand in the middle, `followed_by`
    after what is refused ("ilman lähihoitajan papereita"). With one of `subject_verbs` and nothing after it,
    what stands before is refused: "siivous ei kiinnosta".
    """

    negations: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    subject_verbs: frozenset[str] = frozenset()
    nouns_after: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()
    joined_by: frozenset[str] = frozenset()
    followed_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of data/search, checked. Phrases are lower-case, words separated by one space.

    `prevailing`: words whose synonyms are what people mean, whatever else the catalogue calls so.
    `weak`: words and phrases that say for whom or how far, and little of the subject.
    `first_parts`: what a word is as the first part of a compound ("lapsi": "lasten"), for those who write
    its parts as two words in their base forms. `refusals` say what is not wanted.
    """

    stop: frozenset[str]
    generic: frozenset[str]
    heads: frozenset[str]
    endings: frozenset[str]
    cues: Mapping[str, tuple[Cue, ...]]
    compound_cues: tuple[CompoundCue, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, Any]
    prevailing: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    first_parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=lambda: Refusals())

    def longest_phrases(self) -> dict[str, int]:
        """Words in the longest phrase among cues, synonyms and what weighs little, by its first word."""
        longest: dict[str, int] = {}
        for first, *more in map(str.split, (*self.cues, *self.synonyms, *self.weak)):
            longest[first] = max(longest.get(first, 1), len(more) + 1)
        return longest


def load_lexicon(folder: Path = SEARCH_DATA) -> Lexicon:
    """Reads and checks data/search; LexiconError names the file and what is wrong."""
    words = _read(folder / "words.yml")
    cues, compound = _cues(folder / "cues.yml")
    synonyms, prevailing = _synonyms(folder / "synonyms.yml")
    return Lexicon(
        stop=_words(words, "stop"),
        generic=_words(words, "generic"),
        heads=_words(words, "heads"),
        endings=_words(words, "endings"),
        cues=cues,
        compound_cues=compound,
        synonyms=synonyms,
        texts=_read(folder / "why.yml"),
        prevailing=prevailing,
        weak=_words(words, "weak"),
        first_parts={
            str(word): _strings(firsts, "words.yml: first_parts")
            for word, firsts in words.get("first_parts", {}).items()
        },
        refusals=_refusals(words.get("refusals", {})),
    )


@lru_cache(maxsize=1)
def shared_lexicon() -> Lexicon:
    """The lexicon of this repository, read once."""
    return load_lexicon()


def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{path.name}: {error}") from error
    if not isinstance(content, dict):
        raise LexiconError(f"{path.name}: a mapping is expected")
    return content


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LexiconError(f"{where}: a list of words is expected (quote words such as on and no)")
    return tuple(" ".join(str(item).lower().split()) for item in value)


def _words(content: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(_strings(content.get(key), f"words.yml: {key}"))


def _refusals(content: Mapping[str, Any]) -> Refusals:
    unknown = content.keys() - {one.name for one in fields(Refusals)}
    if unknown:
        raise LexiconError(f"words.yml: refusals: unknown key {sorted(unknown)[0]!r}")
    return Refusals(
        **{name: frozenset(_strings(says, f"words.yml: refusals: {name}")) for name, says in content.items()}
    )


def _cues(path: Path) -> tuple[dict[str, tuple[Cue, ...]], tuple[CompoundCue, ...]]:
    cues: dict[str, tuple[Cue, ...]] = {}
    compound: list[CompoundCue] = []
    for wish, groups in _read(path).items():
        if wish not in WISHES:
            raise LexiconError(f"{path.name}: unknown wish {wish!r}")
        for group in groups:
            where = f"{path.name}: {wish}"
            want = _strings(group.get("want"), where)
            unknown = set(want) - {member.value for member in WISHES[wish]}
            if unknown:
                raise LexiconError(f"{where}: unknown value {sorted(unknown)[0]!r}")
            cue = Cue(wish, want, bool(group.get("keep", False)))
            for phrase in _strings(group.get("say", []), where):
                cues[phrase] = (*cues.get(phrase, ()), cue)
            first, heads, last = (
                frozenset(_strings(group.get(f"compound_{key}", []), where))
                for key in ("first", "heads", "last")
            )
            if first:
                compound.append(CompoundCue(cue, first=first, heads=heads))
            if last:
                compound.append(CompoundCue(Cue(wish, want, keep=True), last=last))
    return cues, tuple(compound)


def _synonyms(path: Path) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    content = _read(path)
    found: dict[str, dict[str, None]] = {}
    prevailing: set[str] = set()
    for group in content.get("groups", []):
        finds = _strings(group.get("find"), f"{path.name}: find")
        says = _strings(group.get("say"), f"{path.name}: say")
        for said in says:
            found.setdefault(said, {}).update(dict.fromkeys(finds))
        if group.get("prevails", False):
            prevailing.update(says)
    for equal in content.get("same", []):
        words = _strings(equal, f"{path.name}: same")
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in words if other != word))
    return {said: tuple(finds) for said, finds in found.items()}, frozenset(prevailing)
