"""What is said in place of an answer is spoken to, answers nothing, and the question comes back."""

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity
from tests.support.dialogue import Dialogue, asked


@pytest.mark.parametrize(
    ("question", "intent", "text", "word"),
    [
        ("goal", "find_short_course", "mikä ihmeen osaamispiste", "Osaamispiste"),
        ("study_mode", "ask_flexible_study", "mitä eroa on monimuodolla ja etällä", "kokonaan netissä"),
        ("motivation", "skip", "onks pakko kertoo", "pakko"),
        ("study_mode", "nlu_fallback", "taas tyhmiä kysymyksiä", "ohittaa"),
        ("goal", "nlu_fallback", "onkohan sulla kiva työ", "botti"),
        ("motivation", "out_of_scope", "siellä sataa taas räntää", "Säälle"),
        ("goal", "ask_degree_parts", "mitä tarkoittaa tutkinnon osa?", "pala"),
        ("goal", "ask_degree_parts", "täytyykö suorittaa koko tutkinto vai riittääkö osa", "pakko"),
        ("background", "ask_privacy", "pysyyhän tämä meidän välillä", "Tallennan"),
        ("background", "map_skills", "mitä taitoja yritykset arvostavat", "yhteistyö"),
        ("background", "find_job", "osaatko auttaa ansioluettelon kanssa", "työllisyyspalvelut"),
        ("duration", "inform", "siis kuukausissa vai viikoissa", "kuukau"),
        ("duration", "ask_prior_learning", "kuinka monta osaamispistettä perustutkinnossa on", "180"),
        ("study_mode", "inform", "täytyykö osata tietokonetta hyvin jos etänä", "Perustaidot"),
        ("field", "find_course", "mitkä alat teillä on tarjolla", "Aloja"),
        ("goal", "ask_cost", "kuin kauvan siinä oikeen männöö", "päiviä tai viikkoja"),
        ("goal", "ask_labour_market", "huolitaanko näin iäkästä kouluun", "monen ikäisiä"),
        ("study_mode", "inform", "minne nämä kirjoitukset jäävät talteen", "Tallennan"),
        ("study_mode", "inform", "mones päivä pitää istua koulussa", "arkipäivät"),
        ("barriers", "inform", "koska se alkaa", "Aloitusaika"),
        ("goal", "dont_know", "hmm", "rauhassa"),
    ],
)
async def test_it_closes_no_question(question: str, intent: str, text: str, word: str) -> None:
    dialogue = asked(question)
    heard = await dialogue.say(intent, text)
    assert any(word in one for one in heard.texts)
    assert heard.asking == [question]
    assert question not in dialogue.known


async def test_what_a_rule_has_spoken_to_is_not_spoken_to_twice() -> None:
    heard = await asked("study_mode").say("complain", "kyselet ihan turhia kysymyksiä")
    assert sum("Anteeksi" in text for text in heard.texts) == 1


async def test_a_word_whose_answer_knows_more_is_answered_by_it() -> None:
    heard = await asked("study_mode").say("ask_apprenticeship", "mikä on oppisopimus")
    assert any("Palkan" in text for text in heard.texts)
    assert heard.asking == ["study_mode"]


async def test_what_is_told_beside_a_word_is_noted() -> None:
    dialogue = asked("study_mode")
    oulu = Entity("place", "Oulu", "Oulussa")
    await dialogue.say("inform", "Asun Oulussa. Mikä on monimuoto?", [oulu])
    assert dialogue.known["place"]["value"] == "Oulu"


async def test_help_with_choosing_gives_examples() -> None:
    heard = await asked("education_level").say("nlu_fallback", "olisko jotain esimerkkiä")
    assert any("esimerkiksi" in text for text in heard.texts)
    assert heard.asking == ["education_level"]


async def test_a_remark_without_a_question_is_heard_as_usual() -> None:
    dialogue = Dialogue({"dialogue": DialogueState().to_json()})
    heard = await dialogue.say("nlu_fallback", "siellä sataa taas räntää")
    assert not any("Säälle" in text for text in heard.texts)


async def test_a_crisis_goes_before_all_of_it() -> None:
    heard = await asked("motivation").say("crisis", "onko pakko vastata, en jaksa elää")
    assert heard.asking == []


async def test_a_worry_that_asks_closes_no_question() -> None:
    dialogue = asked("study_mode")
    heard = await dialogue.say("worry_digital", "en oo ikinä käyttänyt konetta, onnistuukohan se")
    assert heard.asking == ["study_mode"]
    assert "study_mode" not in dialogue.known


async def test_an_age_beside_a_worry_that_asks_is_kept_and_answers_nothing_else() -> None:
    dialogue = asked("motivation")
    age = Entity("age", "63", "63")
    heard = await dialogue.say("worry_age", "oonko liian vanha, täytin 63", [age])
    assert dialogue.known["age"]["value"] == "63"
    assert "motivation" not in dialogue.known
    assert heard.asking == ["motivation"]


async def test_an_age_that_is_only_asked_of_is_not_stored() -> None:
    dialogue = asked("age")
    age = Entity("age", "70", "seitkymppinen")
    heard = await dialogue.say("ask_financing", "saako yli seitkymppinen enää mitään tukea?", [age])
    assert "age" not in dialogue.known
    assert heard.asking == ["age"]


async def test_back_is_the_question_before_the_open_one_each_time() -> None:
    state = DialogueState(flow="profile", open="place", asked=("goal", "field", "place"))
    dialogue = Dialogue({"dialogue": state.to_json()})
    heard = await dialogue.say("go_back", "mee takas")
    assert heard.asking == ["field"]
    assert any("edelli" in text for text in heard.texts)
    assert (await dialogue.say("go_back", "vielä taaksepäin")).asking == ["goal"]


@pytest.mark.parametrize(
    ("question", "text"),
    [("place", "mulle käy missä päin vaan, minne vaan"), ("age", "en haluu kertoa ikääni")],
)
async def test_what_leaves_a_question_goes_on(question: str, text: str) -> None:
    dialogue = asked(question)
    heard = await dialogue.say("nlu_fallback", text)
    assert question not in heard.asking
    assert question in dialogue.state.skipped


async def test_who_wants_it_shorter_is_asked_in_the_plainest_finnish() -> None:
    dialogue = asked("study_mode")
    heard = await dialogue.say("inform", "liian pitkiä tekstejä, en mie jaksa lukia noin paljon")
    assert any("lyhyemmin" in text for text in heard.texts)
    assert heard.asking == ["study_mode"]
    assert dialogue.state.plain
    assert "study_mode" not in dialogue.known


async def test_who_asks_whether_they_may_write_for_another_is_told_how() -> None:
    dialogue = asked("barriers")
    heard = await dialogue.say("dont_know", "pitääkö isän itse kirjoittaa vai voinko minä")
    assert any("puolesta" in text for text in heard.texts)
    assert heard.asking == ["barriers"]
    assert dialogue.state.for_another


async def test_an_age_told_beside_a_practical_question_is_noted() -> None:
    dialogue = asked("goal")
    heard = await dialogue.say("worry_age", "olen 61, otetaanko enää", [Entity("age", "61", "61")])
    assert dialogue.known["age"]["value"] == "61"
    assert heard.asking == ["goal"]
