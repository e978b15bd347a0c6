"""The guided session: answers signed by the counsellor, suggestions decided on, rejections reviewed."""

import json
import re

import pytest
from sqlalchemy import func, select

from bot.console.guided.suggestion import Suggestion, Way
from bot.console.keys import SUGGESTING
from bot.console.schema import SuggestionReview
from bot.conversations.schema import Conversation, PlanItem, ProfileValue
from bot.keys import DATABASE
from bot.plan.view import read_plan
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser, Page

SKILL = {
    "kind": "skill",
    "key": "http://data.europa.eu/esco/skill/1",
    "title": "hoitaa kassaa",
    "source": "ESCO",
    "confidence": "medium",
}
COURSE = {
    "kind": "course",
    "key": "course:1",
    "title": "Trukkikortti",
    "provider": "Opisto",
    "sample": "true",
}
FACT = {"kind": "fact", "key": "fact:1", "title": "Kela päättää.", "question": "Voinko saada opintotukea?"}


async def begun(browser: Browser) -> str:
    """Begin a stored session; the address of its page."""
    page = await browser.post("/console/guided", heard="yes")
    assert page.status == 200, page.text
    assert page.address.endswith("/guide")
    return page.address


async def answer(browser: Browser, guide: str, question: str, **given: str) -> Page:
    """Answer a question as the page does."""
    fields = {f"q.{question}{'.words' if name == 'words' else ''}": value for name, value in given.items()}
    return await browser.post(f"{guide}/answers/{question}", **fields)


@BOTH
async def test_answers_are_kept_and_signed(gateway: Gateway, counsellor: Browser) -> None:
    guide = await begun(counsellor)
    assert "työtön" in (await answer(counsellor, guide, "employment_status", value="unemployed")).text
    page = await answer(counsellor, guide, "background", words="Soita 040 123 4567, olin kassalla")
    assert "[puhelinnumero]" in page.text
    await answer(counsellor, guide, "barriers", value="family")
    page = await counsellor.get(guide.removesuffix("/guide"))
    for shown in ("kirjasi counsellor.ohjaus", "työtön", "olin kassalla", "verkossa tai iltaisin"):
        assert shown in page.text, shown
    await answer(counsellor, guide, "barriers", value="free")
    page = await counsellor.get(guide.removesuffix("/guide"))
    assert "verkossa tai iltaisin" not in page.text
    assert "maksuton" in page.text
    page = await answer(counsellor, guide, "employment_status")
    assert "Poistettu" in page.text
    person = await counsellor.get(f"{guide}/person")
    assert "kirjasi" not in person.text
    assert "olin kassalla" in person.text


async def test_what_is_hard_is_never_kept_in_words(gateway: Gateway, counsellor: Browser) -> None:
    guide = await begun(counsellor)
    page = await answer(counsellor, guide, "barriers", words="selkä on kipeä")
    assert page.status == 422
    async with gateway.app[DATABASE].reading() as session:
        assert await session.scalar(select(func.count()).select_from(ProfileValue)) == 0


async def test_the_person_reads_what_was_written_of_them(counsellor: Browser, waiting: Learner) -> None:
    guide = f"{address_of(waiting)}/guide"
    assert (await answer(counsellor, guide, "place", words="Oulu")).status == 409
    await counsellor.post(f"{address_of(waiting)}/claim")
    await answer(counsellor, guide, "place", value="Oulu")
    await answer(counsellor, guide, "place", value="Oulu")
    await waiting.poll()
    told = [message["text"] for message in waiting.messages if "kirjasi" in message["text"]]
    assert len(told) == 1
    assert told[0].endswith("Oulu. Jos se on väärin, kerro se tässä.")
    async with waiting.session.get(f"{waiting.base}/export", headers=waiting.headers) as export:
        kept = (await export.json())["profile"]["fact.place"]
    assert (kept["value"], kept["by"]) == ("Oulu", "counsellor.ohjaus")


async def test_what_is_taken_goes_where_it_belongs(gateway: Gateway, counsellor: Browser) -> None:
    guide = await begun(counsellor)
    for shown in (SKILL, COURSE, FACT, COURSE):
        assert (await counsellor.post(f"{guide}/decide", decision="accepted", **shown)).status == 200
    async with gateway.app[DATABASE].reading() as session:
        plan = await read_plan(session, guide.split("/")[3])
        states = list(await session.scalars(select(SuggestionReview.state)))
    assert [one.label for one in plan.skills] == ["hoitaa kassaa"]
    assert [(one.title, one.provider, one.sample) for one in plan.courses] == [
        ("Trukkikortti", "Opisto", True)
    ]
    assert [one.title for one in plan.questions] == ["Voinko saada opintotukea?"]
    assert states == ["settled"] * 3


