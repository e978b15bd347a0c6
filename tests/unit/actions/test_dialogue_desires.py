"""What a learner wants to become is told from what they are, and from where they come."""

import pytest

from actions.dialogue.desires import is_ahead, is_left, is_self, is_wished
from actions.dialogue.facts import facts_said
from actions.dialogue.turn import Entity
from tests.support.dialogue import Dialogue
from tests.support.services import INTAKE

CODES = {"o": "occupation", "f": "field"}


@pytest.mark.parametrize(
    ("text", "name", "said", "wished"),
    [
        ("haluan kokiksi", "o", "kokiksi", True),
        ("haluan lähihoitaja", "o", "lähihoitaja", True),
        ("olen kotona lapsi kanssa. haluan lähihoitaja", "o", "lähihoitaja", True),
        ("kosmetologin hommat kiinnostais", "o", "kosmetologin", True),
        ("nyt haluisin oikean ammatin hoitoalalta", "f", "hoitoalalta", True),
        ("olen insinööri", "o", "insinööri", False),
        ("oon lomautettu sähköasentaja ja haluan muuta", "o", "sähköasentaja", False),
        ("olin kokki. haluan muuta", "o", "kokki", False),
        ("", "o", "kokki", False),
        ("kokiksi minut otettiin heti", "o", "kokiksi", False),
        ("ajattelin suorittaa lähihoitaja", "o", "lähihoitaja", True),
        ("raksahommat loppu, haluan muuta", "f", "raksahommat", False),
        ("oon miettiny hammashoitajan työtä", "o", "hammashoitajan", True),
        ("mie oon pohtinu josko levyseppä", "o", "levyseppä", True),
        ("tarjoilijaksi mä oon aatellu", "o", "tarjoilijaksi", True),
        ("haaveilen vaan puutarhurin töistä", "o", "puutarhurin", True),
        ("jos opiskelisin siitä logistiikasta paperit", "f", "logistiikasta", True),
        ("leipuri oli ennen haave", "o", "leipuri", True),
        ("vanhustyö olisi lähellä sydäntä", "f", "vanhustyö", True),
        ("vois vaikka ottaa trukkikortin", "f", "trukkikortin", True),
        ("musta vois tulla autonasentaja", "o", "autonasentaja", True),
        ("siusta tulisi hyvä kokki", "o", "kokki", True),
        ("voin suorittaa täällä parturin tutkinnon", "o", "parturin", True),
        ("parturin paperit on", "o", "parturin", False),
        ("voiskoha täst viel putkimies tulla", "o", "putkimies", True),
    ],
)
def test_an_occupation_or_field_that_is_wished_for(text: str, name: str, said: str, wished: bool) -> None:
    assert is_wished(Entity(CODES[name], said, said), text) is wished


def test_where_one_has_been_is_left_behind_beside_a_wish() -> None:
    care = Entity("field", "hoiva-ala", "hoiva-alalla")
    assert is_left(care, "oon miettiny jotain muuta ku oon ollu pitkään hoiva-alalla")
    assert not is_left(care, "oon miettiny että olisin hoiva-alalla")


def test_what_has_lapsed_is_left_behind() -> None:
    welder = Entity("occupation", "hitsaaja", "hitsarin")
    text = "hitsarin paperit vanhentuivat ja muuta pitäs keksiä"
    assert is_left(welder, text)
    assert not is_ahead(welder, text)
    assert not is_left(welder, "hitsarin hommat kiinnostais")


def test_what_one_is_and_where_one_was() -> None:
    assert is_self(Entity("occupation", "insinööri", "insinööri"), "oon koulutukseltani insinööri")
    assert not is_self(Entity("field", "hoitoala", "hoitoala"), "oon hoitoala")
    assert is_ahead(Entity("field", "hoitoala", "hoitoalalle"), "hoitoalalle")
    assert not is_ahead(Entity("field", "rakennusala", "raksalla"), "oon ollu raksalla")


@pytest.mark.parametrize(
    ("text", "found", "open_question", "value"),
    [
        (
            "olen insinööri, haluan opiskella rakennusalaa",
            [("o", "insinööri"), ("f", "rakennusalaa")],
            None,
            "rakennusalaa",
        ),
        (
            "oon ollu raksalla ja haluun hoitoalalle",
            [("f", "raksalla"), ("f", "hoitoalalle")],
            None,
            "hoitoalalle",
        ),
        ("kaupan alan töissä", [("f", "kaupan alan")], "employment_status", None),
        ("työtön mut haluun kaupan alalle", [("f", "kaupan alalle")], "employment_status", "kaupan alalle"),
        ("kokki", [("o", "kokki")], "field", "kokki"),
        ("kokki", [("o", "kokki")], None, None),
    ],
)
def test_the_field_that_is_noted(
    text: str, found: list[tuple[str, str]], open_question: str | None, value: str | None
) -> None:
    entities = [Entity(CODES[name], said, said) for name, said in found]
    wish = text.startswith("olen insinööri")
    facts = facts_said(entities, INTAKE, wish=wish, open_question=open_question, text=text)
    assert (facts["field"].value if "field" in facts else None) == value


@pytest.mark.parametrize(
    "text", ["selkä meni ja kuskihommat loppu", "kuskihommat saa jäädä", "kuskihommat on ohi"]
)
def test_work_that_has_ended_is_left(text: str) -> None:
    assert is_left(Entity("field", "kuljetusala", "kuskihommat"), text)


def test_work_that_one_asks_about_is_not() -> None:
    assert not is_left(Entity("field", "kuljetusala", "kuskihommat"), "kuskihommat kiinnostaa")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("hygieniapassi vanhentui, tarttisin uuden", "hygieniapassi"),
        ("hygieniapassi meni vanhaks, pitäis saada uus", "hygieniapassi"),
        ("hygieniapassi vanhentui enkä enää tarvinnut, nyt uusi ammatti", None),
    ],
)
async def test_papers_that_are_to_be_renewed_are_wished_for(text: str, field: str | None) -> None:
    dialogue = Dialogue({})
    await dialogue.say("find_short_course", text, [Entity("qualification", "hygieniapassi", "hygieniapassi")])
    assert dialogue.known.get("field", {}).get("value") == field
