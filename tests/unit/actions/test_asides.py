"""A question beside the facts is answered, and a question that gets no answer is left in the end."""

from pathlib import Path

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity
from actions.guidance.asides import Aside, aside_in, first_aside_in, load_asides, subject_asked
from tests.support.dialogue import Dialogue, domain

OULU = Entity("place", "Oulu", "oulussa")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("oon 34 ja haluisin datanomiks, onko siihen töitä", "ask_labour_market"),
        ("asun oulussa ja paljonko se maksaa", "ask_cost"),
        ("oon työtön, mistä mä saisin jotain tukea", "ask_financing"),
        ("asun oulussa, miten haen", "ask_how_to_apply"),
        ("oon porista, saako ansiosidonnaisella mitään kurssia", "ask_study_on_benefit"),
        ("mitä se sitten mulle maksaa", "ask_cost"),
        ("voisiko joku ihminen neuvoa", "request_human"),
        ("kuka mun palkan maksaa, jos oon oppisopimuksella", "ask_apprenticeship"),
        ("maksaako työllisyyspalvelu kurssin", "ask_financing"),
        ("millanen palkka siinä on", "ask_labour_market"),
        ("pitääkö mun irtisanoutua", "ask_flexible_study"),
        ("saako siit koulusta jotain rahaa", "ask_financing"),
        ("millä sitä eletään koulun ajan", "ask_financing"),
        ("paljonko mulla on jäljellä opintotukikuukausia", "ask_financing"),
        ("mitenkä sitä elläis sen koulun ajan", "ask_financing"),
        ("soitakaa mulle joku", "request_human"),
        ("oonko hullu jos vaihdan alaa", "worry_confidence"),
        ("oonko ihan hullu jos vaihdan alaa", "worry_confidence"),
        ("lähteekö tuet jos kieltäydyn", "ask_employment_services"),
        ("asun oulussa eikä oo hajua mitä tekisin", "unsure_direction"),
        ("pitääks mun ite ettiä se työpaikka", "ask_apprenticeship"),
        ("hommaako koulu työpaikan vai pitääkö itse hakea", "ask_apprenticeship"),
        ("kävin yläasteen, riittääks se", "ask_entry_requirements"),
        ("mitä hittoa ne teille kuuluu", "why_asked"),
        ("mitä sulle kuuluu", None),
        ("luetaanko se mun tallityö miksikään", "ask_prior_learning"),
        ("hain oppisopimuspaikkaa oulusta", None),
        ("asun tuomiokirkon vieressä", None),
        ("miten hyvin pitää osata suomea", "ask_finnish_language"),
        ("minä haluan tietää riittääkö minun suomi", "ask_finnish_language"),
        ("lasketaanko kotona tehty työ miksikään", "ask_prior_learning"),
        ("maksaako se jotain mulle", "ask_cost"),
        ("voisko työkkäri maksaa sen", "ask_financing"),
        ("saisko siihen mitään tukea jos lopettaa duunin", "ask_financing"),
        ("onks mitään tukia jos lähtee opiskelemaan", "ask_financing"),
        ("palkka oli huono ja lopetin työt", None),
        ("tykkään olla ihmisten kanssa", None),
        ("asun oulussa", None),
        ("oon töissä oulussa", None),
    ],
)
def test_the_question_beside_the_facts(text: str, intent: str | None) -> None:
    aside = aside_in(text)
    assert (aside.intent if aside else None) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("minun tutkinto täällä hyvä", "ask_foreign_degree"),
        ("todistus Syyria kelpaa Suomi", "ask_foreign_degree"),
        ("siitä kokemuksesta varmaan jotain hyvitystä saa", "ask_prior_learning"),
        ("minulla on hyvä tutkinto", None),
        ("oon kaupan asiakaspalvelussa. olisiko nyt aika tehdä se, mistä oon haaveillut", None),
        ("kenen palvelu tää on", "bot_challenge"),
    ],
)
def test_who_learns_finnish_asks_without_a_word_that_asks(text: str, intent: str | None) -> None:
    aside = aside_in(text)
    assert (aside.intent if aside else None) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("minkähän hintanen tommonen lystinpito oikein on", "ask_cost"),
        ("tuleeko siitä kunnon ansio", "ask_labour_market"),
        ("huomioidaanko lukihäiriö jotenkin", "ask_study_support"),
        ("lukihäiriö on", None),
        ("tuleeko huomenna sadetta", None),
    ],
)
def test_the_subject_of_a_question_is_enough_where_nothing_surer_is_known(
    text: str, intent: str | None
) -> None:
    aside = subject_asked(text)
    assert (aside.intent if aside else None) == intent


