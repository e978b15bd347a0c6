"""Thresholds, crisis layer and foreign scripts."""

import pytest

from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import Decision, Thresholds, candidates, decide
from nlu.intents.scored import Scored
from nlu.intents.scripts import is_in_another_script
from nlu.reading import read_message

LIMITS = Thresholds(act=0.8, clarify=0.4, candidate=0.1, crisis=0.3)


def decided(text: str, *scores: tuple[str, float]) -> Decision:
    return decide(read_message(text), [Scored(*score) for score in scores], shared_lexicon(), LIMITS)


@pytest.mark.parametrize(
    ("confidence", "kind"), [(0.8, "act"), (0.79, "clarify"), (0.4, "clarify"), (0.39, "fallback")]
)
def test_kind_by_confidence(confidence: float, kind: str) -> None:
    assert decided("kurssi", ("find_course", confidence), ("inform", 0.1)).kind == kind


def test_lexicon_overrides_the_model() -> None:
    decision = decided("haluan kuolla", ("inform", 0.99), ("crisis", 0.0))
    assert (decision.kind, decision.intent.name) == ("act", "crisis")
    assert [scored.name for scored in decision.ranking] == ["crisis", "inform"]


def test_model_alone_needs_little_for_a_crisis() -> None:
    assert decided("moi", ("inform", 0.6), ("crisis", 0.35)).intent.name == "crisis"


@pytest.mark.parametrize("text", ["привет, как дела", "مرحبا كيف حالك", "你好你好"])
def test_foreign_script_is_a_wish_for_another_language(text: str) -> None:
    assert decided(text, ("inform", 0.2), ("change_language", 0.1)).intent.name == "change_language"


@pytest.mark.parametrize("text", ["", "😀😀", "...", "123"])
def test_what_is_no_words_is_in_no_script(text: str) -> None:
    assert not is_in_another_script(text)


def test_nothing_to_read_is_a_fallback() -> None:
    decision = decided("😀", ("affirm", 0.9), ("out_of_scope", 0.05), ("deny", 0.05))
    assert (decision.kind, decision.intent.name) == ("fallback", "out_of_scope")
    assert [scored.name for scored in decision.ranking] == ["out_of_scope", "affirm", "deny"]


def test_two_or_three_candidates_are_offered() -> None:
    decision = decided("kurssi", ("a", 0.5), ("b", 0.2), ("c", 0.15), ("d", 0.15))
    assert [scored.name for scored in candidates(decision, LIMITS)] == ["a", "b", "c"]
    lonely = decided("kurssi", ("a", 0.6), ("b", 0.05))
    assert [scored.name for scored in candidates(lonely, LIMITS)] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("👍", "affirm"),
        (" 👍🏽👍 ", "affirm"),
        ("🤷‍♀️", "dont_know"),
        ("👎", "deny"),
        ("🙏", "thank"),
        ("??", "clarify"),
    ],
)
def test_a_message_of_symbols_may_be_an_answer(text: str, intent: str) -> None:
    decision = decided(text, ("out_of_scope", 0.5), (intent, 0.1))
    assert (decision.kind, decision.intent.name) == ("act", intent)


@pytest.mark.parametrize("text", ["👍👎", "👍 raksa", "👍" * 50])
def test_other_symbols_are_left_to_the_model(text: str) -> None:
    assert decided(text, ("inform", 0.1), ("affirm", 0.05)).kind == "fallback"


def test_an_identity_code_alone_is_not_acted_on() -> None:
    assert decided("131052-308T", ("inform", 0.95), ("deny", 0.05)).kind == "fallback"


def test_what_a_near_miss_explains_needs_a_surer_model() -> None:
    explained = decided("itsemurhien ehkäisyä työkseni", ("crisis", 0.8), ("find_course", 0.18))
    assert [scored.name for scored in explained.ranking] == ["find_course", "crisis"]
    assert explained.intent.confidence == pytest.approx(0.9)
    assert decided("itsemurhien ehkäisyä", ("crisis", 0.95), ("find_course", 0.05)).intent.name == "crisis"
