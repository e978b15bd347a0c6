"""Reads a message in the light of the question that is open.

"raha" alone is a worry, a wish and a cost; after a question about what makes studying hard it is one quick
answer in other words. What a question takes as an answer comes with the message, from the one who asked it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from nlu.analysis import Token, shared_analyzer
from nlu.asking import begins_with_question
from nlu.entities.duration import count_said
from nlu.entities.taken import tells_taken
from nlu.intents.scored import Scored

ANSWER_INTENT = "inform"
TO_SHOW = "näyttää"
OPEN_SUBJECT = "field"  # a question whose short answers may ask something of the subject: "kokin palkka"
NEGATIONS = frozenset({"ei", "eikä", "älä"})
FILLERS = frozenset(
    {
        "no",
        "niin",
        "joo",
        "ihan",
        "kai",
        "ehkä",
        "varmaan",
        "vaan",
        "vain",
        "se",
        "tuo",
        "olla",
        "minä",
        "mun",
        "kyllä",
        "siis",
        "toi",
        "nyt",
        "ne",
        "juuri",
        "ja",
        "tai",
        "sekä",
        "just",
    }
)
TELLING = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})
CACHED_PHRASES = 1024  # an intake has a few hundred, the same in every turn
IN_A_COUNTRY = frozenset({"suomessa", "suomesta", "suomeen", "suomes", "suomest", "suomee"})  # no language
WORDS_BESIDE_AN_OPTION = 1
OF_WAYS = "study_mode"  # "iltaisin töissä" is no way to study
OF_NUMBERS = frozenset({"age", "duration"})  # entities of questions in which a number says another answer
SHORT_ANSWER = 3  # words that are hardly more than what was asked for, whatever the model thinks of them
ANSWERED_BEFORE_INTENT = ("ask_", "find_", "inform")  # beginnings of what such words may look like
LONGEST_ANSWER = 6  # words; a longer message says more than the answer to one question


@dataclass(frozen=True)
class ExpectedOption:
    """A quick answer: the phrases that say it, and what its button would have said."""

    phrases: tuple[str, ...]
    intent: str = ANSWER_INTENT
    entities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Expectation:
    """What the open question takes as an answer."""

    question: str
    intents: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    options: tuple[ExpectedOption, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What the message is as an answer: its intent, and entities that a quick answer brings."""

    intent: str
    entities: Mapping[str, str] = field(default_factory=dict)


def expectation_of(profile: Mapping[str, Any]) -> Expectation | None:
    """Read the expectation that a profile holds under `expects`; that of a closed question is none."""
    stored = profile.get("expects")
    open_question = (profile.get("dialogue") or {}).get("open")
    if not isinstance(stored, Mapping) or not open_question or stored.get("question") != open_question:
        return None
    options = (
        ExpectedOption(tuple(row["phrases"]), row.get("intent") or ANSWER_INTENT, row.get("entities") or {})
        for row in stored.get("options") or ()
    )
    return Expectation(
        str(open_question),
        frozenset(stored.get("intents") or ()),
        frozenset(stored.get("entities") or ()),
        tuple(options),
    )


def read_as_answer(
    tokens: Sequence[Token],
    entities: Collection[str],
    ranking: Sequence[Scored],
    expected: Expectation,
    *,
    sure: bool,
    least: float,
) -> Reading | None:
    """Return what a message is as an answer to the open question, or None when it is not read as one.

    A quick answer in a few words goes before the model's own opinion. Where the model is not `sure`, the
    likeliest intent that the question takes is enough from `least` on, and so is an entity that it asks for.
    """
    words = [token for token in tokens if token.pos not in {"PUNCT", "SYM"}]
    asks = begins_with_question(" ".join(word.text for word in words))  # "oonko liian vanha" is no answer
    shows = any(word.lemma == TO_SHOW for word in words)  # "näytä kurssi" wants to see, "kurssi" answers
    taken = OF_WAYS in expected.entities and tells_taken(
        [(word.text.lower(), (word.lemma,)) for word in words]
    )
    may_be_quick = len(words) <= LONGEST_ANSWER and not (asks or shows or taken)
    if may_be_quick and (option := _option_said(words, expected)):
        return Reading(option.intent, option.entities)
    if _is_short_answer(words, entities, ranking, expected) and not (asks or shows):
        return Reading(ANSWER_INTENT)
    if sure:
        return None
    for scored in ranking:
        if scored.name in expected.intents and scored.confidence >= least:
            return Reading(scored.name)
    if len(words) <= LONGEST_ANSWER and expected.entities.intersection(entities):
        return Reading(ANSWER_INTENT)
    return None


def _is_short_answer(
    words: Sequence[Token], entities: Collection[str], ranking: Sequence[Scored], expected: Expectation
) -> bool:
    """Whether a few words hold what a closed question asks for: "keikkahommia" to how one's life is now."""
    if expected.question == OPEN_SUBJECT or not expected.options or len(words) > SHORT_ANSWER:
        return False
    looks_harmless = bool(ranking) and ranking[0].name.startswith(ANSWERED_BEFORE_INTENT)
    return looks_harmless and bool(expected.entities.intersection(entities))


def _option_said(words: Sequence[Token], expected: Expectation) -> ExpectedOption | None:
    """The one quick answer that the words say; the longest phrase wins, two alike say neither."""
    said = {word.lemma for word in words if word.text.lower() not in IN_A_COUNTRY}
    content = said - FILLERS
    counts = _counts(words) if expected.entities & OF_NUMBERS else frozenset()
    best: list[tuple[int, ExpectedOption]] = []
    for option in expected.options:
        phrases = [base for phrase in option.phrases if not _says_only_no(base := base_forms(phrase), words)]
        phrases = [base for base in phrases if counts <= base]  # "puoltoista vuotta" is not "vuosi"
        sizes = [size for phrase in phrases if (size := _match(phrase, said, content))]
        if sizes:
            best.append((max(sizes), option))
    best.sort(key=lambda pair: -pair[0])
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def _counts(words: Sequence[Token]) -> frozenset[str]:
    """The lemmas of the words that count something."""
    return frozenset(word.lemma for word in words if count_said(word.text.lower()) is not None)


def _says_only_no(phrase: frozenset[str], words: Sequence[Token]) -> bool:
    """Whether a phrase is a mere "ei" and the message denies something of its own: "en ymmärrä"."""
    return phrase <= NEGATIONS and any(word.pos in TELLING and word.lemma not in FILLERS for word in words)


def _match(phrase: frozenset[str], said: Collection[str], content: Collection[str]) -> int:
    """How many words of a phrase were said, 0 unless all were, with hardly a word beside, and as negated."""
    if not phrase or not phrase <= frozenset(said):
        return 0
    if NEGATIONS.intersection(said) and not NEGATIONS.intersection(phrase):
        return 0
    beside = frozenset(content) - phrase
    return len(phrase) if len(beside) <= WORDS_BESIDE_AN_OPTION else 0


@lru_cache(CACHED_PHRASES)
def base_forms(phrase: str) -> frozenset[str]:
    """The lemmas of a phrase that carry it: fillers count only where there is nothing else."""
    tokens = [token for token in shared_analyzer().tokens(phrase) if token.pos != "PUNCT"]
    lemmas = frozenset(token.lemma for token in tokens if token.text.lower() not in IN_A_COUNTRY)
    return lemmas - FILLERS or lemmas
