"""What is said of the conversation in place of an answer is known by its words, and answers are not."""

import pytest
from pydantic import ValidationError

from actions.guidance.remarks import Remark, practical_question_in, remark_in


@pytest.mark.parametrize(
    ("asked", "text", "remark"),
    [
        ("goal", "täytyykö tämmösiin kertoa kaikki", "compulsory"),
        ("place", "onko pakko sanoa missä asuu", "compulsory"),
        ("employment_status", "pitääkö mun kertoa työkkärille", None),
        ("goal", "onko pakko olla lukio", None),
        ("field", "tarviiko kokin osata ruotsia", None),
        ("study_mode", "hävettää kertoa", "shy"),
        ("education_level", "pitääkö tänne laittaa kuva todistuksesta", "certificates"),
        ("place", "kauan tää vie", "how_long"),
        ("field", "kauanko kokin koulutus kestää", None),
        ("duration", "kauanko tämä kestää", None),
        ("goal", "montako kohtaa tässä vielä on", "how_long"),
        ("place", "aina vaan turhia kysymyksiä", "asks_much"),
        ("field", "saanko kysyä tyhmän kysymyksen", None),
        ("goal", "onko sulla perhettä", "own_life"),
        ("goal", "onko sulla mulle töitä", None),
        ("goal", "kerropa vitsi", "joke"),
        ("motivation", "siellä sataa taas räntää", "weather"),
        ("background", "olen aurannut lunta", None),
        ("barriers", "talvella pakkanen ja pitkä matka bussille", None),
        ("place", "puhelin soi", "moment"),
        ("goal", "huoh", "sigh"),
        ("background", "voisko antaa jonku esimerkin", "list"),
        ("background", "mistä mä alotan", "where_to_begin"),
        ("field", "mistä mä alotan", None),
        ("place", "riittääkö kaupunki", "area_is_enough"),
        ("study_mode", "mitä sä ehdottaisit", "choose_for_me"),
        ("goal", "en mä tiedä mitä noi tarkottaa", "unknown_words"),
        ("age", "ei kuulu teille", "not_yours"),
        ("goal", "onks tässä mitään järkeä", "useful"),
        ("background", "saanko vastata huomenna", "later"),
        ("motivation", "te-toimisto laittoi tänne, täytyykö tähän nyt vastata", "compulsory_to_tell"),
        ("employment_status", "onko pakko tunnustaa että olen työtön", "compulsory_to_tell"),
        ("place", "täytyykö laittaa osoite", "compulsory_to_tell"),
        ("goal", "täytyykö ilmoittaa työkkärille", None),
        ("place", "ketkä näitä vastauksia lukee", "who_sees"),
        ("background", "jääkö tämä meidän kesken", "between_us"),
        ("goal", "en ymmärrä tuota kysymystä", "question_not_clear"),
        ("employment_status", "en ymmärrä kysymystä, sano selkeämmin", None),
        ("education_level", "mitä koulua tarkoitat", "which_is_meant"),
        ("duration", "siis viikkoina vai kuukausina", "this_or_that"),
        ("background", "netti pätki, tuliko viestini perille", "came_through"),
        ("barriers", "kotona netti pätkii", None),
        ("field", "en osaa matematiikkaa", "maths"),
        ("barriers", "en osaa matematiikkaa", None),
        ("field", "pitääkö matematiikkaa osata", None),
        ("language", "sammallan vähän", "stammer"),
        ("goal", "kyllä sä oot hirveen huono", "bad_bot"),
        ("background", "tämä on kelvoton ohjelma", "bad_bot"),
        ("place", "et tajuu yhtään mitään", "bad_bot"),
        ("place", "et sinä tajua yhtään", "bad_bot"),
        ("barriers", "oon huono kirjoittamaan", None),
        ("barriers", "selkä on ihan paska", None),
        ("background", "olin surkeassa duunissa", None),
        ("goal", "minne nämä viestit sitten päätyvät", "where_kept"),
        ("place", "mite mie saan nää viestit poistettua", "delete_asked"),
        ("barriers", "saako äidin puolesta kirjoittaa", "for_another"),
        ("study_mode", "hirmu pitkä sepustus, kirjoita lyhyemmin", "too_long"),
        ("barriers", "en mie jaksa lukia noin pitkiä pätkiä", "too_long_to_read"),
        ("goal", "voisitko kertoa sen vähän tiiviimmin", "too_long_asked"),
        ("barriers", "en jaksa lukea kirjoja koulussa", None),
        ("goal", "haluan opiskella lyhyemmin", None),
        ("goal", "onks tää virallinen palvelu", "official"),
        ("place", "tarviiko tässä nyt heti päättää", "decide_now"),
        ("age", "mihin sä tätä tietoa tarttet", "why_needed"),
        ("background", "voinko lopettaa tän juttelun", "may_stop"),
        ("study_mode", "mitä te teette näillä vastauksilla sitten", "what_next"),
        ("goal", "venaa vähän", "wait"),
        ("goal", "...", "thinking"),
        ("goal", "mä mietin", "thinking"),
        ("study_mode", "rillit jäi autoon", "glasses"),
        ("goal", "koira hyppäsi syliin", "pet"),
        ("goal", "haluan hoitaa koiria", None),
        ("barriers", "olen väsynyt aina", None),
    ],
)
def test_a_remark_is_known_by_its_words(asked: str, text: str, remark: str | None) -> None:
    found = remark_in(text, asked)
    assert (found.id if found else None) == remark


@pytest.mark.parametrize(
    ("asked", "text", "question"),
    [
        ("goal", "kuin kauvan siinä oikeen männöö", "how_long_asks"),
        ("barriers", "paljonko aikaa koulu vie, montako vuotta", "how_long_asks"),
        ("duration", "kuinka kauan se kestää", None),
        ("goal", "oon ollut kauan työttömänä", None),
        ("study_mode", "otetaankohan sinne enää vanhuksia", "older"),
        ("goal", "pääseekö vanhusten pariin", None),
        ("goal", "kelpaako vanha todistus", None),
        ("barriers", "onko siellä joku ikäraja", "age_limit"),
        ("study_mode", "mones päivä pitää olla koulussa", "days_asked"),
        ("barriers", "koska se alkaa", "begins_when"),
        ("barriers", "koska koulu alkaa liian aikaisin", None),
        ("goal", "onko siihen pääsykoe", "entrance"),
        ("goal", "voiko mennä vaikka peruskoulu jäi kesken", "school_not_finished"),
        ("goal", "kirjaimet hyppii mulla", "dyslexia_told"),
        ("barriers", "kirjaimet hyppii mulla", None),
        ("study_mode", "pystyykö töissä käydä samalla", "work_beside_at"),
        ("study_mode", "etänä", None),
        ("goal", "onko sinne pitkä matka", "far"),
        ("goal", "maksaako tämä keskustelu", "chat_costs"),
        ("barriers", "tuleeko paljon läksyjä", "homework"),
    ],
)
def test_a_practical_question_is_known_by_its_words(asked: str, text: str, question: str | None) -> None:
    found = practical_question_in(text, asked)
    assert (found.id if found else None) == question


def test_a_story_is_no_remark() -> None:
    assert remark_in("sataa lunta " * 10, "background") is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"says": ["a"]}, "texts or by an intent"),
        ({"texts": ["a"]}, "what it is known by"),
        ({"says": ["a"], "intent": "clarify", "response": "utter_a"}, "a response"),
    ],
)
def test_a_remark_has_words_and_one_answer(row: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Remark.model_validate({"id": "a", **row})
