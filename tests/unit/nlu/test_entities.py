"""Entities by table: text, and what stands in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.analysis import shared_analyzer
from nlu.entities.age import find_ages
from nlu.entities.numbers import number_in_words
from nlu.entities.words import words_of
from nlu.reading import read_message

TABLE = [
    ("haluun sähkäriks", [("occupation", "sähköasentaja")]),
    ("lahi hoitaja", [("occupation", "lähihoitaja")]),
    ("levyseppähitsaajan hommia", [("occupation", "levyseppähitsaaja")]),
    ("dösäkuskiks", [("occupation", "bussinkuljettaja")]),
    ("lähihoitajakoulutukseen", [("occupation", "lähihoitaja")]),
    ("raksahommiin", [("field", "rakennusala")]),
    ("hoitopuolelle", [("field", "hoitoala")]),
    ("sosiaali- ja terveysalalle", [("field", "sosiaali- ja terveysala")]),
    ("minulla ei ole autoa, matka on pitkä", []),
    ("hygeniapassi pitäis saada", [("qualification", "hygieniapassi")]),
    ("jv-kortin kurssi", [("qualification", "järjestyksenvalvojakortti")]),
    ("oon 45v", [("age", "45")]),
    ("oon 45 onks se liikaa", [("age", "45")]),
    ("minä olen Amina", []),
    ("olen nelikymppinen", [("age", "40")]),
    ("oon viiskytkaks", [("age", "52")]),
    ("57-vuotiasta", [("age", "57")]),
    ("45", [("age", "45")]),
    ("mulla on kolme lasta", []),
    ("olen työttömänä", [("employment_status", "unemployed")]),
    ("sain potkut", [("employment_status", "unemployed")]),
    ("olen lomautettu", [("employment_status", "laid_off")]),
    ("oon hoitovapaalla", [("employment_status", "at_home")]),
    ("en ole töissä", [("employment_status", "unemployed")]),
    ("minulla on vain peruskoulu", [("education_level", "basic")]),
    ("lukio jäi kesken", [("education_level", "unfinished")]),
    ("haluaisin hakea amikseen ensi syksynä", []),
    ("työn ohessa", [("study_mode", "part_time")]),
    ("omaan tahtiin", [("study_mode", "self_paced")]),
    ("puoli vuotta", [("duration", "6")]),
    ("kokkina kymmenen vuotta, nyt haluan opiskella", [("occupation", "kokki")]),
    ("kysytkö kahden viikon kuluttua", []),
    ("missä sitä opetetaan", []),
    ("multa sanottiin työsuhde irti elokuussa", [("employment_status", "unemployed")]),
    ("meijän puoti menee kiinni syksyllä", [("employment_status", "at_risk")]),
    ("meidän kyläkauppa lopetetaan", [("employment_status", "at_risk")]),
    ("illoosin kävis", [("study_mode", "evening")]),
    ("mieluummin lähiopetusta, koneella olo väsyttää minua kovasti", [("study_mode", "contact")]),
    ("maansiirtokoneet", [("field", "maarakennusala")]),
    ("ikkee on viiskytneljä", [("age", "54")]),
    ("haluaisin opettamisen pariin", [("field", "opetusala")]),
    ("en jaksa yrittää, vaikka yritän", []),
    ("kaksi vuotta olen ollut työtön", [("employment_status", "unemployed")]),
    ("jäin työttömäksi keväällä", [("employment_status", "unemployed")]),
    ("jään kohta työttömäksi", [("employment_status", "at_risk")]),
    # Said of studies and of work alike
    ("pystyisin opiskelemaan vuoden osa-aikaisesti", [("duration", "12"), ("study_mode", "part_time")]),
    ("työskentelen osa-aikaisesti kaupassa", [("employment_status", "part_time")]),
    (
        "oon osa-aikasena ja opiskella voisin iltaisin",
        [("employment_status", "part_time"), ("study_mode", "evening")],
    ),
    ("illalla sopii parhaiten", [("study_mode", "evening")]),
    ("tapahtui eilen illalla", []),
    ("hyvää viikonloppua", []),
    ("en jaksa koko tutkintoa", []),
    ("mulla ei ole tutkintoa", [("education_level", "none")]),
    ("te toimisto käski hakea kurssille", []),
    ("firmasta tuli potkut", [("employment_status", "unemployed")]),
    ("pian tulee potkut", [("employment_status", "at_risk")]),
    ("graafista suunnittelua", [("field", "graafinen suunnittelu")]),
    # Ages by decade, in the words that people use
    ("olen viisissäkymmenissä", [("age", "50")]),
    ("kuusissakymmenissa oleva nainen", [("age", "60")]),
    ("oon jo päälle viidenkympin", [("age", "50")]),
    ("neljänkympin korvilla", [("age", "40")]),
    ("kurssi maksaa yli viidenkympin", []),
    ("oon 80-luvun lapsi", []),
    # Names that no lexicon lists, in the role of one
    ("haluaisin meijeristiksi", [("occupation", "meijeristi")]),
    ("mitä tekee sanomalehtiladonnan faktori", [("occupation", "faktori")]),
    ("olin pesurina", [("occupation", "pesuri")]),
    ("olin asiakkaana", []),
    ("haluan osaajaksi", []),
    ("sanoin sen ohjaajalle", []),
    ("minä olin opettaja", [("occupation", "opettaja")]),
    ("leivon kakkuja vapaalla", []),
    ("oon viis viis ja asun Raahessa", [("age", "55"), ("place", "Raahe")]),
    ("eiks oo noloo olla koulus kolmevitosena", [("age", "35")]),
    ("siis 43 enkä 34", [("age", "43")]),
    ("ei oo ku kansakoulu pohjalla minulla", [("education_level", "basic")]),
    ("teen 20 tuntia viikossa", [("employment_status", "part_time")]),
    ("kuukauden päästä voisin opiskella", []),
    ("en jaksa istua kolmea vuotta koulussa", []),
    # An everyday name stays, the official one goes beside it
    ("olin postinkantaja", [("occupation", "postinkantaja")]),
    ("tietokonekurssi", [("qualification", "tietokonekurssi")]),
    ("hitsauspuolelle", [("field", "hitsausala")]),
    ("kaupan alan töissä", [("field", "kaupan ala")]),
    ("hoito alan koulutus", [("field", "hoitoala")]),
    ("metalli hommia", [("field", "metalliala")]),
    # What is no entity
    ("suomen kieltä iltaisin", [("study_mode", "evening")]),
    ("minkä kielitutkinnon siihen tarvitsee", []),
    ("olisiko lapsille hoitajaa iltapäiväksi", []),
    ("lääkäri sanoi että selkä ei kestä", []),
    ("tehtaalla työt loppuivat", [("employment_status", "unemployed")]),
    ("pohjalla peruskoulu", [("education_level", "basic")]),
    # Schooling
    ("peruskoulu jäi kesken", [("education_level", "unfinished")]),
    ("mitään tutkintoa ei oo yläasteen jälkeen", [("education_level", "basic")]),
    ("eläkkeelle jäin rautateiltä", [("employment_status", "retired")]),
    ("töissä olen kioskilla", [("employment_status", "employed")]),
    ("kokonaan netissä", [("study_mode", "online")]),
    ("mieluiten verkkokurssina", [("study_mode", "online")]),
    ("mulla ei oo ees peruskouluu", [("education_level", "none")]),
    ("peruskoulun jälkeen kävin ammattikoulun", [("education_level", "vocational")]),
    ("opiskelen nyt lukiossa", [("employment_status", "student")]),
    ("ylioppilaspaperit on vuodelta 1999", [("education_level", "upper_secondary_general")]),
    ("pääseekö jos ei oo lukiota", []),
    (
        "virossa tehty hitsaajan tutkinto",
        [("education_level", "foreign"), ("occupation", "hitsaaja")],
    ),
    ("kävin yliopiston Syyriassa", [("education_level", "foreign")]),
    # Work and home
    ("tyottomana olen ollut vuoden", [("employment_status", "unemployed")]),
    ("olen elakkeella", [("employment_status", "retired")]),
    ("oon muksujen kanssa kotona", [("employment_status", "at_home")]),
    ("kuka on kotona kun minä opiskelen", []),
    ("etsin osa-aikaista työtä Oulusta", [("place", "Oulu")]),
    ("työtä ei ole", [("employment_status", "unemployed")]),
    # Whose age
    ("poika on 16 ja tyttö 14", []),
    ("minulla on kaksi lasta, 14 ja 16 v", []),
    ("mun tytär on 17 ja minä 45 v", [("age", "45")]),
    ("olen kahden lapsen äiti, 41 v", [("age", "41")]),
    ("äiti 82 v asuu meillä", []),
    ("siellä on jotain parikymppisiä", []),
    ("minä on 47 vuotta", [("age", "47")]),
    ("täytin viime keväällä 58", [("age", "58")]),
    # A career is no time to study, and no age
    ("kymmenen vuotta hitsaajana", [("occupation", "hitsaaja")]),
    ("olen 35 v hitsannut putkia", []),
    ("oon ollu siivooja 20v", [("occupation", "siivooja")]),
    ("olen ollut siivooja 30 v", [("occupation", "siivooja")]),
    ("olen siivooja, 45 v", [("occupation", "siivooja"), ("age", "45")]),
    ("olin viisi vuotta töissä", []),
    ("olen ollut kaksi vuotta kaupassa, nyt opiskelisin vuoden", [("duration", "12")]),
    ("kahdeksi vuodeksi kouluun", [("duration", "24")]),
    ("hoisin isää kolme vuotta ja nyt se on ohi. mitä voisin opiskella", []),
    ("siihen meni kaksi vuotta. haluan nyt uuden alan", []),
    ("koulu omassa maassa", [("education_level", "foreign")]),
    ("löytyykö mitään opetusta englanniksi", []),
    ("kuuskytyks täytin keväällä", [("age", "61")]),
    # Work told in passing, and what only looks like a length of study, an age, a field or an evening
    ("duunissa kaikki puhuu ruotsia", [("employment_status", "employed")]),
    ("mulla on kaks duunia", [("employment_status", "employed")]),
    ("pestini päättyy jouluna", [("employment_status", "at_risk")]),
    ("sain irtisanomisilmoituksen", [("employment_status", "at_risk")]),
    ("intissä käydyt kurssit", []),
    ("makaan kotona ja mietin", []),
    ("tutkinnosta puuttuu vuosi", []),
    ("neljä vuotta hitsaaja, pitääkö opiskella kaikki", [("occupation", "hitsaaja")]),
    ("30v taksi kuskina", [("occupation", "taksinkuljettaja")]),
    ("oon viiskaks", [("age", "52")]),
    ("puolvuota iltaopintoina", [("duration", "6"), ("study_mode", "evening")]),
    ("ylioppilaaks kirjotin keväällä", [("education_level", "upper_secondary_general")]),
    ("kauppis jäi kesken", [("education_level", "unfinished")]),
    ("ulko maan todistus", [("education_level", "foreign")]),
    ("vaihda kieleksi englanti", []),
    ("kielet ja historia kiinnostaa", [("field", "kielet"), ("field", "historia")]),
    ("pääsen kotiin kello yhdeksän illalla ja opiskelu jää", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_entities_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(entity.entity, entity.value) for entity in read_message(text).entities] == expected


def test_offsets_are_those_of_the_text() -> None:
    text = "moi 😀 haluun lähihoitajaks"
    (entity,) = read_message(text).entities
    assert text[entity.start : entity.end] == "lähihoitajaks"


def test_official_name_goes_into_canonical() -> None:
    (entity,) = read_message("hoitoala").entities
    assert (entity.value, entity.canonical) == ("hoitoala", "sosiaali- ja terveysala")


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("kolkyt", 30),
        ("neljäkymmentäviisi", 45),
        ("kaksvitonen", 25),
        ("seitsemäntoista", 17),
        ("kurssi", None),
    ],
)
def test_numbers_in_words(word: str, number: int | None) -> None:
    assert number_in_words(word) == number


@pytest.mark.parametrize(
    ("text", "age"), [("synnyin 1975", "51"), ("syntynyt vuonna 1999", "27"), ("vm 80", "46")]
)
def test_year_of_birth_counts_from_the_clock(text: str, age: str) -> None:
    words = words_of(shared_analyzer().tokens(text), shared_analyzer())
    assert [entity.value for entity in find_ages(words, year=lambda: 2026)] == [age]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_lie_within_it(text: str) -> None:
    for entity in read_message(text).entities:
        assert 0 <= entity.start < entity.end <= len(text)
        assert entity.value


def test_digits_of_other_scripts_are_no_error() -> None:
    assert read_message("፭ ³ ५").entities == ()


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("oon iltasin niin väsyny, netis ois parempi", ["online"]),
        ("illat menee töissä", []),
        ("viikonloppuisin olen vuorossa", []),
        ("iltaisin opiskelisin kun päivät oon töissä", ["evening"]),
        ("iltaisin pääsen töitten jälkeen", ["evening"]),
        ("voisin mä tulla sinne Kouvolaan paikan päällekin", ["contact"]),
        ("verkossa olisi mulle helpompi kun lapsi nukkuu", ["online"]),
    ],
)
def test_a_time_that_work_takes_is_no_time_to_study(text: str, modes: list[str]) -> None:
    assert [one.value for one in read_message(text).entities if one.entity == "study_mode"] == modes


@pytest.mark.parametrize(
    ("text", "places"), [("sinne on satakunta kilometriä", []), ("asun Satakunnassa", ["Satakunta"])]
)
def test_a_hundred_of_something_is_no_region(text: str, places: list[str]) -> None:
    assert [one.value for one in read_message(text).entities if one.entity == "place"] == places


@pytest.mark.parametrize("text", ["metsäkoulu käyty", "kävin maatalousoppilaitoksen", "puutarhakoulu"])
def test_an_old_school_of_a_trade_is_a_vocational_one(text: str) -> None:
    found = [one.value for one in read_message(text).entities if one.entity == "education_level"]
    assert found == ["vocational"]
