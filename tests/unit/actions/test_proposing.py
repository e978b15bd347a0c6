"""After courses, what a message proposes in their place is searched for, whatever it looks like."""

import pytest

from actions.dialogue.guide import Guide
from actions.dialogue.turn import Turn
from actions.skills.fallback import Fallback
from tests.support.services import INTAKE, services_with
from tests.unit.actions.test_changing import SHOWN, after_courses
from tests.unit.actions.test_subject import Knows


@pytest.mark.parametrize(
    ("intent", "text", "question", "value"),
    [
        ("nlu_fallback", "mites tuo lastenhoito?", "field", "lastenhoito"),
        ("refine_search", "voisko olla sama mutta netissä", "study_mode", "online"),
        ("find_job", "oisko vaikka talonmiehen hommia", "field", "talonmies"),
        ("clarify", "tarkotin siis muuraria", "field", "muurari"),
        ("career_change", "isäntä sanoo jotta taksia se mieluummin ajaisi", "field", "taksinkuljettaja"),
        ("refine_search", "ennemmin jotain koirien kanssa", "field", "eläintenhoito"),
    ],
)
async def test_what_is_proposed_is_in_effect(intent: str, text: str, question: str, value: str) -> None:
    dialogue = after_courses(field="hitsaus", goal="occupation")
    await dialogue.say(intent, text)
    assert dialogue.known[question]["value"] == value
    assert dialogue.state.searched


@pytest.mark.parametrize(
    ("text", "words"),
    [("voisko sittenkin tuo sirkus ja tanssi olla enemmän minun juttu", "sirkus ja tanssi"),
     ("oikeestaan pitsi", "pitsi")],
)  # fmt: skip
async def test_what_no_list_names_is_searched_by_its_words(text: str, words: str) -> None:
    profile = {"dialogue": SHOWN.to_json(), "fact.field": {"value": "hitsaus", "said": ""}}
    guide = Guide(Turn(text, "refine_search", profile=profile), INTAKE)
    await Fallback().reply_to(guide, services_with(courses=Knows("sirkus tanssi", "pitsi")))
    assert guide.values["field"] == words
    assert guide.facts["field"].entity == "words"


@pytest.mark.parametrize(
    ("intent", "text"),
    [("worry_time_distance", "mites koulumatka"), ("ask_occupation", "entä kokin palkka"),
     ("refine_search", "oikeestaan en kokiksi")],
)  # fmt: skip
async def test_what_asks_or_denies_proposes_nothing(intent: str, text: str) -> None:
    dialogue = after_courses(field="hitsaus")
    await dialogue.say(intent, text)
    assert dialogue.known["field"]["value"] == "hitsaus"
