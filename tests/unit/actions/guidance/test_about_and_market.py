"""What is told of one occupation and of work in it: with source and day, and never as a promise."""

from typing import Any

from actions.dialogue.guide import Guide
from actions.guidance.about import tell_of, tell_of_id
from actions.guidance.looking import Looking, looking_at
from actions.guidance.market import say_market
from actions.guidance.occupation_data import load_occupation_texts
from backends.client.guidance import BackendUnavailable, Failure, Outlook, RegionMissing
from backends.client.occupations import Occupation
from tests.support.guidance import DAY
from tests.support.services import FakeGuidance, FakeSkills, services_with

TEXTS = load_occupation_texts()
COOK = Looking("http://x/occ/kokki", "kokki")
OULU = {"value": "Oulu", "said": "", "entity": "place"}
SHORTAGE = Outlook(
    "shortage", "pula tekijöistä", "Alueella on pulaa.", "Oulu", DAY, "Työvoimabarometri", None
)
COUNTRY = Outlook("balance", "tasapaino", "Yhtä paljon.", None, None, None, "Tieto on vanha.")
UNKNOWN = Outlook(None, "ei tiedossa", "Ei tietoa.", "Oulu", None, None, None)


class DownSkills(FakeSkills):
    """Does not answer."""

    async def occupation(self, uri: str) -> BackendUnavailable:  # type: ignore[override]
        return BackendUnavailable(Failure.TIMEOUT, "slow")


class DownGuidance(FakeGuidance):
    """Answers nothing of the labour market; knows no region."""

    def __init__(self, answer: BackendUnavailable | RegionMissing) -> None:
        super().__init__(outlooks={None: COUNTRY})
        self.answer = answer

    async def outlook(self, occupation: str, region: str | None = None) -> Any:
        if isinstance(self.answer, RegionMissing) and region is None:
            return await super().outlook(occupation, region)
        return self.answer


def said(guide: Guide) -> str:
    return " ".join(message.text or message.response or "" for message in guide.reply.messages)


def cards(guide: Guide) -> list[dict[str, Any]]:
    return [card for message in guide.reply.messages for card in message.custom.get("cards", ())]


async def test_the_tasks_the_skills_and_what_the_law_asks(turns: Any, cook: Occupation) -> None:
    guide = turns.at("mitä kokki tekee")
    await tell_of(guide, services_with(skills=FakeSkills(known=[cook])), "about", COOK)
    occupation, requirement = cards(guide)
    assert said(guide) == TEXTS.about.format(tasks="Teet ruokaa.")
    assert "valmistaa ruokia" in occupation["details"][TEXTS.card_skills]
    assert requirement["subtitle"] == TEXTS.card_law
    assert "Elintarvikelaki" in requirement["why"]
    assert "26.11.2026" in requirement["why"]


async def test_what_one_has_already_is_said(turns: Any, cook: Occupation, held: Any) -> None:
    guide = turns.at("mitä kokki tekee", skills=held)
    await tell_of(guide, services_with(skills=FakeSkills(known=[cook])), "about", COOK)
    assert TEXTS.held in cards(guide)[0]["why"]


async def test_without_tasks_the_skills_speak_and_unknown_law_is_said(turns: Any, cook: Occupation) -> None:
    bare = Occupation(cook.uri, cook.label, None, None, None, cook.essential, ())
    guide = turns.at("mitä kokki tekee")
    await tell_of(guide, services_with(skills=FakeSkills(known=[bare])), "about", COOK)
    assert said(guide) == TEXTS.about_only
    assert TEXTS.no_requirements in cards(guide)[0]["why"]


async def test_an_old_button_and_a_backend_that_is_down(turns: Any) -> None:
    guide = turns.at()
    assert not await tell_of_id(guide, services_with(skills=FakeSkills()), "about", "gone")
    assert await tell_of_id(guide, services_with(skills=DownSkills()), "about", "kokki")
    assert said(guide) == TEXTS.unavailable
    later = turns.at()
    await tell_of(later, services_with(skills=DownSkills()), "about", COOK)
    assert said(later) == TEXTS.unavailable


async def test_work_in_the_learners_region_with_source_and_without_a_promise(turns: Any) -> None:
    guide = turns.at("onko töitä", "ask_labour_market", **{"fact.place": OULU})
    await say_market(guide, services_with(guidance=FakeGuidance(outlooks={"Oulu": SHORTAGE})), COOK)
    assert TEXTS.market.no_promise in said(guide)
    assert "Työvoimabarometri, 26.11.2026" in cards(guide)[0]["why"]
    assert (found := looking_at(guide)) is not None
    assert found == COOK


async def test_a_region_without_figures_gets_those_of_the_country(turns: Any) -> None:
    for answer in (
        FakeGuidance(outlooks={"Oulu": UNKNOWN, None: COUNTRY}),
        DownGuidance(RegionMissing("Oulu")),
    ):
        guide = turns.at("onko töitä", "ask_labour_market", **{"fact.place": OULU})
        await say_market(guide, services_with(guidance=answer), COOK)
        assert TEXTS.market.region_unknown in said(guide)
        assert cards(guide)[0]["subtitle"] == TEXTS.market.whole_country
        assert TEXTS.market.no_source in cards(guide)[0]["why"]


async def test_what_is_not_known_is_said_and_no_card_is_made_up(turns: Any) -> None:
    guide = turns.at("onko töitä", "ask_labour_market")
    await say_market(guide, services_with(guidance=FakeGuidance(outlooks={None: UNKNOWN})), COOK)
    assert said(guide) == TEXTS.market.unknown.format(label="kokki")
    down = turns.at("onko töitä", "ask_labour_market")
    broken = DownGuidance(BackendUnavailable(Failure.TIMEOUT, "slow"))
    await say_market(down, services_with(guidance=broken), COOK)
    assert said(down) == TEXTS.unavailable
    assert cards(guide) == cards(down) == []