async def test_a_question_of_which_the_subject_is_understood_is_answered_and_leads_back() -> None:
    dialogue = Dialogue({"dialogue": DialogueState(flow="find_course", open="place").to_json()})
    heard = await dialogue.say("nlu_fallback", "huomioidaanko lukihäiriö jotenkin?")
    assert any("tukea" in text for text in heard.texts)
    assert heard.asking == ["place"]


def test_an_aside_says_what_it_is_asked_with() -> None:
    with pytest.raises(ValueError, match="asked with"):
        Aside(intent="ask_cost")


def test_a_question_without_an_intent_of_its_own_has_a_text() -> None:
    assert aside_in("joo mut kauan semmonen kestää") == aside_in("kauanko siinä menee")
    aside = aside_in("kauanko siinä menee")
    assert aside is not None
    assert "riippuu koulutuksesta" in (aside.text or "")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("loppuuko kotihoidon tuki jos menen kurssille", "Kela päättää perheen tuista"),
        ("mitä käy hoitovapaalle", "Kela päättää perheen tuista"),
        ("saako omaishoitaja opiskella", "sosiaalipalvelut"),
        ("onks siel mitään asuntolaa", "asuntola"),
        ("korvataanko koulu kun selkä on työn takia rikki, maksaako vakuutus", "korvauksissa"),
        ("voiko sinne linjalle palata takaisin", "Kesken jääneisiin"),
        ("saako maisteri vielä hakea ammattikouluun", "vaikka tutkinto on jo"),
        ("tuleeko siitä joku todistus", "todistuksen"),
        ("saan kotihoidontukea", None),
        ("työtön, omaishoidon tuki päättyi", None),
        ("mulla on todistus kurssista", None),
        ("suomen kieli on vaikea", None),
        ("kävin ammattikoulun ja haluan toisen ammatin", None),
    ],
)
def test_what_only_a_question_asks_has_a_text_of_its_own(text: str, answer: str | None) -> None:
    aside = aside_in(text)
    said = (aside.text or "") if aside else ""
    assert answer in said if answer else aside is None


def test_an_aside_has_one_answer() -> None:
    for answers in ({}, {"intent": "ask_cost", "text": "Hei."}):
        with pytest.raises(ValueError, match="an intent or by a text"):
            Aside.model_validate({"asks": ("a",), **answers})


def test_every_aside_is_an_intent() -> None:
    assert {one.intent for one in load_asides().asides} - {None} <= set(domain()["intents"])
    assert Path("data/guidance/asides.yml").exists()


async def test_facts_are_kept_and_the_question_is_answered_before_the_next_one() -> None:
    dialogue = Dialogue({"dialogue": DialogueState(flow="find_course", open="place").to_json()})
    heard = await dialogue.say("inform", "asun oulussa ja paljonko se maksaa", [OULU])
    assert dialogue.known["place"]["value"] == "Oulu"
    assert any("maksu" in text for text in heard.texts)
    assert len(heard.asking) == 1


async def test_a_question_that_is_asked_again_without_an_answer_is_left() -> None:
    dialogue = Dialogue({"dialogue": DialogueState(flow="find_course", open="place").to_json()})
    asked = [(await dialogue.say("worry_digital", "tietokone")).asking[0] for _ in range(6)]
    assert asked[0] == "place"
    assert asked.count("place") <= 4
    assert "study_mode" in asked


def _asked(question: str) -> Dialogue:
    return Dialogue({"dialogue": DialogueState(flow="profile", open=question).to_json()})


async def test_an_answer_with_a_question_behind_it_is_both() -> None:
    dialogue = _asked("goal")
    heard = await dialogue.say("ask_cost", "ammatin, paljonko se maksaa?")
    assert dialogue.known["goal"]["value"] == "occupation"
    assert "goal" not in heard.asking
    assert any("maks" in text for text in heard.texts)


