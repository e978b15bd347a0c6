"""Checks of the facts, and of every public address in what learners read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from backends.facts.addresses import Allowed, Why, forbidden_in, read_allowed
from backends.facts.domain import Fact, FactsError, load_facts
from datafiles import read_yaml

READ_BY_LEARNERS = (
    "domain.yml",
    "data/facts/*.yml",
    "data/guidance/*.yml",
    "data/intake/*.yml",
    "data/plan/*.yml",
    "data/reminders/*.yml",
    "data/texts/*.yml",
    "data/notices.yml",
    "data/welcome.yml",
)


def check_facts(root: Path) -> Iterator[str]:
    """Yield facts that cannot be read, topics that are no intents, and addresses that are not allowed."""
    try:
        facts = load_facts(root / "data" / "facts")
    except FactsError as error:
        yield f"data/facts/{error}"
        return
    intents = set(read_yaml(root / "domain.yml")["intents"])
    yield from _unknown_topics(facts.values(), intents)
    allowed = read_allowed(root / "data" / "addresses.yml")
    for pattern in READ_BY_LEARNERS:
        for path in sorted(root.glob(pattern)):
            yield from _foreign_addresses(path.relative_to(root), path.read_text(encoding="utf-8"), allowed)


def _unknown_topics(facts: Iterable[Fact], intents: set[str]) -> Iterator[str]:
    for fact in facts:
        for topic in fact.topics:
            if topic not in intents:
                yield f"data/facts: {fact.id}: the topic {topic} is no intent of domain.yml"


def _foreign_addresses(path: Path, text: str, allowed: Allowed) -> Iterator[str]:
    for one in forbidden_in(text, allowed):
        if one.why is Why.FOREIGN:
            yield f"{path}: {one.written}: no address of data/addresses.yml; name the authority instead"
        else:
            yield f"{path}: {one.host}/{one.rest}: deeper than data/addresses.yml allows"