async def test_rejections_and_corrections_wait_for_the_lead(
    sign_in: SignIn, gateway: Gateway, counsellor: Browser
) -> None:
    guide = await begun(counsellor)
    decide = f"{guide}/decide"
    assert (await counsellor.post(decide, decision="rejected", **SKILL)).status == 422
    assert (await counsellor.post(decide, decision="rejected", reason="keksitty", **SKILL)).status == 422
    assert (await counsellor.post(decide, decision="rejected", reason="wrong", **SKILL)).status == 200
    assert (await counsellor.post(decide, decision="accepted", edited="Trukkikurssi", **COURSE)).status == 200
    assert (await counsellor.get("/console/reviews")).status == 403
    other = await sign_in("lead.etela")
    assert "Ei käsiteltäviä" in (await other.get("/console/reviews")).text
    lead = await sign_in("lead.ohjaus")
    page = await lead.get("/console/reviews")
    assert "Ei pidä paikkaansa" in page.text
    assert "Trukkikurssi" in page.text
    first, second = re.findall(r'action="(/console/reviews/\d+)"', page.text)
    assert (await other.post(first, verdict="approve")).status == 404
    assert (await lead.post(first, verdict="approve")).status == 200
    assert (await lead.post(first, verdict="dismiss")).status == 404
    assert (await lead.post(second, verdict="dismiss")).status == 200
    assert (await lead.post("/console/reviews/x", verdict="approve")).status == 404
    async with gateway.app[DATABASE].reading() as session:
        rows = list(await session.scalars(select(SuggestionReview).order_by(SuggestionReview.id)))
    assert [(row.decision, row.state, row.reviewed_by) for row in rows] == [
        ("rejected", "approved", "lead.ohjaus"),
        ("edited", "dismissed", "lead.ohjaus"),
    ]


async def test_what_was_approved_is_downloaded_by_its_own_organisation_alone(
    sign_in: SignIn, counsellor: Browser
) -> None:
    decide = f"{await begun(counsellor)}/decide"
    await counsellor.post(decide, decision="accepted", edited="Istua kassalla", **SKILL)
    lead, other = await sign_in("lead.ohjaus"), await sign_in("lead.etela")
    page = await lead.get("/console/reviews")
    assert "istua kassalla" not in (await lead.get("/console/reviews/lexicon.yml")).text
    (address,) = re.findall(r'action="(/console/reviews/\d+)"', page.text)
    await lead.post(address, verdict="approve")
    assert "istua kassalla" in (await lead.get("/console/reviews/lexicon.yml")).text
    assert "Istua kassalla" in (await lead.get("/console/reviews/reviews.csv")).text
    for name in ("lexicon.yml", "reviews.csv"):
        assert "kassalla" not in (await other.get(f"/console/reviews/{name}")).text.lower()
        assert (await counsellor.get(f"/console/reviews/{name}")).status == 403


async def test_forged_suggestions_are_refused(counsellor: Browser) -> None:
    guide = await begun(counsellor)
    for wrong in (
        {**SKILL, "kind": "letter"},
        {**SKILL, "title": ""},
        {**SKILL, "key": "x" * 200},
        {**COURSE, "url": "javascript:alert(1)"},
    ):
        assert (await counsellor.post(f"{guide}/decide", decision="accepted", **wrong)).status == 422
    assert (await counsellor.post(f"{guide}/decide", decision="deleted", **SKILL)).status == 422
    assert (await answer(counsellor, guide, "shoe_size", value="44")).status == 404


async def test_a_session_begins_only_when_the_person_has_heard(counsellor: Browser) -> None:
    assert (await counsellor.post("/console/guided")).status == 422


async def test_of_an_unstored_session_nothing_is_stored(gateway: Gateway, counsellor: Browser) -> None:
    assert (await counsellor.get("/console/guided/unstored")).status == 200
    page = await counsellor.post("/console/guided/suggest", **{"q.background.words": "olin kaupan kassalla"})
    assert "Osaamisen tunnistus ei juuri nyt vastaa." in page.text
    assert 'href="#question-motivation"' in page.text
    async with gateway.app[DATABASE].reading() as session:
        for table in (Conversation, ProfileValue):
            assert await session.scalar(select(func.count()).select_from(table)) == 0


