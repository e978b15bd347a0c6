"""Checks of the NLU training data: contradictions, duplicates, leaks into the tests, thin intents."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cli.validation.near_copies import NearCopies
from datafiles import read_yaml
from nlu.analysis import shared_analyzer

LEAST_EXAMPLES = 40
ENTITY = re.compile(r"\[([^\]]+)\]\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """One training sentence: plain text, its intent, its annotations, and the file that holds it."""

    text: str
    intent: str
    annotations: tuple[str, ...]
    file: str

    @property
    def key(self) -> str:
        """The sentence as compared: case, spaces and closing punctuation do not make two of one."""
        return " ".join(self.text.lower().split()).rstrip(".!?")


def read_examples(folder: Path) -> Iterator[Example]:
    """Yield the examples of every file under `folder` (Rasa's YAML)."""
    for path in sorted(folder.glob("*.yml")):
        for block in read_yaml(path).get("nlu") or ():
            for line in (block.get("examples") or "").splitlines():
                if line.startswith("- "):
                    annotations = tuple(match[2] for match in ENTITY.finditer(line))
                    yield Example(
                        ENTITY.sub(r"\1", line[2:]).strip(), block["intent"], annotations, path.name
                    )


def check_training_data(root: Path) -> Iterator[str]:
    """Yield what is wrong with `data/nlu`, and which test sentences are copies or near copies of its own."""
    domain = read_yaml(root / "domain.yml")
    examples = list(read_examples(root / "data" / "nlu"))
    yield from _check_amounts(examples, set(domain["intents"]) - _never_typed(root))
    yield from _check_repeats(examples)
    yield from _check_annotations(examples, set(domain["entities"]))
    yield from _check_leaks(examples, root / "evaluation" / "nlu")


def _never_typed(root: Path) -> set[str]:
    """The intents that nobody types: the fallback, and those of buttons alone. They need no examples."""
    rules = read_yaml(root / "data" / "rules" / "buttons.yml")["rules"]
    return {"nlu_fallback", *(rule["steps"][0]["intent"] for rule in rules)}


def _check_amounts(examples: list[Example], intents: set[str]) -> Iterator[str]:
    amounts = Counter(example.intent for example in examples)
    for name in sorted(intents):
        if amounts[name] < LEAST_EXAMPLES:
            yield f"data/nlu/{name}.yml: {amounts[name]} examples; at least {LEAST_EXAMPLES} are needed"
    for name in sorted(amounts.keys() - intents):
        yield f"data/nlu: examples for {name}, which is no intent of domain.yml"


def _check_repeats(examples: list[Example]) -> Iterator[str]:
    by_key: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_key[example.key].append(example)
    for same in by_key.values():
        intents = sorted({example.intent for example in same})
        if len(intents) > 1:
            yield f"data/nlu: '{same[0].text}' stands under {' and '.join(intents)}"
        elif len(same) > 1:
            yield f"data/nlu/{same[0].file}: '{same[0].text}' stands {len(same)} times"


def _check_annotations(examples: list[Example], entities: set[str]) -> Iterator[str]:
    for example in examples:
        for annotation in example.annotations:
            try:
                name = json.loads("{" + annotation + "}").get("entity")
            except json.JSONDecodeError:
                yield f"data/nlu/{example.file}: '{example.text}': unreadable annotation {{{annotation}}}"
                continue
            if name not in entities:
                yield f"data/nlu/{example.file}: '{example.text}': {name} is no entity of domain.yml"


def _check_leaks(examples: list[Example], folder: Path) -> Iterator[str]:
    tests = [
        (path, str(row["text"])) for path in sorted(folder.glob("*/*.yml")) for row in read_yaml(path) or ()
    ]
    copies = NearCopies([example.text for example in examples], lemmas_of) if tests else None
    for path, text in tests:
        original = copies.original_of(text) if copies else None
        if original is not None:
            place = f"evaluation/nlu/{path.parent.name}/{path.name}"
            yield f"{place}: '{text}' is a near copy of the training sentence '{original}'"


def lemmas_of(text: str) -> frozenset[str]:
    tokens = shared_analyzer().tokens(text)
    return frozenset(token.lemma for token in tokens if token.pos not in ("PUNCT", "SYM"))
