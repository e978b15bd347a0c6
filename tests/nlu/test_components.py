"""The Rasa components on messages: lemmas on tokens, entities, decision; payloads are left alone."""

from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.context import ContextComponent
from nlu.components.decision import DecisionComponent
from nlu.components.entities import FinnishEntityExtractor
from nlu.components.tokenizer import VoikkoTokenizer
from nlu.intents.decision import Thresholds


def ranked(text: str, *scores: tuple[str, float]) -> Message:
    message = Message({TEXT: text})
    ranking = [{"name": name, "confidence": score} for name, score in scores]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set("intent_ranking", ranking, add_to_output=True)
    return message


def test_tokens_have_lemmas_and_parts_of_speech() -> None:
    tokenizer = VoikkoTokenizer(VoikkoTokenizer.get_default_config())
    tokens = tokenizer.tokenize(Message({TEXT: "haluun lähihoitajaks 😀"}), TEXT)
    assert [token.lemma for token in tokens] == ["haluta", "lähihoitaja", "😀"]
    assert all(token.get("pos") for token in tokens)


def test_a_text_without_tokens_has_one() -> None:
    tokenizer = VoikkoTokenizer(VoikkoTokenizer.get_default_config())
    assert len(tokenizer.tokenize(Message({TEXT: "\x07"}), TEXT)) == 1


def test_entities_are_put_on_the_message() -> None:
    message = Message({TEXT: "haluun sähkäriks"})
    FinnishEntityExtractor().process([message])
    (entity,) = message.get(ENTITIES)
    assert (entity["entity"], entity["value"]) == ("occupation", "sähköasentaja")
    assert (entity["start"], entity["end"]) == (7, 16)


def test_unsure_means_fallback_with_candidates() -> None:
    message = ranked("joku kurssi", ("find_course", 0.5), ("find_short_course", 0.4), ("inform", 0.1))
    DecisionComponent(Thresholds()).process([message])
    assert message.get(INTENT)["name"] == "nlu_fallback"
    decision = message.as_dict(only_output_properties=True)["decision"]
    assert decision["kind"] == "clarify"
    assert [row["name"] for row in decision["candidates"]] == ["find_course", "find_short_course", "inform"]
    assert decision["ranking"][0]["name"] == "find_course"


def test_sure_means_the_intent_itself() -> None:
    message = ranked("haluan opiskella", ("find_course", 0.9), ("inform", 0.1))
    DecisionComponent(Thresholds()).process([message])
    assert message.get(INTENT)["name"] == "find_course"
    assert message.get("decision")["kind"] == "act"


def test_crisis_goes_before_all() -> None:
    message = ranked("mä haluun kuolla", ("complain", 0.9), ("crisis", 0.01))
    DecisionComponent(Thresholds()).process([message])
    assert message.get(INTENT)["name"] == "crisis"


def test_payloads_are_left_alone() -> None:
    message = Message({TEXT: '/inform{"place": "Oulu"}'})
    FinnishEntityExtractor().process([message])
    DecisionComponent(Thresholds()).process([message])
    assert message.get("decision") is None
    assert not message.get(ENTITIES)


def test_the_open_question_decides_what_a_word_means() -> None:
    message = ranked("raha", ("ask_financing", 0.5), ("worry_money", 0.3), ("inform", 0.1))
    expects = {"question": "barriers", "options": [{"phrases": ["Raha"], "intent": "worry_money"}]}
    message.set("metadata", {"profile": {"expects": expects, "dialogue": {"open": "barriers"}}})
    DecisionComponent(Thresholds()).process([message])
    ContextComponent(0.15).process([message])
    assert message.get(INTENT)["name"] == "worry_money"
    assert message.get("decision")["kind"] == "act"


def test_an_open_question_never_hides_a_crisis() -> None:
    message = ranked("mä haluun kuolla", ("complain", 0.9), ("crisis", 0.01))
    expects = {"question": "goal", "intents": ["complain"], "options": [{"phrases": ["mä haluun kuolla"]}]}
    message.set("metadata", {"profile": {"expects": expects, "dialogue": {"open": "goal"}}})
    DecisionComponent(Thresholds()).process([message])
    ContextComponent(0.15).process([message])
    assert message.get(INTENT)["name"] == "crisis"