async def test_an_unstored_plan_is_taken_home_and_nothing_is_kept(
    counsellor: Browser, gateway: Gateway
) -> None:
    course = {"kind": "course", "key": "course:1", "title": "Hoiva-avustaja <b>", "provider": "Opisto"}
    fact = {"kind": "fact", "key": "fact:1", "title": "Opintotuki", "question": "Saanko opintotukea?"}
    form = {"take": json.dumps(course), "steps": "Soita opistoon\n\nKäy Ohjaamossa"}
    page = await counsellor.post("/console/guided/unstored/plan", **form)
    for words in ("Hoiva-avustaja &lt;b&gt;", "Soita opistoon", "Käy Ohjaamossa"):
        assert words in page.text
    assert "/plan/" not in page.text
    page = await counsellor.post("/console/guided/unstored/plan", take=json.dumps(fact))
    assert "Saanko opintotukea?" in page.text
    headers, form["csrf"] = {"Origin": counsellor.url}, counsellor.csrf
    pdf = f"{counsellor.url}/console/guided/unstored/plan.pdf"
    async with counsellor.session.post(pdf, data=form, headers=headers) as answer:
        assert (await answer.read()).startswith(b"%PDF")
    for take in ("rubbish", "[]", json.dumps({**course, "url": "javascript:alert(1)"})):
        assert (await counsellor.post("/console/guided/unstored/plan", take=take)).status == 422
    suggested = await counsellor.post("/console/guided/suggest", take=json.dumps(course))
    assert "Mukana suunnitelmassa" in suggested.text
    async with gateway.app[DATABASE].reading() as session:
        assert await session.scalar(select(func.count()).select_from(Conversation)) == 0
        assert await session.scalar(select(func.count()).select_from(PlanItem)) == 0


async def test_a_skill_stands_beside_the_words_that_it_rests_on(
    gateway: Gateway, counsellor: Browser, sign_in: SignIn
) -> None:
    guide = await begun(counsellor)
    words = "olin kassalla, soita 040 123 4567 <b>"
    await counsellor.post(f"{guide}/decide", decision="accepted", words=words, **SKILL)
    await counsellor.post(
        f"{guide}/decide", decision="rejected", reason="wrong", words=words, **{**SKILL, "key": "x:2"}
    )
    page = await counsellor.get(guide.removesuffix("/guide"))
    assert "”olin kassalla, soita [puhelinnumero] &lt;b&gt;”" in page.text
    assert "kirjasi counsellor.ohjaus" in page.text
    async with gateway.app[DATABASE].reading() as session:
        kept = list(await session.scalars(select(SuggestionReview.suggestion)))
    assert "kassalla" not in str([{**one, "title": ""} for one in kept])


class OneWay:
    """A planner that always finds the same way."""

    async def to(self, *asked: object) -> Way:
        """The way, with a hostile name in it."""
        return Way(
            occupation="varastotyöntekijä <b>",
            message="Löysin polun.",
            confirmed=bool(asked[2]),
            held=(),
            missing=["ajaa trukkia"],
            law=["trukkikortti"],
            usual=(),
            left=(),
            months=2,
            steps=[
                Suggestion(
                    "step", "path:1:recognition:1", "Osaamisen tunnustaminen", "Osaat jo.", "ESCO", "medium"
                ),
                Suggestion(
                    "course",
                    "course:c1",
                    "Trukkikurssi",
                    "Saat kortin.",
                    "Opisto",
                    "low",
                    facets={"kind": ["badge"], "mode": ["online"], "cost": ["free"]},
                    relaxed=["place"],
                ),
            ],
        )


async def test_the_gap_and_the_path_are_shown_and_a_step_goes_into_the_plan(
    gateway: Gateway, counsellor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = await begun(counsellor)
    assert "Polkujen laskenta" not in (await counsellor.get(guide)).text
    await answer(counsellor, guide, "field", words="varastomies")
    assert "Polkujen laskenta ei juuri nyt vastaa." in (await counsellor.get(guide)).text
    monkeypatch.setattr(gateway.app[SUGGESTING], "_ways", OneWay())
    page = await counsellor.get(guide)
    for shown in (
        "varastotyöntekijä &lt;b&gt;",
        "ajaa trukkia",
        "Osaamista ei ole vielä vahvistettu",
        "noin 2 kk",
        "Osaamisen tunnustaminen",
        "kortti tai passi",
        "maksuton",
        "Ei ehkä täytä toivetta",
    ):
        assert shown in page.text, shown
    step = {
        "kind": "step",
        "key": "path:1:recognition:1",
        "title": "Osaamisen tunnustaminen",
        "source": "ESCO",
    }
    assert (await counsellor.post(f"{guide}/decide", decision="accepted", **step)).status == 200
    async with gateway.app[DATABASE].reading() as session:
        plan = await read_plan(session, guide.split("/")[3])
    assert [one.title for one in plan.steps] == ["Osaamisen tunnustaminen"]
    await counsellor.post(f"{guide}/decide", decision="accepted", **SKILL)
    assert "ei ole vielä tämän ammatin taitoja" in (await counsellor.get(guide)).text
    assert 'value="path:1:recognition:1"' not in (await counsellor.get(guide)).text  # it was decided on
    home = await counsellor.post("/console/guided/unstored/plan", take=json.dumps(step))
    assert "Osaamisen tunnustaminen" in home.text


async def test_a_question_is_turned_to_the_person_from_its_own_link(counsellor: Browser) -> None:
    guide = await begun(counsellor)
    assert f'href="{guide}/person?question=place"' in (await counsellor.get(guide)).text
    assert "Missä kaupungissa tai kunnassa" in (await counsellor.get(f"{guide}/person?question=place")).text
    assert (await counsellor.get(f"{guide}/person?question=<script>")).status == 200
