"""What is said of somebody else or of another place is nothing of the learner."""

import pytest

from actions.dialogue.others import is_of_another, without_other_places
from actions.dialogue.turn import Entity


@pytest.mark.parametrize(
    ("text", "said", "of_another"),
    [
        ("poikani opiskelee Vaasassa, minä asun Porissa", "Vaasassa", True),
        ("poikani opiskelee Vaasassa, minä asun Porissa", "Porissa", False),
        ("mun sisko on kokki Turussa", "kokki", True),
        ("isä oli hitsari", "hitsari", True),
        ("olen kahden lapsen äiti Oulusta", "Oulusta", False),
        ("äiti Oulusta, haluan hoitoalalle", "Oulusta", False),
        ("mieheni on töissä mut mä asun Salossa", "Salossa", False),
        ("veli muutti poriin. laita pori", "pori", False),
    ],
)
def test_kin_that_does_something_is_another(text: str, said: str, of_another: bool) -> None:
    assert is_of_another(Entity("place", said, said), text) is of_another


@pytest.mark.parametrize(
    ("text", "places", "kept"),
    [
        ("muutan Porista Vaasaan syksyllä", ["Porista", "Vaasaan"], ["Vaasaan"]),
        ("asun Kiteellä ja käyn Joensuussa", ["Kiteellä", "Joensuussa"], ["Kiteellä"]),
        ("oon Kuhmosta ja Kajaaniin sata kilometriä", ["Kuhmosta", "Kajaaniin"], ["Kuhmosta"]),
        ("Salossa olin töissä 20 vuotta, nyt Turku", ["Salossa", "Turku"], ["Turku"]),
        ("Vaasan seutu tai Mustasaari", ["Vaasan", "Mustasaari"], ["Mustasaari"]),
        ("asun Oulussa, muutan keväällä Poriin", ["Oulussa", "Poriin"], ["Poriin"]),
        ("Koulut kävin Raumalla mutta Porissa asutaan", ["Raumalla", "Porissa"], ["Porissa"]),
        ("Kemi, Tornio, nyt vuokralla Oulussa", ["Kemi", "Tornio", "Oulussa"], ["Oulussa"]),
        ("asun Salossa, nyt haluan töihin Turussa", ["Salossa", "Turussa"], ["Salossa"]),
        ("Oulu tai Kempele", ["Oulu", "Kempele"], ["Oulu", "Kempele"]),
        ("ennen asuin Kemissä", ["Kemissä"], []),
    ],
)
def test_of_two_places_the_one_that_is_meant_stays(text: str, places: list[str], kept: list[str]) -> None:
    entities = [Entity("place", place, place) for place in places]
    assert [one.text for one in without_other_places(entities, text)] == kept


def test_whose_kin_one_is_is_another() -> None:
    farmer = Entity("occupation", "maanviljelijä", "maanviljelijän")
    assert is_of_another(farmer, "olen maanviljelijän vaimo")
    assert not is_of_another(farmer, "haluan maanviljelijän ammatin")
