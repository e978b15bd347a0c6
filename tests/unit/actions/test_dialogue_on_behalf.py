"""A message that is written for somebody else is read as told by that one; a mere mention of kin is not."""

import pytest

from actions.dialogue.on_behalf import as_told_oneself, rewritten
from actions.dialogue.turn import Clause, Entity, Turn
from tests.support.timing import fastest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Hei, olen kuntoutusohjaaja ja kirjoitan kuntoutujan puolesta. Hän on 39-vuotias, asuu Kotkassa",
            "Hei, olen 39-vuotias, asun Kotkassa",
        ),
        (
            "kysyn tätä veljelle, se on 27 ja työtön, lukio jäi kesken, tykkää puutöistä",
            "olen 27 ja työtön, lukio jäi kesken, tykkään puutöistä",
        ),
        ("Isäni ei osaa käyttää konetta, hän on 55 ja jäi työttömäksi", "olen 55 ja jäin työttömäksi"),
        ("Kysyn 22-vuotiaan siskoni puolesta, haluaisi leipuriksi", "olen 22-vuotias, haluaisin leipuriksi"),
        ("kyselen naapurille joka asuu Kemissä", "asun Kemissä"),
        ("Vaimoni on 50. Kysyn hänen puolestaan, voisiko hän opiskella", "olen 50. voisinko minä opiskella"),
        (
            "Etsin pojalleni koulutusta Oulusta. Hänellä on ajokortti",
            "Etsin koulutusta Oulusta. minulla on ajokortti",
        ),
        ("mulla on tässä asiakas, 48 vuotta, Kuopio", "48 vuotta, Kuopio"),
        ("Mitä tyttäreni voisi opiskella? Hän on 19", "Mitä voisin opiskella? olen 19"),
        ("Hän on 52-vuotias, ei osaa suomea", "olen 52-vuotias, en osaa suomea"),
        ("Täällä kirjoittaa pojan äiti. Poikani on 24, kiinnostaa autot", "olen 24, minua kiinnostaa autot"),
    ],
)
def test_the_third_person_becomes_the_first(text: str, told: str) -> None:
    assert rewritten(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "vaimo on kotona, minä haluan hitsaajaksi",
        "sisko sanoi että kannattaa hakea, olen 30",
        "Äitini ei osaa käyttää konetta ja autan häntä. Olen siksi kotona, 35 v",
        "tytär kirjoittaa puolestani, olen 63",
        "mieheni on kuljettaja, hän on aina reissussa. Haluaisin töihin",
        "puhun asiakkaiden puolesta työssäni, haluan sosionomiksi",
        "kysyn kaverille ja itselle, ollaan 20 ja 21",
        "mulla on asiakas joka valittaa aina, oon myyjä",
        "poika aloittaa koulun, etsin koulutusta, olen 34",
        "onko äidille tukea opiskeluun? Olen yksinhuoltaja",
        "kirjoitan asiakkaan puolesta hakemuksia, olen 40 ja haluan sosionomiksi",
        "teen äidin puolesta kotityöt, olen 25",
        "olen omaishoitaja isälleni, hän on 80, haluaisin opiskella",
        "mitä mies voi opiskella hoitoalalla, oon 33",
        "pelkään perheeni puolesta",
        "kirjoitan tätä puhelimella, olen 29",
        "se on 22 ja asuu Kouvolassa",
        "isä on huonokuntoinen, minä autan häntä joka viikko",
        "autan mummoa aina kaupassa, hän on 85",
        "miestä ei kiinnosta, mutta haluan kokiksi",
    ],
)
def test_who_mentions_their_kin_writes_for_themselves(text: str) -> None:
    assert rewritten(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hän on 44", "olen 44"),
        ("44 se on", "44 olen"),
        ("se tykkää olla ulkona", "tykkään olla ulkona"),
        ("peruskoulun se on käyny", "peruskoulun olen käyny"),
        ("ei osaa suomea", "en osaa suomea"),
        ("asiakas kuuntelee mieluummin", "kuuntelen mieluummin"),
        ("sillä on lukio", "minulla on lukio"),
        ("minä olen 30", "minä olen 30"),
        ("se on liian kallis", "se on liian kallis"),
        ("se on 44 euroa", "se on 44 euroa"),
        ("on ihan kiva", "on ihan kiva"),
        ("se käy", "se käy"),
        ("sillä ei ole väliä", "sillä ei ole väliä"),
        ("se ei oo töissä", "en oo töissä"),
        ("onko se kaukana", "onko se kaukana"),
        ("mitä tukia opiskelija saa", "mitä tukia opiskelija saa"),
        ("haluan ommella ja laittaa ruokaa", "haluan ommella ja laittaa ruokaa"),
        ("veli on kokki Turussa ja tekee pitkää päivää", "veli on kokki Turussa ja tekee pitkää päivää"),
    ],
)
def test_once_it_is_known_answers_are_heard_in_the_third_person(text: str, told: str) -> None:
    assert rewritten(text, known=True) == told


def test_the_new_text_is_read_anew_and_the_writer_is_left_out() -> None:
    job = Entity("occupation", "ohjaaja", "ohjaaja")
    place = Entity("place", "Pori", "Porissa")
    text = "Olen ohjaaja ja kirjoitan asiakkaan puolesta. Hän on 44 ja asuu Porissa"
    turn = as_told_oneself(Turn(text, "inform", (job, place), clauses=(Clause("Olen ohjaaja", "inform"),)))
    assert turn is not None
    assert {(one.name, one.value) for one in turn.entities} == {("age", "44"), ("place", "Pori")}
    assert turn.clauses == ()


def test_where_only_that_is_said_nothing_is_left() -> None:
    turn = as_told_oneself(Turn("Hei, olen uraohjaaja ja kirjoitan asiakkaan puolesta", "request_human"))
    assert turn is not None
    assert (turn.text, turn.intent, turn.entities) == ("", "inform", ())


def test_buttons_and_ones_own_words_stay() -> None:
    assert as_told_oneself(Turn("/affirm", "affirm"), known=True) is None
    assert as_told_oneself(Turn("olen 44", "inform")) is None


@pytest.mark.parametrize("text", ["! " * 700, "kirjoitan äidin " * 90, "hän on 44, " * 130, "ja on " * 240])
def test_rows_are_read_at_once(text: str) -> None:
    rewritten("hei")
    assert fastest(lambda: rewritten(text)) < 0.2