async def test_an_answer_with_a_worry_behind_it_is_both() -> None:
    dialogue = _asked("age")
    heard = await dialogue.say("worry_age", "52, olenko liian vanha?")
    assert dialogue.known["age"]["value"] == "52"
    assert "age" not in heard.asking


async def test_words_that_look_like_a_worry_are_the_story_that_was_asked_for() -> None:
    dialogue = _asked("background")
    heard = await dialogue.say("worry_family", "kotona vauvan kanssa")
    assert dialogue.known["background"]["value"] == "kotona vauvan kanssa"
    assert "background" not in heard.asking


async def test_health_answers_a_question_without_being_kept() -> None:
    dialogue = _asked("motivation")
    heard = await dialogue.say("worry_health", "selkä on mennyt")
    assert "motivation" not in dialogue.known
    assert "motivation" not in heard.asking


async def test_who_says_online_of_the_place_is_not_asked_where() -> None:
    dialogue = _asked("place")
    heard = await dialogue.say("inform", "netissä", [Entity("study_mode", "online", "netissä")])
    assert dialogue.known["study_mode"]["value"] == "online"
    assert "place" not in heard.asking


async def test_a_denied_field_is_not_looked_for() -> None:
    dialogue = _asked("field")
    await dialogue.say("inform", "en ainakaan kokki")
    assert "field" not in dialogue.known


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("kysytäänkö siellä rikosrekisteriä", "rikosrekisteriote"),
        ("mulla on vanhoja tuomioita, pääsenkö", "rikosrekisteriote"),
        ("onko linnareissu este", "rikosrekisteriote"),
        ("saako koulussa pitää huivia", "vaatteet"),
        ("kuka sen tulkin maksaa", "Kela"),
        ("vihaan koko koulua ja sitä istumista", "tekemällä"),
        ("tympii se pulpetissa kökkiminen vaan", "tekemällä"),
        ("vanheneeko se kortti joskus", "voimassa"),
        ("montako vuotta se passi on voimassa", "voimassa"),
        ("oon töissä, vaikuttaako se", "tukiin"),
        ("huolitaanko lähihoitajaksi jos on astma", "terveysvaatimuksia"),
        ("pääseekö sinne vaikka polvi on leikattu", "terveysvaatimuksia"),
    ],
)
def test_what_is_answered_in_words_of_its_own(text: str, word: str) -> None:
    aside = aside_in(text)
    assert aside is not None
    assert word in (aside.text or "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("saako tähän sanoa useamman", "monta"),
        ("onko opetusta lauantaisin", "viikonloppuisin"),
        ("mikä on nopein koulutus", "Lyhin"),
        ("kauanko trukkikortti kestää", "Korttikoulutus"),
        ("saisinko avustajan mukaan tunneille", "vammaispalveluista"),
        ("täytyykö osata ruotsia", "ruotsia"),
        ("onko suomen kurssi maksullinen", "ilmainen"),
        ("mitä työtä ylioppilaan papereilla saa", "Lukio"),
    ],
)
def test_practical_questions_are_answered_first(text: str, word: str) -> None:
    aside = first_aside_in(text)
    assert aside is not None
    assert word in (aside.text or "")


@pytest.mark.parametrize(
    "text",
    ["olen koulunkäyntiavustaja", "osaan ruotsia", "mulla on lukivaikeus", "asun ruotsissa", "voinko valita"],
)
def test_what_tells_is_not_answered_first(text: str) -> None:
    assert first_aside_in(text) is None


def test_what_goes_first_is_answered_by_a_text() -> None:
    with pytest.raises(ValueError, match="by a text"):
        Aside.model_validate({"asks": ["a"], "intent": "ask_cost", "first": True})


def test_words_all_over_a_story_are_no_question_of_how_to_answer() -> None:
    story = (
        "Kaksi lasta päiväkodissa ja sanoin jo esimiehelle että lähden. Haluaisin puutarha-alalle. "
        "Voiko sinne hakea ilman kokemusta, vai ovatko siellä kaikki jo ammattilaisia?"
    )
    found = aside_in(story)
    assert found is None or "monta asiaa" not in (found.text or "")


@pytest.mark.parametrize("text", ["saanko kirjoittaa monta, vai vastata yhden", "voinko sanoa molemmat"])
def test_who_asks_how_to_answer_is_told(text: str) -> None:
    found = aside_in(text)
    assert found is not None
    assert "monta asiaa" in (found.text or "")
