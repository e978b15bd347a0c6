"""Words read as the answer to the open question."""

import pytest

from nlu.expectation import Expectation, ExpectedOption, Reading, expectation_of, read_as_answer
from nlu.intents.scored import Scored
from nlu.reading import read_message

BARRIERS = Expectation(
    "barriers",
    intents=frozenset({"deny", "worry_money"}),
    options=(
        ExpectedOption(("Ei mitään", "ei ole"), entities={"answer": "barriers:none"}),
        ExpectedOption(("Raha", "rahat"), intent="worry_money"),
        ExpectedOption(("Lapset tai perhe", "lapset"), intent="worry_family"),
    ),
)
FIELD = Expectation("field", entities=frozenset({"field", "occupation"}))


def read(text: str, expected: Expectation, *scores: tuple[str, float], sure: bool = False) -> Reading | None:
    message = read_message(text)
    ranking = [Scored(name, confidence) for name, confidence in scores]
    entities = {entity.entity for entity in message.entities}
    return read_as_answer(message.tokens, entities, ranking, expected, sure=sure, least=0.15)


def test_a_country_is_no_language() -> None:
    language = ExpectedOption(("Suomen kieli", "suomi"), entities={"answer": "goal:language"})
    goal = Expectation("goal", options=(language,))
    assert read("suomea", goal, ("find_job", 0.4)) is not None
    assert read("työtä Suomessa", goal, ("find_job", 0.4)) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("raha", "worry_money"),
        ("no rahat vaan", "worry_money"),
        ("lapset", "worry_family"),
        ("ei oo mitään", "inform"),
    ],
)
def test_a_quick_answer_in_other_words_goes_before_the_models_opinion(text: str, intent: str) -> None:
    reading = read(text, BARRIERS, ("ask_financing", 0.95), sure=True)
    assert reading is not None
    assert reading.intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "raha ei oo ongelma",
        "paljonko se koulutus sitten maksaa",
        "raha ja lapset",
        "en ymmärrä",
        "en osaa",
        "😀",
        "",
    ],
)
def test_what_says_more_or_denies_is_no_quick_answer(text: str) -> None:
    assert read(text, BARRIERS, ("ask_cost", 0.9), sure=True) is None


def test_an_intent_that_the_question_takes_is_believed_sooner() -> None:
    assert read("hmm vähän hankalaa", BARRIERS, ("complain", 0.4), ("worry_money", 0.2)) == Reading(
        "worry_money"
    )
    assert read("hmm vähän hankalaa", BARRIERS, ("complain", 0.4), ("worry_money", 0.1)) is None


def test_an_entity_that_the_question_asks_for_is_an_answer() -> None:
    assert read("vaikka hoitoala", FIELD, ("greet", 0.3)) == Reading("inform")
    assert read("vaikka hoitoala", FIELD, ("find_course", 0.9), sure=True) is None


def test_an_expectation_of_a_question_that_was_closed_is_none() -> None:
    stored = {"question": "place", "intents": [], "entities": ["place"], "options": [{"phrases": ["Oulu"]}]}
    assert expectation_of({"expects": stored, "dialogue": {"open": "goal"}}) is None
    assert expectation_of({"expects": stored}) is None
    assert expectation_of({}) is None
    found = expectation_of({"expects": stored, "dialogue": {"open": "place"}})
    assert found is not None
    assert found.options[0].intent == "inform"


@pytest.mark.parametrize("text", ["onko raha este", "riittääkö rahat", "oonks mä liian köyhä, rahat"])
def test_a_question_is_no_quick_answer(text: str) -> None:
    assert read(text, BARRIERS, ("ask_cost", 0.9), sure=True) is None


STATUS = Expectation(
    "employment_status",
    entities=frozenset({"employment_status"}),
    options=(ExpectedOption(("Olen työtön",), entities={"employment_status": "unemployed"}),),
)


def test_hardly_more_than_what_a_closed_question_asks_for_is_its_answer() -> None:
    assert read("keikkahommia vaan", STATUS, ("find_job", 0.95), sure=True) == Reading("inform")
    assert read("saako keikkahommia", STATUS, ("find_job", 0.95), sure=True) is None
    assert read("keikkahommia", STATUS, ("request_human", 0.95), sure=True) is None
    assert read("hoitoala", FIELD, ("ask_occupation", 0.95), sure=True) is None


def test_a_number_beside_a_quick_answer_says_another() -> None:
    options = (ExpectedOption(("Noin vuosi", "vuosi"), entities={"duration": "12"}),)
    expected = Expectation("duration", entities=frozenset({"duration"}), options=options)
    half = read("puolitoista vuotta", expected, ("inform", 0.9), sure=True)
    whole = read("vuosi vaan", expected, ("inform", 0.9), sure=True)
    assert half is None or half.entities == {}
    assert whole is not None
    assert whole.entities == {"duration": "12"}
