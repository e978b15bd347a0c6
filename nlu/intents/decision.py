"""From a ranking to what the bot does: act on an intent, ask which of some was meant, or say that it did
not understand. What is likely of the whole, and plain in a clause of it, is acted on too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.intents.clauses import Heard
from nlu.intents.composed import FACTS
from nlu.intents.crisis import CrisisLexicon
from nlu.intents.harmless import tells_of_no_danger
from nlu.intents.scored import Scored
from nlu.intents.scripts import has_another_script, is_in_another_script, is_unreadable
from nlu.intents.symbols import meant_by_symbols
from nlu.reading import Message

CRISIS = "crisis"
OTHER_LANGUAGE = "change_language"
OUT_OF_SCOPE = "out_of_scope"
MOST_CANDIDATES = 3
# A personal identity code alone says nothing that one may act on.
_IDENTITY_CODE = re.compile(r"\s*\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]\s*", re.IGNORECASE)
# What the model needs to call a crisis of a foreign message, and of one whose words a near miss explains.
SURE_CRISIS = 0.9


@dataclass(frozen=True)
class Thresholds:
    """Calibrated probabilities.

    `act`: the bot acts without asking from here on. `clarify`: from here on it asks which intent was meant.
    `candidate`: what is at least this likely is worth offering. `crisis`: lower than `act`, as a missed
    crisis is worse than a needless one; the lexicon decides before it (docs/adr/0087 has the figures).
    """

    act: float = 0.87
    clarify: float = 0.3
    candidate: float = 0.08
    crisis: float = 0.6


@dataclass(frozen=True)
class Decision:
    """`kind` is act, clarify or fallback; `ranking` is the likeliest first, after the crisis layer."""

    kind: str
    ranking: tuple[Scored, ...]

    @property
    def intent(self) -> Scored:
        """The likeliest intent."""
        return self.ranking[0]


def decide(
    message: Message,
    ranking: Sequence[Scored],
    lexicon: CrisisLexicon,
    limits: Thresholds,
    heard: Sequence[Heard] = (),
) -> Decision:
    """Decide on a message: crisis first, then a foreign script, then by confidence.

    `heard` is what its clauses mean by themselves.
    """
    if lexicon.find(message.tokens):
        return Decision("act", _with_first(ranking, CRISIS))
    # Of another script the model knows little more than that it is foreign; there the lexicon alone decides.
    if is_in_another_script(message.text):
        return Decision("act", _with_first(ranking, OTHER_LANGUAGE))
    if is_explained(message, lexicon, _score(ranking, CRISIS)):
        ranking = _without_crisis(ranking)
    if _score(ranking, CRISIS) >= limits.crisis:
        return Decision("act", _with_first(ranking, OTHER_LANGUAGE if _guesses(message, ranking) else CRISIS))
    return _by_confidence(message, _unless_mixed(message, ranking), limits, heard)


def is_explained(message: Message, lexicon: CrisisLexicon, chance: float) -> bool:
    """Whether what the model takes for a crisis is none.

    A near miss explains it, where the model is not sure, or no word of the message may tell of danger.
    """
    return (chance < SURE_CRISIS and lexicon.explains(message.tokens)) or tells_of_no_danger(message)


def _guesses(message: Message, ranking: Sequence[Scored]) -> bool:
    """Whether a crisis is no more than a guess: of words that are not Finnish, and not sure."""
    foreign = has_another_script(message.text) or is_unreadable(message.tokens)
    return foreign and _score(ranking, CRISIS) < SURE_CRISIS


def _unless_mixed(message: Message, ranking: Sequence[Scored]) -> Sequence[Scored]:
    """The ranking; beside words in another script without the crisis that is not likely."""
    return _without_crisis(ranking) if has_another_script(message.text) else ranking


def _by_confidence(
    message: Message, ranking: Sequence[Scored], limits: Thresholds, heard: Sequence[Heard]
) -> Decision:
    meant = meant_by_symbols(message.text)
    if meant:
        return Decision("act", _with_first(ranking, meant))
    if not any(letter.isalnum() for letter in message.text):
        return Decision("fallback", _moved_first(ranking, OUT_OF_SCOPE))
    if _IDENTITY_CODE.fullmatch(message.text):
        return Decision("fallback", tuple(ranking))
    if certainty(ranking, heard, limits.clarify) >= limits.act:
        return Decision("act", tuple(ranking))
    if ranking[0].confidence >= limits.clarify:
        return Decision("clarify", tuple(ranking))
    return Decision("fallback", tuple(ranking))


def certainty(ranking: Sequence[Scored], heard: Sequence[Heard], likely: float) -> float:
    """Return how sure the likeliest intent is: of the whole, or of a clause that says it more plainly.

    A clause counts where the whole is at least `likely` to say it; a fact's does not, as all tell some.
    """
    best = ranking[0]
    if best.confidence < likely or best.name in FACTS:
        return best.confidence
    same = (one.best.confidence for one in heard if one.best.name == best.name)
    return max(best.confidence, *same, 0.0)


def plain(heard: Sequence[Heard], limits: Thresholds) -> dict[str, Heard]:
    """Return the clauses that one would act on, by their intents; of several of an intent the first."""
    sure = [one for one in heard if one.best.confidence >= limits.act]
    return {one.best.name: one for one in reversed(sure)}


def candidates(decision: Decision, limits: Thresholds) -> list[Scored]:
    """Return the intents worth offering as "did you mean": two or three."""
    likely = [scored for scored in decision.ranking if scored.confidence >= limits.candidate]
    return (likely if len(likely) > 1 else list(decision.ranking[:2]))[:MOST_CANDIDATES]


def _score(ranking: Sequence[Scored], name: str) -> float:
    return next((scored.confidence for scored in ranking if scored.name == name), 0.0)


def _without_crisis(ranking: Sequence[Scored]) -> list[Scored]:
    """Return the others with the chances that are theirs when it is none; a crisis is last."""
    left = 1 - _score(ranking, CRISIS)
    others = [Scored(one.name, one.confidence / left) for one in ranking if one.name != CRISIS]
    return [*others, Scored(CRISIS, 0.0)]


def _moved_first(ranking: Sequence[Scored], name: str) -> tuple[Scored, ...]:
    return tuple(sorted(ranking, key=lambda scored: scored.name != name))


def _with_first(ranking: Sequence[Scored], name: str) -> tuple[Scored, ...]:
    others = tuple(scored for scored in ranking if scored.name != name)
    return (Scored(name, max(0.99, _score(ranking, name))), *others)
