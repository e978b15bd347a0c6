"""Whether a field or an occupation is looked for or left behind."""

import pytest

from nlu.reading import read_message

TABLE = [
    ("haluan hitsaajaksi", {"hitsaaja": "goal"}),
    ("sähkäriks", {"sähköasentaja": "goal"}),
    ("hoitoalalle", {"hoitoala": "goal"}),
    ("hoitoalalta pois", {"hoitoala": "background"}),
    ("olin hitsaajana telakalla", {"hitsaaja": "background"}),
    ("haluaisin työskennellä kokkina", {"kokki": "goal"}),
    ("olen työtön hitsaaja", {"hitsaaja": "background"}),
    ("entinen postinkantaja", {"postinkantaja": "background"}),
    ("valmistuin lähihoitajaksi 2010", {"lähihoitaja": "background"}),
    ("opiskelin aikoinaan merkonomiksi", {"merkonomi": "background"}),
    ("olen kiinnostunut hoitoalasta", {"hoitoala": "goal"}),
    ("haluaisin ammatin sosiaalialalta", {"sosiaaliala": "goal"}),
    ("oon sairaanhoitaja mut haluun it-alalle", {"sairaanhoitaja": "background", "it-ala": "goal"}),
    ("vaihtaisin kaupan alalta sosiaalialalle", {"kaupan ala": "background", "sosiaaliala": "goal"}),
    ("raksalta vanhustyöhön", {"rakennusala": "background", "vanhustyö": "goal"}),
    ("olen kotona lapsi kanssa. haluan lähihoitaja", {"lähihoitaja": "goal"}),
    ("kosmetologin hommat kiinnostais", {"kosmetologi": "goal"}),
    ("nyt haluisin oikean ammatin hoitoalalta", {"hoitoala": "goal"}),
    ("oon lomautettu sähköasentaja ja haluan muuta", {"sähköasentaja": "background"}),
    ("olin kokki. haluan muuta", {"kokki": "background"}),
    ("oon koulutukseltani insinööri", {"insinööri": "background"}),
    ("olen insinööri, haluan opiskella rakennusalaa", {"insinööri": "background", "rakennusala": "goal"}),
    ("oon ollu raksalla ja haluun hoitoalalle", {"rakennusala": "background", "hoitoala": "goal"}),
    ("työtön mut haluun kaupan alalle", {"kaupan ala": "goal"}),
    ("vaan elämä vei kaupan kassalle", {"kassa": "background"}),
    ("nyt pitäs hankkia hitsaajan pätevyys", {"hitsaaja": "goal"}),
    ("mulla on hitsaajan paperit", {"hitsaaja": None}),
    ("olen miettinyt kampaajaa", {"kampaaja": "goal"}),
    ("haaveilen jostain muusta, metsäalasta ehkä", {"metsäala": "goal"}),
    ("sähköhommat kiinnostais ko oon niitä nähny", {"sähköala": "goal"}),
    (
        "olin ennen muurari, siivooja, kokki",
        {"muurari": "background", "siivooja": "background", "kokki": "background"},
    ),
    ("kokki", {"kokki": None}),
    ("lähihoitajan koulutus", {"lähihoitaja": None}),
    ("mitä kokki tekee", {"kokki": None}),
]


@pytest.mark.parametrize(("text", "roles"), TABLE)
def test_role_of(text: str, roles: dict[str, str | None]) -> None:
    found = {e.value: e.role for e in read_message(text).entities if e.entity in ("field", "occupation")}
    assert found == roles
